import { expect, test } from 'vitest'
import { bindingSchema } from '../../../definitions/actions/binding'
import { mentionsIn } from '../../../src/crm/author/objects-meant'
import { type Attempt, attempt } from '../../../src/crm/author/proposal'
import type { ObjectSchema } from '../../../src/crm/author/schema'
import { tokensOf } from '../../../src/crm/author/tokens'
import { standardObjects } from '../../../src/crm/schema/standard-objects'
import fc from '../../property'
import { options, owner, pipeline, property } from './schema-fixture'

/* Whatever is said, what is proposed has the form of a binding and can be searched for, and what was not understood is told. */

const objectNamed = (name: string) => {
  const object = standardObjects.find((one) => one.name === name)
  if (object === undefined) throw new Error(`no ${name}`)
  return object
}

const words = [
  ...'open closed latest newest last oldest next first top biggest cheapest not without no or and but with by of for the a this'.split(
    ' ',
  ),
  ...'caller customer my their company ticket tickets deals contacts order create update find list change cancel log set to is'.split(
    ' ',
  ),
  ...'over under between at least 5 100 2026-11-20 today yesterday this last month week in days sorted descending known unknown'.split(
    ' ',
  ),
  ...'status priority high low urgent amount colour red blue several day sure done todo Kim subject contains show tell unless exists'.split(
    ' ',
  ),
  ...[
    '{{name}}',
    '"some words"',
    "'s",
    ',',
    '.',
    '?',
    '{{',
    '}}',
    '__proto__',
    'constructor',
    'ticket’s',
    '€',
    '<',
    '>=',
    '1,5',
    '\u0000',
    '🙂',
    'é',
    '%',
    '(',
  ],
]
const goals = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 40 }).map((all) => all.join(' ')),
  fc.string({ maxLength: 500, unit: 'grapheme' }),
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), { maxLength: 30 })
    .map((all) => all.join('')),
)

const fields = [
  property({ name: 'hs_object_id', label: 'Record ID', type: 'number', modificationMetadata: { readOnlyValue: true } }),
  property({
    name: 'createdate',
    label: 'Create Date',
    type: 'datetime',
    modificationMetadata: { readOnlyValue: true },
  }),
  property({ name: 'subject', label: 'Ticket name' }),
  property({ name: 'amount', label: 'Amount', type: 'number' }),
  property({ name: 'hs_pipeline', label: 'Pipeline', type: 'enumeration', externalOptions: true }),
  property({ name: 'hs_pipeline_stage', label: 'Ticket status', type: 'enumeration', externalOptions: true }),
  property({ name: 'priority', label: 'Priority', type: 'enumeration', options: options({ H: 'High', L: 'Low' }) }),
  property({ name: 'colour', label: 'Colour', type: 'enumeration', options: options({ r: 'Red', b: 'Blue' }) }),
  property({
    name: 'several',
    label: 'Several',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: options({ r: 'Red' }),
  }),
  property({ name: 'day', label: 'Day', type: 'date' }),
  property({ name: 'sure', label: 'Sure', type: 'bool' }),
  property({ name: 'odd', label: 'Constructor (__proto__)', type: 'some_new_type', hasUniqueValue: true }),
  property({ name: 'hubspot_owner_id', label: 'Owner', type: 'enumeration', referencedObjectType: 'OWNER' }),
]
const schema: ObjectSchema = {
  object: objectNamed('tickets'),
  fields,
  pipelines: [
    pipeline('0', 'Support', { 1: 'New', 2: 'Open', 3: '!Closed' }),
    pipeline('1', 'Returns', { 4: 'New', 5: '!Done' }),
  ],
  owners: [owner('7', 'Kim', 'Example', 'kim@example.com')],
  canRead: true,
  canWrite: true,
}

function attemptAt(text: string, of: ObjectSchema = schema): Attempt {
  const tokens = tokensOf(text)
  const mentions = mentionsIn(tokens, standardObjects)
  return attempt(of, { tokens, mentions, contacts: objectNamed('contacts') }, text)
}

const filled = (text: string | undefined, name: string) => {
  if (text === undefined || !/\{\{\w+\}\}/.test(text)) return text
  const type = fields.find((field) => field.name === name)?.type
  if (type === 'number' || type === 'enumeration')
    return name === 'colour' || name === 'several' ? 'r' : name === 'priority' ? 'H' : '1'
  return type === 'date' || type === 'datetime' ? '2026-01-01' : type === 'bool' ? 'true' : 'text'
}

test('whatever is said, what is drafted has the form of a binding, of fields that there are and inputs that are used', () => {
  fc.assert(
    fc.property(goals, (text) => {
      const { binding, confidence, questions } = attemptAt(text)
      expect(confidence === 'high').toBe(questions.length === 0)
      if (binding === undefined) {
        expect(confidence).toBe('low')
        return
      }
      expect(bindingSchema.strict().parse(binding)).toEqual(binding)
      const known = fields.map(({ name }) => name)
      const where = (binding.where ?? []).map(({ all }) => ({
        all: all.map((one) => ({ ...one, value: filled(one.value, one.field) })),
      }))
      for (const { field } of where.flatMap(({ all }) => all)) expect(known).toContain(field)
      const values = [
        ...Object.values(binding.set ?? {}),
        ...Object.values(binding.match ?? {}),
        binding.associatedWith?.id ?? '',
      ]
      const asked = [
        ...JSON.stringify([values, where, binding.where, binding.associate ?? []]).matchAll(/\{\{(\w+)\}\}/g),
      ]
      expect([...new Set(asked.map(([, name]) => name))].toSorted()).toEqual(
        binding.inputs.map(({ name }) => name).toSorted(),
      )
    }),
    { numRuns: 400 },
  )
})

test('a word that nothing knows is asked about, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words.filter((word) => /^[a-z]+$/.test(word))), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      (all, at) => {
        const place = at % (all.length + 1)
        const { confidence, questions } = attemptAt(all.toSpliced(place, 0, 'zeppelinx').join(' '))
        expect(confidence === 'high').toBe(false)
        expect(questions.join(' ')).toContain('zeppelinx')
      },
    ),
    { numRuns: 200 },
  )
})

test('a large account and a long goal are done in bounded work', () => {
  const label = (at: number) => `Open status of the high priority field number ${at}`
  const many = Array.from({ length: 600 }, (_, at) =>
    property({
      name: `open_status_${at}`,
      label: label(at),
      type: 'enumeration',
      options: options(
        Object.fromEntries(Array.from({ length: 40 }, (_none, option) => [`v${option}`, `High open ${option}`])),
      ),
    }),
  )
  const large = { ...schema, fields: [...fields, ...many] }
  const text = 'open status of the high priority '.repeat(15)
  // What grows with the square of either takes longer than a test may.
  const { questions } = attemptAt(`${text}zeppelin`, large)
  expect(questions.join(' ')).toContain('zeppelin')
  expect(questions.length).toBeLessThanOrEqual(10)
})
