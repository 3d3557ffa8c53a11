import { describe, expect, test } from 'vitest'
import { type Entry, meaningOf, rank, ranked } from '../../../src/crm/schema/rank'
import fc from '../../property'

const entry = (changes: Partial<Entry>): Entry => ({ names: [], options: [], description: '', ...changes })
const score = (changes: Partial<Entry>, text: string) => rank(entry(changes), meaningOf(text)).score

describe('words', () => {
  test.each([
    ['a name', { names: ['warranty_end'] }, 'warranty end'],
    ['a label, whatever its case and accents', { names: ['Größe'] }, 'grosse größe'],
    ['a plural', { names: ['visit'] }, 'visits'],
    ['the beginning of a word', { names: ['vaccination'] }, 'vaccine vaccin'],
    ['a slip of the pen', { names: ['priority'] }, 'priorty'],
    ['an option', { options: ['Broken on arrival'] }, 'broken'],
    ['the description', { description: 'As on the invoice.' }, 'invoice number'],
    ['a name in humps', { names: ['shippingMethod'] }, 'shipping method'],
  ])('fit %s', (_what, changes, text) => {
    expect(score(changes, text)).toBeGreaterThan(0)
  })

  test.each([
    ['what they do not stand in', { names: ['amount'] }, 'colour'],
    ['what says nothing of what is meant', { names: ['date_of_birth'] }, 'the name of the dog'],
    ['short words that begin alike', { names: ['id'] }, 'idea'],
  ])('do not fit %s', (_what, changes, text) => {
    expect(score(changes, text)).toBe(0)
  })

  test('fit a name better than an option, and that better than a description', () => {
    const entries = [entry({ description: 'colour' }), entry({ options: ['colour'] }), entry({ names: ['colour'] })]
    const order = ranked(entries, meaningOf('colour'), (one) => one).map(({ one }) => entries.indexOf(one))
    expect(order).toEqual([2, 1, 0])
  })

  test('name the option that they are found by', () => {
    expect(rank(entry({ names: ['reason'], options: ['Wrong item', 'Broken'] }), meaningOf('broken')).option).toBe(
      'Broken',
    )
    expect(rank(entry({ names: ['broken'], options: ['Broken'] }), meaningOf('broken')).option).toBeUndefined()
  })

  test('fit a whole name better than one of many parts', () => {
    expect(score({ names: ['status'] }, 'status')).toBeGreaterThan(
      score({ names: ['ticket status of call'] }, 'status'),
    )
  })

  test('of any text give a number', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (text, label, all) => {
        expect(score({ names: [label], options: all, description: text }, text)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
