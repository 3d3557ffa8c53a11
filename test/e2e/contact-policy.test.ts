import { expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { addProcess } from './another-process'
import { fromUser, hubspotPath } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const identifierOf = (stage: TestStage, threadId: string) =>
  fromUser(stage, threadId)[0]?.senders[0]?.deliveryIdentifier
const contactCalls = (stage: TestStage) => stage.calls().hubspot.filter((call) => hubspotPath.contacts.test(call))

test('findOnly: a contact that is there is used', async () => {
  const stage = await onStage({
    configuration: { contactPolicy: 'findOnly' },
    scopes: [...scopes.required, 'crm.objects.contacts.read'],
  })
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
  const { thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(thread.visitorId).toBe(kim.id)
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' })
})

test('findOnly: without a match an opaque ID is sent, and no contact comes to be', async () => {
  const stage = await onStage({ configuration: { contactPolicy: 'findOnly' } })
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(identifierOf(stage, thread.id)?.type).toBe('CHANNEL_SPECIFIC_OPAQUE_ID')
  expect(identifierOf(stage, thread.id)?.value).not.toMatch(/kim|@/)
  await user.say('Hello?')
  expect(fromUser(stage, thread.id).at(-1)?.senders[0]?.deliveryIdentifier?.type).toBe('CHANNEL_SPECIFIC_OPAQUE_ID')
  expect(stage.hubspot.contacts(stage.portalId)).toEqual([])
})

test('anonymous: no contact is looked for, and an opaque ID is sent even for a known contact', async () => {
  const stage = await onStage({ configuration: { contactPolicy: 'anonymous' }, scopes: scopes.required })
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
  stage.startCounting()
  const { thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(contactCalls(stage)).toEqual([])
  expect(identifierOf(stage, thread.id)?.type).toBe('CHANNEL_SPECIFIC_OPAQUE_ID')
  expect(thread.visitorId).not.toBe(kim.id)
})

test('an end user of whom nothing is known is anonymous, and the made-up address goes nowhere', async () => {
  const stage = await onStage()
  stage.startCounting()
  const { thread } = await escalated(stage)
  expect(contactCalls(stage)).toEqual([])
  expect(identifierOf(stage, thread.id)?.type).toBe('CHANNEL_SPECIFIC_OPAQUE_ID')
  expect(JSON.stringify(stage.hubspot.log.calls.map(({ requestBody }) => requestBody))).not.toMatch(/no-reply/)
})

test.each([
  { what: 'HubSpot is down', rule: { status: 503 } },
  { what: 'the scope is missing', rule: { status: 403 } },
  { what: 'the portal refuses the values', rule: { status: 400 } },
  { what: 'the connection is lost', rule: { drop: 'before' as const } },
])('a contact that cannot be looked up ($what) does not fail the escalation, and is logged', async ({ rule }) => {
  const stage = await onStage()
  stage.hubspot.faults.add({ path: hubspotPath.contacts, ...rule })
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(user.session?.active).toBe(true)
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' })
  expect(stage.logs.map(({ text }) => text).join()).toMatch(/contact of this escalation could not be looked up/)
})

test('a contact look-up that hangs leaves time for the escalation itself', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ path: hubspotPath.contacts, delayMs: 4_000 })
  const { user } = await escalated(stage, { email: 'kim@customers.example' })
  expect(user.session?.active).toBe(true)
})

test("the card's contact e-mail wins over what is known of the user", async () => {
  const stage = await onStage()
  const boss = stage.hubspot.addContact(stage.portalId, { email: 'boss@customers.example' })
  const { thread } = await escalated(
    stage,
    { email: 'kim@customers.example' },
    { hitlSession: { contactEmail: ' Boss@customers.example ' } },
  )
  expect(thread.visitorId).toBe(boss.id)
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'boss@customers.example' })
})

test("the card's contact phone wins over what is known of the user, for this session only", async () => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
  const { user, thread } = await escalated(
    stage,
    { email: 'kim@customers.example' },
    { hitlSession: { contactPhone: '+49 30 1234567' } },
  )
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_PHONE_NUMBER', value: '+49301234567' })
  await user.stopByBot()
  await user.escalate({ title: 'Once more' })
  expect(stage.hubspot.threads(stage.portalId).at(-1)?.visitorId).toBe(kim.id)
})

test('blank fields on the card count as not filled in', async () => {
  const stage = await onStage()
  const { thread } = await escalated(
    stage,
    { email: 'kim@customers.example' },
    { hitlSession: { inboxId: ' ', contactEmail: '', contactPhone: ' ' } },
  )
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' })
})

const warnings = (stage: TestStage) =>
  stage.logs.filter(({ text }) => /neither an e-mail address nor a phone number/.test(text)).map(({ text }) => text)

test.each([
  { field: { contactEmail: 'boss@customers' }, named: /"Contact e-mail" of/ },
  { field: { contactPhone: '030 1234567' }, named: /"Contact phone" of/ },
  { field: { contactEmail: 'N/A', contactPhone: 'N/A' }, named: /"Contact e-mail" and "Contact phone" of/ },
])('a field of the card that cannot be read is passed over, and named in one warning', async ({ field, named }) => {
  const stage = await onStage()
  const { thread } = await escalated(stage, { email: 'kim@customers.example' }, { hitlSession: field })
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' })
  expect(warnings(stage)).toEqual([expect.stringMatching(named)])
  expect(warnings(stage)[0]).toMatch(/with a leading \+ and the country code/)
  expect(warnings(stage)[0]).not.toMatch(/boss|030|N\/A/)
})

test('without an e-mail address that can be read, the card’s phone number counts', async () => {
  const stage = await onStage()
  const hitlSession = { contactEmail: 'boss@customers', contactPhone: 'whatsapp:+49 30 1234567' }
  const { thread } = await escalated(stage, { email: 'kim@customers.example' }, { hitlSession })
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_PHONE_NUMBER', value: '+49301234567' })
})

test('a made-up address on the card counts as nothing', async () => {
  const stage = await onStage()
  const hitlSession = { contactEmail: 'user_01@no-reply.bot-1.botpress.com' }
  const { thread } = await escalated(stage, { email: 'kim@customers.example' }, { hitlSession })
  expect(identifierOf(stage, thread.id)).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' })
  expect(warnings(stage)).toEqual([])
})

test('a User Email that cannot be read opens an anonymous thread, and goes nowhere, whichever process opens it', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, thread } = await escalated(stage, { name: 'Kim Lee', email: '030 1234567' })
  expect(user.session?.active).toBe(true)
  expect(identifierOf(stage, thread.id)?.type).toBe('CHANNEL_SPECIFIC_OPAQUE_ID')
  expect(stage.hubspot.contacts(stage.portalId)).toEqual([])
  expect(JSON.stringify(stage.hubspot.log.calls.map(({ requestBody }) => requestBody))).not.toContain('1234567')
})

test('the warning about a User Email comes once, and does not repeat it', async () => {
  const stage = await onStage()
  await escalated(stage, { email: 'kim@customers' })
  expect(warnings(stage)).toEqual([expect.stringMatching(/"User Email" of/)])
  expect(warnings(stage)[0]).not.toContain('kim')
})
