import { expect, test } from 'vitest'
import { fromUser, hubspotPath } from './looking'
import { escalated, onStage, type TestStage, until } from './on-stage'

/** Who the agent sees as the sender of the first message, and which contact the thread belongs to. */
function senderOf(stage: TestStage, threadId: string) {
  const [first] = fromUser(stage, threadId)
  const { visitorId } = stage.hubspot.thread(threadId)
  const contact = stage.hubspot.contacts(stage.portalId).find(({ id }) => id === visitorId)
  return { identifier: first?.senders[0]?.deliveryIdentifier, name: first?.senders[0]?.name, contact }
}

const contactCalls = (stage: TestStage) => stage.calls().hubspot.filter((call) => hubspotPath.contacts.test(call))

test('the contact with the e-mail address is found, and the thread is its own', async () => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example', firstname: 'Kim' })
  const { thread } = await escalated(stage, { email: 'Kim@Customers.example' })
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
  expect(senderOf(stage, thread.id)).toEqual({
    identifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' },
    name: 'Kim Lee',
    contact: kim,
  })
})

test('without a contact, one is created with e-mail address and name', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage, { name: 'Kim van der Lee', email: 'kim@customers.example' })
  const [contact] = stage.hubspot.contacts(stage.portalId)
  expect(contact?.properties).toEqual({ email: 'kim@customers.example', firstname: 'Kim', lastname: 'van der Lee' })
  expect(senderOf(stage, thread.id).contact?.id).toBe(contact?.id)
})

test('a contact made for a phone number has the number and a name, also when no name is known', async () => {
  const stage = await onStage()
  const user = stage.bot.plugin.startConversation()
  await user.escalate({ title: 'Help', userEmail: '+49 30 1234567' })
  const [contact] = stage.hubspot.contacts(stage.portalId)
  expect(contact?.properties).toEqual({ phone: '+49301234567', firstname: expect.stringMatching(/./) })
  const [thread] = stage.hubspot.threads(stage.portalId)
  expect(senderOf(stage, thread?.id ?? '')).toMatchObject({
    identifier: { type: 'HS_PHONE_NUMBER', value: '+49301234567' },
    contact: { id: contact?.id },
  })
})

test.each(['phone', 'mobilephone'])('a contact is found by its %s, however the number is punctuated', async (field) => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { firstname: 'Kim', [field]: '+49 (30) 123-4567' })
  const { thread } = await escalated(stage, { email: '+49301234567' })
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
  expect(senderOf(stage, thread.id).contact?.id).toBe(kim.id)
})

test("another country's number with the same digits is somebody else", async () => {
  const stage = await onStage()
  const austrian = stage.hubspot.addContact(stage.portalId, { firstname: 'Austrian', phone: '+43 30 1234567' })
  const { thread } = await escalated(stage, { email: '+49301234567' })
  const { contact } = senderOf(stage, thread.id)
  expect(contact?.id).not.toBe(austrian.id)
  expect(contact?.properties.phone).toBe('+49301234567')
})

test('of several contacts with the number, the oldest is taken', async () => {
  const stage = await onStage()
  const oldest = stage.hubspot.addContact(stage.portalId, { firstname: 'First', mobilephone: '+49 30 1234567' })
  await until(() => Date.now() > oldest.createdAt)
  stage.hubspot.addContact(stage.portalId, { firstname: 'Second', phone: '+49301234567' })
  const { thread } = await escalated(stage, { email: '+49301234567' })
  expect(senderOf(stage, thread.id).contact?.id).toBe(oldest.id)
})

test('a contact that somebody creates in between is used', async () => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.contacts, status: 404, times: 1 })
  const { thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
  expect(senderOf(stage, thread.id).contact?.id).toBe(kim.id)
})

test('a second address of a contact finds it', async () => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, {
    email: 'kim@work.example',
    hs_additional_emails: 'kim@customers.example',
  })
  const { thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(senderOf(stage, thread.id).contact?.id).toBe(kim.id)
})

test('while the search lags, the same person still gets one contact', async () => {
  const stage = await onStage({ hubspot: { contactSearchLagMs: 60_000 } })
  await escalated(stage, { email: '+49301234567' })
  await escalated(stage, { email: '+49 30 1234567' })
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
  expect(new Set(stage.hubspot.threads(stage.portalId).map(({ visitorId }) => visitorId)).size).toBe(1)
})

test('the contact is remembered: a second escalation of the person looks for nothing', async () => {
  const stage = await onStage()
  const { user } = await escalated(stage, { email: 'kim@customers.example' })
  await user.stopByBot()
  stage.startCounting()
  await user.escalate({ title: 'Once more' })
  expect(contactCalls(stage)).toEqual([])
  const [first, second] = stage.hubspot.threads(stage.portalId)
  expect(second?.visitorId).toBe(first?.visitorId)
})

test('a remembered contact that was deleted since does not fail the escalation', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  await user.stopByBot()
  stage.hubspot.deleteContact(stage.portalId, thread.visitorId)
  await user.escalate({ title: 'Once more' })
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
  expect(user.session?.active).toBe(true)
})

test('a contact that is deleted during the session does not cost the agent what the user writes', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  stage.hubspot.deleteContact(stage.portalId, thread.visitorId)
  await user.say('Are you still there?')
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  expect(fromUser(stage, thread.id).at(-1)?.text).toBe('Are you still there?')
})

test('a contact that is gone costs no escalation, although Botpress cannot forget it now', async () => {
  const stage = await onStage()
  const person = { name: 'Kim Lee', email: 'kim@customers.example' }
  await escalated(stage, person)
  const gone = { status: 'error', message: 'no such contact' }
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.publish, status: 400, times: 1, body: gone })
  const no = { id: 'err_1', code: 403, type: 'Forbidden', message: 'no' }
  stage.botpress.faults.add({ method: 'PUT', path: /\/users\/[^/]+$/, status: 403, body: no })
  expect((await escalated(stage, person)).user.session?.active).toBe(true)
})
