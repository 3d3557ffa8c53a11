import { describe, expect, test } from 'vitest'
import { createCrm } from '../../../sim/hubspot/crm/create-crm'
import { defineObject } from '../../../sim/hubspot/crm/define'
import { recordsOf } from '../../../sim/hubspot/crm/find'
import { searchBody, searchRecords } from '../../../sim/hubspot/crm/search'
import type { CrmObject } from '../../../src/crm/schema/crm-object'
import { kindOf, type Operator, operators, operatorsOf } from '../../../src/crm/schema/field-kinds'
import { standardObjects } from '../../../src/crm/schema/standard-objects'
import type { Condition } from '../../../src/crm/search/condition'
import { periodOf } from '../../../src/crm/search/period'
import { plannedWhere, type Where } from '../../../src/crm/search/where'
import fc from '../../property'
import { options, property } from './schema-fixture'

/* Whatever is planned is taken by the stand-in, and finds what people would expect; whatever is not, says why. */

const now = Date.parse('2026-11-26T12:00:00Z')
const [contacts] = standardObjects
if (contacts === undefined) throw new Error('no objects')
const object: CrmObject = { ...contacts, name: 'things', isCustom: true, createdField: 'hs_createdate' }

const colours = { r: 'Red', G: 'Green', b: 'Blue' }
const labelOf = new Map(Object.entries(colours).map(([value, label]) => [value, label.toLowerCase()]))
const fields = [
  property({ name: 'words', label: 'Some words' }),
  property({ name: 'amount', type: 'number' }),
  property({ name: 'colour', type: 'enumeration', options: options(colours) }),
  property({ name: 'several', type: 'enumeration', fieldType: 'checkbox', options: options(colours) }),
  property({ name: 'day', type: 'date' }),
  property({ name: 'time', type: 'datetime' }),
  property({ name: 'sure', type: 'bool' }),
]
const names = fields.map(({ name }) => name)

const texts: Record<string, readonly string[]> = {
  words: ['Alpha', 'beta gamma', 'Alphabet soup', 'GAMMA'],
  amount: ['-3', '0', '10', '10.5', '200'],
  colour: ['r', 'G', 'b'],
  several: ['r', 'r;G', 'G;b'],
  day: ['2026-11-25', '2026-11-26', '2026-12-01'],
  time: ['2026-11-25T23:59:59.999Z', '2026-11-26T00:00:00Z', '2026-11-26T12:00:00Z', '2026-12-01T08:30:00Z'],
  sure: ['true', 'false'],
}
/** What is asked for: what fits, what is written otherwise, and what does not fit at all. */
const asked = [
  ...['alpha', 'Beta Gamma', 'gam', '10', '10.50', '-3', '200', 'red', 'GREEN', 'b', 'yes', 'false'],
  ...['2026-11-26', '2026-11-26T12:00:00Z', 'today', 'last month', 'in 5 days', '', ' ', 'pink', '2026-02-30'],
]

const values = fc.record(
  Object.fromEntries(
    names.map((name) => [name, fc.option(fc.constantFrom(...(texts[name] ?? [])), { nil: undefined })]),
  ),
)
const operator = fc.constantFrom<Operator>(...operators)
const condition = fc.record<Condition>({
  field: fc.constantFrom(...names, 'Some Words', 'nothing'),
  operator,
  value: fc.constantFrom(...asked),
  values: fc.array(fc.constantFrom(...asked), { maxLength: 3 }),
  from: fc.constantFrom(...asked),
  to: fc.constantFrom(...asked),
})
const where = fc.array(fc.record({ all: fc.array(condition, { maxLength: 4 }) }), { maxLength: 4 })
/** Such as suit their fields, so that more is planned than refused. */
const fitting = fc.constantFrom(...fields).chain((field) => {
  const text = fc.constantFrom(...(texts[field.name] ?? []).filter((one) => !one.includes(';')))
  return fc.record<Condition>({
    field: fc.constant(field.name),
    operator: fc.constantFrom(...operatorsOf(kindOf(object, field))),
    value: text,
    values: fc.array(text, { minLength: 1, maxLength: 2 }),
    from: text,
    to: text,
  })
})
const fittingWhere = fc.array(fc.record({ all: fc.array(fitting, { minLength: 1, maxLength: 3 }) }), { maxLength: 2 })

type Row = Record<string, string | undefined>

/** What people would say of one record. */
function holds(
  row: Row,
  { field, operator: word, value = '', values: list = [], from = '', to = '' }: Condition,
): boolean {
  const found = fields.find(({ name, label }) => [name, label.toLowerCase()].includes(field.toLowerCase()))
  if (found === undefined) throw new Error('planned without a field')
  const actual = row[found.name]
  if (word === 'isKnown') return actual !== undefined
  if (word === 'isUnknown') return actual === undefined
  if (word === 'isNot' || word === 'isNoneOf') {
    return !holds(row, { field, operator: word === 'isNot' ? 'is' : 'isAnyOf', value, values: list })
  }
  if (actual === undefined) return false
  const kind = kindOf(object, found)
  const isSame = (wanted: string): boolean => {
    const small = wanted.trim().toLowerCase()
    if (kind === 'number') return Number(actual) === Number(wanted)
    if (kind === 'yesNo') return actual === (small === 'yes' || small === 'true' ? 'true' : 'false')
    if (kind === 'choice' || kind === 'multipleChoice') {
      return actual.split(';').some((one) => one.toLowerCase() === small || labelOf.get(one) === small)
    }
    return actual.toLowerCase() === small
  }
  const one = value.trim() === '' ? (list.filter((text) => text.trim() !== '')[0] ?? '') : value
  const at = (text: string) => (kind === 'number' ? Number(text) : Date.parse(text))
  const period = (text: string) =>
    kind === 'number' ? { start: Number(text), end: Number(text) } : periodOf(text, now)
  const within = (low: string, high: string) => {
    const [first, last] = [period(low), period(high)]
    if (first === undefined || last === undefined) throw new Error('planned without a time')
    const isBefore = kind === 'number' ? at(actual) <= last.end : at(actual) < last.end
    return at(actual) >= first.start && isBefore
  }
  const isTime = kind === 'date' || kind === 'dateTime'
  switch (word) {
    case 'is':
      return isTime ? within(one, one) : isSame(one)
    case 'isAnyOf':
      return [...list, value].some((text) => text.trim() !== '' && isSame(text))
    case 'isBetween':
      return within(from, to)
    case 'isBelow':
      return at(actual) < (period(one)?.start ?? Number.NaN)
    case 'isAbove':
      return kind === 'number' ? at(actual) > Number(one) : at(actual) >= (period(one)?.end ?? Number.NaN)
    default: {
      const tokens = actual.toLowerCase().split(' ')
      return one
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(Boolean)
        .every((part, index, parts) =>
          tokens.some((token) => {
            if (word === 'contains') return token.includes(part)
            return index === parts.length - 1 ? token.startsWith(part) : token === part
          }),
        )
    }
  }
}

function world(rows: readonly Row[]) {
  const crm = createCrm(1, [], now)
  const type = defineObject(
    crm,
    {
      name: 'things',
      labels: { singular: 'Thing', plural: 'Things' },
      primaryDisplayProperty: 'words',
      properties: fields.map(({ name, type: kind, fieldType, options: all }) => ({
        ...{ name, label: name, type: kind, fieldType },
        options: all.map(({ label, value }) => ({ label, value })),
      })),
    },
    now,
  )
  rows.forEach((row, at) => {
    const filled = Object.entries(row).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    )
    recordsOf(crm, type).add({
      ...{ id: String(at), typeId: type.typeId, createdAt: at, updatedAt: at, archivedAt: undefined, mergedIds: [] },
      properties: Object.fromEntries(filled),
      stale: { view: undefined, until: 0 },
    })
  })
  return { crm, type }
}

function check(rows: readonly Row[], groups: Where, negationsMatchEmpty: boolean): 'refused' | 'planned' {
  const planned = plannedWhere({ object, fields, choices: { owners: [], pipelines: [] }, now }, groups)
  if ('problems' in planned) {
    expect(planned.problems.length).toBeGreaterThan(0)
    for (const { field, problem } of planned.problems) {
      expect(field).not.toBe('')
      expect(problem).toMatch(/[.:]/)
    }
    return 'refused'
  }
  const { crm, type } = world(rows)
  const body = searchBody.parse({ filterGroups: planned.groups, limit: 200 })
  const found = searchRecords({ crm, type, now, scopes: [], negationsMatchEmpty }, body)
  const expected = rows.flatMap((row, at) =>
    groups.length === 0 || groups.some(({ all }) => all.every((one) => holds(row, one))) ? [String(at)] : [],
  )
  expect(found.map(({ id }) => id)).toEqual(expected)
  return 'planned'
}

describe('conditions', () => {
  const rows = fc.array(values, { minLength: 1, maxLength: 12 })

  test('of any kind find what they say, or are refused with field and reason', () => {
    fc.assert(
      fc.property(rows, where, fc.boolean(), (all, groups, negations) => void check(all, groups, negations)),
      { numRuns: 400 },
    )
  })

  test('that suit their fields are mostly planned, and find what they say', () => {
    let planned = 0
    fc.assert(
      fc.property(rows, fittingWhere, fc.boolean(), (all, groups, negations) => {
        if (check(all, groups, negations) === 'planned' && groups.length > 0) planned += 1
      }),
      { numRuns: 600 },
    )
    expect(planned).toBeGreaterThan(300)
  })
})
