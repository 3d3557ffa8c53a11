import { describe, expect, test } from 'vitest'
import { valueFor } from '../../../src/crm/write/value'
import { options, owner, property } from './schema-fixture'

const owners = [
  owner('11', 'Dana', 'Fields', 'dana@agents.example'),
  owner('12', 'Robin', 'Hale', 'robin@agents.example'),
  owner('13', 'Robin', 'Hale', 'robin.hale@agents.example'),
]
const checked = (change: Parameters<typeof property>[0], text: string) => valueFor(property(change), text, { owners })

const priority = { type: 'enumeration', options: options({ LOW: 'Low', HIGH: 'High', LOW_2: 'low' }) }
const topics = {
  type: 'enumeration',
  fieldType: 'checkbox',
  options: options({ a: 'Lamps', b: 'Desks, large', c: 'Chairs' }),
}

describe('is taken', () => {
  test.each<[string, Parameters<typeof property>[0], string, string]>([
    ['an option by its label', priority, 'High', 'HIGH'],
    ['an option in any case', priority, ' hiGH ', 'HIGH'],
    ['an option by its value', priority, 'LOW', 'LOW'],
    ['an option whose label is as it is written, among those in other cases', priority, 'low', 'LOW'],
    ['several options', topics, 'lamps; c', 'a;c'],
    ['several options with commas', topics, 'Lamps, Chairs, Lamps', 'a;c'],
    ['an option with a comma in its label', topics, 'Desks, large', 'b'],
    ['an option of yes and no', { type: 'bool', options: options({ true: 'Sure', false: 'Never' }) }, 'never', 'false'],
    [
      'yes where the labels are others',
      { type: 'bool', options: options({ true: 'Sure', false: 'Never' }) },
      'Yes',
      'true',
    ],
    ['no', { type: 'bool' }, 'NO', 'false'],
    ['a number', { type: 'number' }, '-12.50', '-12.50'],
    ['a number with thousands set apart', { type: 'number' }, '1,234,567.8', '1234567.8'],
    ['a day', { type: 'date' }, '2028-02-29', '2028-02-29'],
    ['a moment as a day', { type: 'date' }, '2026-03-31T23:00:00-05:00', '2026-03-31'],
    ['a moment', { type: 'datetime' }, '2026-03-31T14:30+02:00', '2026-03-31T12:30:00.000Z'],
    ['a moment without zone', { type: 'datetime' }, '2026-03-31 14:30', '2026-03-31T14:30:00.000Z'],
    ['a day as a moment', { type: 'datetime' }, '2026-03-31', '2026-03-31T00:00:00.000Z'],
    ['an owner by e-mail address', { referencedObjectType: 'OWNER' }, 'Robin@agents.example', '12'],
    ['an owner by name', { name: 'hubspot_owner_id' }, 'dana fields', '11'],
    ['an owner by ID', { name: 'hubspot_owner_id' }, '13', '13'],
    ['a text as it is', {}, 'Any text, 1,5', 'Any text, 1,5'],
    ['what HubSpot alone knows the options of', { type: 'enumeration', externalOptions: true }, 'USD', 'USD'],
    ['what is of a type that this does not know', { type: 'object_coordinates' }, '1,2', '1,2'],
  ])('%s', (_, change, text, value) => {
    expect(checked(change, text)).toEqual({ value })
  })
})

describe('is refused', () => {
  test('an option that does not exist, with those that do', () => {
    const answer = checked({ ...priority, options: options({ LOW: 'Low', HIGH: 'High' }) }, 'huge')
    expect(answer).toEqual({ problem: expect.stringContaining('no such option'), allowed: ['Low', 'High'] })
  })

  test('an option whose label several have, with their values', () => {
    expect(checked({ type: 'enumeration', options: options({ x1: 'Other', x2: 'Other' }) }, 'other')).toEqual({
      problem: expect.stringContaining('Several'),
      allowed: ['Other (x1)', 'Other (x2)'],
    })
  })

  test('one of several options, with all that there are', () => {
    expect(checked(topics, 'lamps; tables')).toMatchObject({ allowed: ['Lamps', 'Desks, large', 'Chairs'] })
  })

  test('an option, naming 20 of more', () => {
    const many = options(Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`v${at}`, `Label ${at}`])))
    const answer = checked({ type: 'enumeration', options: many }, 'huge')
    expect(answer).toMatchObject({ problem: expect.stringContaining('13 more'), allowed: { length: 20 } })
  })

  test('a hidden option is taken, but not offered', () => {
    const hidden = options({ a: 'A', b: 'B' }).map((one) => ({ ...one, hidden: one.value === 'b' }))
    expect(checked({ type: 'enumeration', options: hidden }, 'b')).toEqual({ value: 'b' })
    expect(checked({ type: 'enumeration', options: hidden }, 'c')).toMatchObject({ allowed: ['A'] })
  })

  test('an owner whose name two have, with what tells them apart', () => {
    expect(checked({ referencedObjectType: 'OWNER' }, 'Robin Hale')).toMatchObject({
      allowed: ['Robin Hale (robin@agents.example)', 'Robin Hale (robin.hale@agents.example)'],
    })
  })

  test.each<[string, Parameters<typeof property>[0], string]>([
    ['what is calculated', { calculated: true }, '1'],
    ['what is read-only', { modificationMetadata: { readOnlyValue: true } }, '1'],
    ['a number with a comma that can be either', { type: 'number' }, '1,234'],
    ['a number with words', { type: 'number' }, '12 lamps'],
    ['a day that does not exist', { type: 'date' }, '2026-02-29'],
    ['a day in another order', { type: 'date' }, '03/04/1990'],
    ['a moment that does not exist', { type: 'datetime' }, '2026-03-31T25:00Z'],
    ['neither yes nor no', { type: 'bool' }, 'perhaps'],
    ['a text beyond the limit', {}, 'x'.repeat(65_537)],
    ['an owner that does not exist', { name: 'hubspot_owner_id' }, 'Nobody'],
  ])('%s', (_, change, text) => {
    const answer = checked(change, text)
    expect(answer).not.toHaveProperty('value')
    expect(answer).toHaveProperty('problem')
  })
})
