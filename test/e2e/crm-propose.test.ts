import { expect, test } from 'vitest'
import * as z from 'zod'
import { proposeBinding as definition } from '../../definitions/actions/propose-binding'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { onCrmStage } from './crm-stage'
import { onStage } from './on-stage'

const answer = z.looseObject({
  binding: z.looseObject({ operation: z.string(), object: z.string() }).optional(),
  confidence: z.string(),
  questions: z.array(z.string()),
})

test('a goal becomes a binding over the wire, and reads nobody’s records', async () => {
  const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts, ...scopes.crm] })
  stage.startCounting()
  const proposed = answer.parse(await stage.bot.callAction('proposeBinding', { goal: 'open tickets of the caller' }))
  expect(proposed).toMatchObject({ confidence: 'high', binding: { operation: 'list', object: 'tickets' } })
  expect(stage.calls().hubspot.filter((call) => /\/crm\/objects\//.test(call))).toEqual([])
})

test('what is proposed finds what was meant', async () => {
  const { call, id } = await onCrmStage({ account: shop })
  const { binding } = await call('proposeBinding', { goal: 'orders of the caller over 500 euros' })
  const { object, where, associatedWith } = binding ?? {}
  const filled = { object, where, associatedWith: { ...associatedWith, id: id('ann') } }
  const { records } = await call('searchRecords', filled)
  expect(records.map(({ title }) => title)).toEqual(['L-1002'])
})

test('the same goal always becomes the same binding', async () => {
  const { call } = await onCrmStage({ account: shop })
  const goal = 'express orders that are not delivered, newest first'
  const [first, second] = [await call('proposeBinding', { goal }), await call('proposeBinding', { goal })]
  expect(second).toEqual(first)
})

test('a named object settles which one is meant', async () => {
  const { call } = await onCrmStage({ account: shop })
  const without = await call('proposeBinding', { goal: 'newest five' })
  expect(without.confidence).toBe('low')
  const { binding } = await call('proposeBinding', { goal: 'with order number', object: 'Order' })
  expect(binding).toMatchObject({ object: 'shop_order', where: [{ all: [{ field: 'order_number' }] }] })
  await expect(call('proposeBinding', { goal: 'all', object: 'notes' })).rejects.toThrow(/no action reads/)
})

test('objects and fields that are kept from the bot are not proposed', async () => {
  const configuration = { crmObjects: ['contacts', 'Order'], crmHiddenFields: ['contacts.customer_number'] }
  const { call } = await onCrmStage({ account: shop, configuration })
  const tickets = await call('proposeBinding', { goal: 'open tickets of the caller' })
  expect(tickets.binding?.object).not.toBe('tickets')
  expect(tickets.confidence).toBe('low')
  const hidden = await call('proposeBinding', { goal: 'find a contact by customer number' })
  expect(JSON.stringify(hidden)).not.toContain('customer_number')
  expect(hidden).toMatchObject({ confidence: 'low' })
  const sensitive = await call('proposeBinding', { goal: 'find a contact by IBAN' })
  expect(sensitive.binding).toBeUndefined()
  expect(sensitive.questions[0]).toContain('IBAN')
})

test('tasks are created and nothing else, and nothing is written without its scope', async () => {
  const { call } = await onCrmStage({ account: shop })
  expect(await call('proposeBinding', { goal: 'create a task for the caller' })).toMatchObject({
    confidence: 'high',
    binding: { operation: 'create', object: 'tasks' },
  })
  const found = await call('proposeBinding', { goal: 'list tasks' })
  expect(found.binding).toBeUndefined()
  const reading = await onCrmStage({ account: shop, scopes: scopes.crm.filter((scope) => !scope.endsWith('.write')) })
  const written = await reading.call('proposeBinding', { goal: 'create a deal with name and amount' })
  expect(written.binding).toBeUndefined()
  expect(written.questions.join()).toMatch(/Deals cannot be written with this connection/)
})

test('words that nobody understood are named, whatever else was understood', async () => {
  const { call } = await onCrmStage({ account: shop })
  const { confidence, questions } = await call('proposeBinding', {
    goal: 'express orders that zeppelins carry over the mountains',
  })
  expect(confidence).toBe('low')
  for (const word of ['zeppelins', 'carry', 'mountains']) expect(questions.join()).toContain(word)
})

test('words that nobody understood are all named, however many they are', async () => {
  const { call } = await onCrmStage({ account: shop })
  const strange = Array.from({ length: 30 }, (_, at) => `xq${'abcdefghij'[at % 10]}${'klmno'[at % 5]}${at}z`)
  const { questions } = await call('proposeBinding', { goal: `orders ${strange.join(' of orders ')}`.slice(0, 500) })
  for (const word of strange.slice(0, 20)) expect(questions.join()).toContain(word)
  expect(questions.length).toBeLessThanOrEqual(10)
})

test('a goal that is missing or too long is refused, in words that do not repeat it', async () => {
  const { call } = await onCrmStage({ account: shop })
  await expect(call('proposeBinding', { goal: '  ' })).rejects.toThrow('"goal" is missing.')
  const long = `kim@example.com ${'orders '.repeat(80)}`
  await expect(call('proposeBinding', { goal: long })).rejects.toThrow(/longer than 500 characters/)
  await expect(call('proposeBinding', { goal: long })).rejects.not.toThrow(/kim/)
})

test('what it answers is what its definition says', async () => {
  const { call } = await onCrmStage({ account: shop })
  for (const goal of ['latest order of the caller', 'zeppelin', 'create a ticket', 'delete all orders']) {
    const proposed = await call('proposeBinding', { goal })
    expect(definition.output.schema.strict().parse(proposed)).toEqual(proposed)
  }
})

test('what is to be told after what it is found by is no condition', async () => {
  const { call } = await onCrmStage({ account: shop })
  const goal = 'find the customer by customer number and tell their loyalty points'
  expect(await call('proposeBinding', { goal })).toMatchObject({
    confidence: 'high',
    binding: { where: [{ all: [{ field: 'customer_number' }] }], fields: ['loyalty_points'] },
  })
})
