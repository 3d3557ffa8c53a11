import { expect, test } from 'vitest'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { writing } from './crm-writing'

const all = [...scopes.required, ...scopes.contacts, ...scopes.crm, ...scopes.customObjects]

/** Ten thousand fields that there are not. */
const manyFields = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field ${at}`, 'x']))
/** As long as an input may be, nearly. */
const full = 150_000
const filledWith = (text: string) => text.repeat(Math.floor(full / text.length))
const where = (condition: object, times = 1) => [
  { all: Array.from({ length: times }, () => ({ field: 'hs_ticket_priority', operator: 'is', ...condition })) },
]

// Before any of these was bounded, it kept the process busy beyond the time that a test has.
test.each<[string, string, Record<string, unknown>, RegExp]>([
  ['a text of ten megabytes', 'createTicket', { subject: 'a'.repeat(10_000_000) }, /This input has .* are taken/],
  ['ten thousand fields', 'createTicket', { subject: 'x', fields: manyFields }, /"fields" holds more than 100/],
  [
    'ten thousand fields to match',
    'writeRecord',
    { operation: 'findOrCreate', object: 'tickets', set: {}, match: manyFields },
    /"match" holds more than 100/,
  ],
  [
    'ten thousand changes',
    'updateContact',
    { contactId: '1', changes: manyFields, conversationId: 'conv' },
    /"changes" holds more than 100/,
  ],
  ['a long name of a field', 'findContact', { email: 'a@b.example', fields: [filledWith('ab')] }, /There is no field/],
  ['many conditions', 'searchRecords', { object: 'tickets', where: where({ value: 'x' }, 2_000) }, /HubSpot takes 6/],
  [
    'many values',
    'searchRecords',
    { object: 'tickets', where: where({ operator: 'isAnyOf', values: Array.from({ length: 20_000 }, () => 'high') }) },
    /These are more than 1000 values/,
  ],
])('%s is refused at once: %s', async (_, action, input, words) => {
  const { stage, crm } = await writing({ scopes: all, configuration: { identityCheck: 'code' } })
  crm.load(shop)
  await expect(stage.bot.callAction(action, input)).rejects.toThrow(words)
})

test('a long name of a field, and many chosen options, are told in short', async () => {
  const { crm, call } = await writing({ scopes: all })
  crm.load(shop)
  const chosen = Array.from({ length: 2_000 }, (_, at) => `option ${at}`).join(';')
  const fields = { [filledWith('ab')]: 'x', interests: chosen }
  const answer = await call('createContact', { email: 'new@customers.example', fields })
  expect(answer).toMatchObject({ status: 'invalid', problems: [{}, { problem: expect.stringContaining('options') }] })
  expect(JSON.stringify(answer).length).toBeLessThan(2_000)
})
