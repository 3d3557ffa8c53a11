import { describe, expect, test } from 'vitest'
import type { Binding } from '../../../definitions/actions/binding'
import { fill } from '../../../src/crm/bindings/fill'
import { filled, hasStrayBraces, inputsIn } from '../../../src/crm/bindings/placeholders'
import fc from '../../property'

const given = (values: Record<string, string>) => new Map(Object.entries(values))
const binding = (parts: Partial<Binding>): Binding => ({
  ...{ name: 'it', description: 'It.', operation: 'list', object: 'tickets', inputs: [] },
  ...parts,
})
const is = (field: string, value: string) => ({ field, operator: 'is' as const, value })

describe('a text with inputs', () => {
  test.each<[text: string, inputs: string[], isStray: boolean]>([
    ['plain { } text', [], false],
    ['{{a}} and {{ b_2 }}{{a}}', ['a', 'b_2', 'a'], false],
    ['{{a', [], true],
    ['a}}', [], true],
    ['{{a}} }}', ['a'], true],
    ['{{{a}}}', ['a'], false],
  ])('%s asks for %j', (text, inputs, isStray) => {
    expect(inputsIn(text)).toEqual(inputs)
    expect(hasStrayBraces(text)).toBe(isStray)
  })

  test('is filled once, whatever the values hold', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('{{b}}', '{{a}}', '$&', "$'", '$1'),
        fc.string(),
        (before, trick, after) => {
          const value = `${before}${trick}${after}`
          expect(filled('<{{a}}|{{ b }}>', given({ a: value, b: 'x' }))).toBe(`<${value}|x>`)
        },
      ),
    )
  })

  test('is nothing where an input was not given', () => {
    expect(filled('{{a}} {{b}}', given({ a: '1' }))).toBeUndefined()
  })
})

describe('a binding with inputs', () => {
  const where = (...groups: ReturnType<typeof is>[][]) => groups.map((all) => ({ all }))
  const fills = (groups: ReturnType<typeof where>, values: Record<string, string>) =>
    fill(binding({ where: groups }), given(values)).where

  test('keeps the conditions whose inputs were given, and those that ask for none', () => {
    const groups = where([is('a', '{{a}}'), is('b', '{{b}}'), is('open', 'true')])
    expect(fills(groups, { a: '1' })).toEqual(where([is('a', '1'), is('open', 'true')]))
    expect(fills(groups, {})).toEqual(where([is('open', 'true')]))
  })

  test('keeps of several groups those whose inputs were given: the rest of another would fit anybody', () => {
    const groups = where([is('a', '{{a}}'), is('open', 'true')], [is('b', '{{b}}'), is('open', 'true')], [is('c', 'x')])
    expect(fills(groups, { b: '2' })).toEqual(where([is('b', '2'), is('open', 'true')], [is('c', 'x')]))
    expect(fills(groups, {})).toEqual(where([is('open', 'true')], [is('open', 'true')], [is('c', 'x')]))
  })

  test('keeps of a list the values that were given, and of a range nothing when an end is missing', () => {
    const list = { field: 'a', operator: 'isAnyOf' as const, values: ['{{a}}', '{{b}}', 'c'] }
    const range = { field: 'b', operator: 'isBetween' as const, from: '{{a}}', to: '{{b}}' }
    expect(fill(binding({ where: [{ all: [list, range] }] }), given({ b: '2' })).where).toEqual([
      { all: [{ ...list, values: ['2', 'c'] }] },
    ])
    const asked = { ...list, values: ['{{a}}'] }
    expect(fill(binding({ where: [{ all: [asked, is('c', 'x')] }] }), given({})).where).toEqual(where([is('c', 'x')]))
  })

  test('writes and links what was given, and nothing else', () => {
    const whole = binding({
      ...{ match: { k: '{{a}}' }, set: { x: '{{b}}', y: 'y {{a}}' } },
      associate: [
        { object: 'contacts', id: '{{a}}', label: 'Payer' },
        { object: 'contacts', id: '{{b}}' },
      ],
    })
    expect(fill(whole, given({ a: '7' }))).toEqual({
      ...whole,
      ...{ match: { k: '7' }, set: { y: 'y 7' }, associate: [{ object: 'contacts', id: '7', label: 'Payer' }] },
    })
  })
})
