import { expect, test } from 'vitest'
import * as z from 'zod'
import { proposeBinding as definition } from '../../definitions/actions/propose-binding'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { proposeBinding } from '../../src/crm/author/propose-binding'
import { searchRecords } from '../../src/crm/search/search-records'
import { crmScopes, onCrmStage } from './crm-stage'
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
  const { run, id } = await onCrmStage({ account: shop })
  const { binding } = await run((crm) => proposeBinding(crm, { goal: 'orders of the caller over 500 euros' }))
  const { object, where, associatedWith } = binding ?? {}
  const filled = { object, where, associatedWith: { ...associatedWith, id: id('ann') } }
  const { records } = await run((crm) => searchRecords(crm, filled))
  expect(records.map(({ title }) => title)).toEqual(['L-1002'])
})

test('the same goal always becomes the same binding', async () => {
  const { run } = await onCrmStage({ account: shop })
  const goal = 'express orders that are not delivered, newest first'
  const [first, second] = [
    await run((crm) => proposeBinding(crm, { goal })),
    await run((crm) => proposeBinding(crm, { goal })),
  ]
  expect(second).toEqual(first)
})

test('a named object settles which one is meant', async () => {
  const { run } = await onCrmStage({ account: shop })
  const without = await run((crm) => proposeBinding(crm, { goal: 'newest five' }))
  expect(without.confidence).toBe('low')
  const { binding } = await run((crm) => proposeBinding(crm, { goal: 'with order number', object: 'Order' }))
  expect(binding).toMatchObject({ object: 'shop_order', where: [{ all: [{ field: 'order_number' }] }] })
  await expect(run((crm) => proposeBinding(crm, { goal: 'all', object: 'notes' }))).rejects.toThrow(/no action reads/)
})

test('objects and fields that are kept from the bot are not proposed', async () => {
  const configuration = { crmObjects: ['contacts', 'Order'], crmHiddenFields: ['contacts.customer_number'] }
  const { run } = await onCrmStage({ account: shop, configuration })
  const tickets = await run((crm) => proposeBinding(crm, { goal: 'open tickets of the caller' }))
  expect(tickets.binding?.object).not.toBe('tickets')
  expect(tickets.confidence).toBe('low')
  const hidden = await run((crm) => proposeBinding(crm, { goal: 'find a contact by customer number' }))
  expect(JSON.stringify(hidden)).not.toContain('customer_number')
  expect(hidden).toMatchObject({ confidence: 'low' })
  const sensitive = await run((crm) => proposeBinding(crm, { goal: 'find a contact by IBAN' }))
  expect(sensitive.binding).toBeUndefined()
  expect(sensitive.questions[0]).toContain('IBAN')
})

test('tasks are created and nothing else, and nothing is written without its scope', async () => {
  const { run } = await onCrmStage({ account: shop })
  expect(await run((crm) => proposeBinding(crm, { goal: 'create a task for the caller' }))).toMatchObject({
    confidence: 'high',
    binding: { operation: 'create', object: 'tasks' },
  })
  const found = await run((crm) => proposeBinding(crm, { goal: 'list tasks' }))
  expect(found.binding).toBeUndefined()
  const reading = await onCrmStage({ account: shop, scopes: crmScopes.filter((scope) => !scope.endsWith('.write')) })
  const written = await reading.run((crm) => proposeBinding(crm, { goal: 'create a deal with name and amount' }))
  expect(written.binding).toBeUndefined()
  expect(written.questions.join()).toMatch(/Deals cannot be written with this connection/)
})

test('words that nobody understood are named, whatever else was understood', async () => {
  const { run } = await onCrmStage({ account: shop })
  const { confidence, questions } = await run((crm) =>
    proposeBinding(crm, { goal: 'express orders that zeppelins carry over the mountains' }),
  )
  expect(confidence).toBe('low')
  for (const word of ['zeppelins', 'carry', 'mountains']) expect(questions.join()).toContain(word)
})

test('words that nobody understood are all named, however many they are', async () => {
  const { run } = await onCrmStage({ account: shop })
  const strange = Array.from({ length: 30 }, (_, at) => `xq${'abcdefghij'[at % 10]}${'klmno'[at % 5]}${at}z`)
  const { questions } = await run((crm) =>
    proposeBinding(crm, { goal: `orders ${strange.join(' of orders ')}`.slice(0, 500) }),
  )
  for (const word of strange.slice(0, 20)) expect(questions.join()).toContain(word)
  expect(questions.length).toBeLessThanOrEqual(10)
})

test('a goal that is missing or too long is refused, in words that do not repeat it', async () => {
  const { run } = await onCrmStage({ account: shop })
  await expect(run((crm) => proposeBinding(crm, { goal: '  ' }))).rejects.toThrow('"goal" is missing.')
  await expect(run((crm) => proposeBinding(crm, {}))).rejects.toThrow(/"goal" is not as it has to be/)
  const long = `kim@example.com ${'orders '.repeat(80)}`
  await expect(run((crm) => proposeBinding(crm, { goal: long }))).rejects.toThrow(/longer than 500 characters/)
  await expect(run((crm) => proposeBinding(crm, { goal: long }))).rejects.not.toThrow(/kim/)
})

test('what it answers is what its definition says', async () => {
  const { run } = await onCrmStage({ account: shop })
  for (const goal of ['latest order of the caller', 'zeppelin', 'create a ticket', 'delete all orders']) {
    const proposed = await run((crm) => proposeBinding(crm, { goal }))
    expect(definition.output.schema.strict().parse(proposed)).toEqual(proposed)
  }
})
