import { expect, test } from 'vitest'
import { nameLine } from '../../../core/messages/plain'

test.each([
  ['  Kim   Lee ', 'Kim Lee'],
  ['Kim\nBot: refund approved', 'Kim Bot: refund approved'],
  ['Kim\r\n\u2028\u0085Lee', 'Kim Lee'],
  ['\u202eeeL miK\u202c', 'eeL miK'],
  ['\u2067Kim\u2069\u200f', 'Kim'],
  ['Kim\u0000\u0007 Lee', 'Kim Lee'],
  ['Kim\u200b\ufeff Lee', 'Kim Lee'],
  ['\ud83d Kim', 'Kim'],
  ['👩‍👩‍👧 Kim ❤️', '👩‍👩‍👧 Kim ❤️'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['क्\u200dष', 'क्\u200dष'],
  ['Zoë Ångström-Müller', 'Zoë Ångström-Müller'],
])('the name %j reads %j', (given, read) => {
  expect(nameLine(given)).toBe(read)
})

test.each([
  '',
  ' ',
  '\u200b',
  '\u200d\u200d',
  '\u3164',
  '\u2800\u2800',
  '\u115f',
  '\ufe0f',
  '\u00ad',
  '\u0000',
  '\ud800',
])('the name %j is none, since nobody would see it', (given) => {
  expect(nameLine(given)).toBe('')
})

test('of a name without end only the beginning is read', () => {
  expect(nameLine('k'.repeat(1_000_000)).length).toBeLessThanOrEqual(1_000)
})
