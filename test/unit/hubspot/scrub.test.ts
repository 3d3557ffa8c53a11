import { describe, expect, test } from 'vitest'
import { scrub } from '../../../core/platform/scrub'
import fc from '../../property'

describe('the scrubber takes out', () => {
  test.each([
    ['an e-mail address', 'Contact kim.lee+news@mail.customers.example exists', 'Contact [e-mail] exists'],
    ['one in brackets', 'to <kim@customers.example>, now', 'to <[e-mail]>, now'],
    ['one in the path of an address', 'GET /contacts/kim%40customers.example failed', 'GET /contacts/[e-mail] failed'],
    ['a phone number', 'phone +15550100000 is bad', 'phone [phone] is bad'],
    ['a punctuated one', 'phone +1 (555) 010-0000 is bad', 'phone [phone] is bad'],
    ['the national part of one', 'value 5550100000 is bad', 'value [number] is bad'],
    ['a short national part', 'value 32123456 is bad', 'value [number] is bad'],
    ['a UUID', 'secret 7c9e6679-7425-40de-944b-e07fc1f90ae7!', 'secret [key]!'],
    ['a regional key', 'key eu1-7c9e-6679-7425-40de-944b0ae7', 'key [key]'],
    ['an access token', 'token CJqW-abcDEF_ghiJKL0123456789mnopQRS is bad', 'token [key] is bad'],
    ['a long quotation', `text "${'so it is broken '.repeat(4)}" is bad`, 'text "…" is bad'],
    ['a short one of several words', 'text "Are you there?" is bad', 'text "…" is bad'],
    ['one in single quotes', `text '${'so it is broken '.repeat(4)}' is bad`, "text '…' is bad"],
  ])('%s', (_, text, expected) => {
    expect(scrub(text)).toBe(expected)
  })
})

describe('the scrubber leaves', () => {
  test.each([
    'This app has not been granted all required scopes: conversations.custom_channels.write',
    'Property "hs_searchable_calculated_phone_number" does not exist',
    'Set "Refresh token" anew',
    'Inbox 1001 does not exist in this portal',
    'You have reached your ten_secondly_rolling limit.',
    'The OAuth token used to make this call expired 12 second(s) ago.',
  ])('what explains the fault: %s', (text) => {
    expect(scrub(text)).toBe(text)
  })
})

test('whatever stands around it, no e-mail address and no number in E.164 gets through', () => {
  const user = fc.stringMatching(/^[a-z0-9]([a-z0-9.+_-]{0,20}[a-z0-9])?$/)
  const address = fc.tuple(user, fc.stringMatching(/^[a-z0-9]{1,20}$/)).map(([a, b]) => `${a}@${b}.example`)
  const phone = fc.stringMatching(/^\+[1-9]\d{7,14}$/)
  const around = fc.constantFrom('', ' ', '"', "'", '(', ')', ',', ':', '=', '[', ']', '\n')
  fc.assert(
    fc.property(fc.oneof(address, phone), around, around, (value, before, after) => {
      expect(scrub(`value${before}${value}${after} is not valid`)).not.toContain(value)
    }),
  )
})

test('what is left is short', () => {
  expect(scrub('no '.repeat(1_000)).length).toBe(300)
})

describe('of a text that is too long to look at', () => {
  const filler = 'no '.repeat(390)

  test.each([
    ['an address that the cut would halve', `${filler}reads kim.lee@customers.example ${'x '.repeat(500)}`, /kim/],
    ['a quotation that never ends', `text "my lamp is broken ${'and so on '.repeat(300)}`, /lamp/],
    ['one in single quotes', `text 'my lamp is broken ${'and so on '.repeat(300)}' is bad`, /lamp/],
    ['what comes into view as keys make room', `${'a1'.repeat(500)} kim@customers.example`.repeat(3), /kim/],
  ])('nothing gets through: %s', (_, text, secret) => {
    expect(scrub(text)).not.toMatch(secret)
  })

  test.each(['我', 'a', '1', 'a1', '@', '.', '"', "'", '"a', '+1', '+1 ', '-', 'a@', '%40', ' ', "'a ", '(', '_1'])(
    'a megabyte of %j is gone through in time',
    { timeout: 20_000 },
    (unit) => {
      expect(scrub(unit.repeat(1_000_000 / unit.length)).length).toBeLessThanOrEqual(300)
    },
  )
})
