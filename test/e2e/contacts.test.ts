import { expect, test } from 'vitest'
import { clientOf } from '../stage/botpress'
import { comments, fromUser, hubspotPath } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

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

test('of several contacts with the number none is chosen, and the agent reads who they are', async () => {
  const stage = await onStage()
  const first = stage.hubspot.addContact(stage.portalId, { firstname: 'First', mobilephone: '+49 30 1234567' })
  stage.hubspot.addContact(stage.portalId, { firstname: 'Second', phone: '+49301234567', company: 'Lamps' })
  const { thread } = await escalated(stage, { email: '+49301234567' })
  expect(senderOf(stage, thread.id).contact).toBeUndefined()
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(2)
  const [comment] = comments(stage, thread.id)
  expect(comment?.text).toMatch(/^2 contacts have this phone number, so none of them was chosen:\n/)
  expect(comment?.text).toContain(`First: ${stage.hubspot.url}/contacts/${stage.portalId}/record/0-1/${first.id}`)
  expect(comment?.text).toContain('Second, Lamps: ')
})

test('a number without country code is of the default country, where there is one', async () => {
  const stage = await onStage({ configuration: { defaultCountry: 'de' } })
  const { id } = stage.hubspot.addContact(stage.portalId, { firstname: 'Kim', phone: '+49 30 1234567' })
  const { thread } = await escalated(stage, { email: '030 1234567' })
  expect(senderOf(stage, thread.id).contact?.id).toBe(id)
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

/** What HubSpot answers to a value it does not like. */
const refusal = (message: string) => ({ status: 'error', category: 'VALIDATION_ERROR', message })
const contactIsRefused = {
  method: 'POST',
  path: /\/contacts$/,
  status: 400,
  body: refusal('Property values were not valid'),
}

test.each([
  ['+1-202-555-0143 x11', '+12025550143'],
  ['+1 (202) 555-0143 ext. 4', '+12025550143'],
  ['(+34) 612 345 678', '+34612345678'],
  ['0044 20 7946 0000', '+442079460000'],
  ['+44 (0)20 7946 0000', '+442079460000'],
  ['+52 1 55 1234 5678', '+5215512345678'],
])('a contact whose number is stored as %j gets no twin', async (phone, email) => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { firstname: 'Kim', phone })
  // HubSpot's own reading of the number is not what is tried here.
  stage.hubspot.faults.add({
    method: 'POST',
    path: /\/contacts\/search$/,
    status: 200,
    body: { total: 1, results: [{ id: kim.id, properties: { phone } }] },
  })
  const { thread } = await escalated(stage, { email })
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
  expect(senderOf(stage, thread.id).contact?.id).toBe(kim.id)
})

test.each(['kim@customers.example.', '<Kim@Customers.example>', 'kim@customers.example\u200b'])(
  'the contact is found by the address in %j',
  async (email) => {
    const stage = await onStage()
    const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
    const { thread } = await escalated(stage, { email })
    expect(thread.visitorId).toBe(kim.id)
    expect(senderOf(stage, thread.id).identifier?.value).toBe('kim@customers.example')
  },
)

test('a name of a messenger is a number, and never an address in the CRM', async () => {
  const stage = await onStage()
  await escalated(stage, { email: '5521999999999@c.us' })
  await escalated(stage, { email: '5521999999999-1600000000@g.us' })
  expect(stage.hubspot.contacts(stage.portalId).map(({ properties }) => properties)).toEqual([
    { phone: '+5521999999999', firstname: 'Kim', lastname: 'Lee' },
  ])
})

test.each([
  ['kim@customers.example', { email: 'kim@customers.example' }],
  ['+12025550143', { phone: '+12025550143', firstname: 'Unknown' }],
])('a name that HubSpot refuses costs the name, not the contact of %s', async (email, properties) => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...contactIsRefused, times: 1 })
  const { thread } = await escalated(stage, { name: 'www.shop.example', email })
  const [contact] = stage.hubspot.contacts(stage.portalId)
  expect(contact?.properties).toEqual(properties)
  expect(thread.visitorId).toBe(contact?.id)
  expect(senderOf(stage, thread.id).name).toBe('www.shop.example')
})

test.each([400, 422])('an address that HubSpot refuses as a contact’s (%i) is no sender either', async (status) => {
  const stage = await onStage()
  const message = 'Email address is invalid'
  stage.hubspot.faults.add({ ...contactIsRefused, status, body: refusal(message) })
  const { user, thread } = await escalated(stage, { email: 'kim@yahoo.comtttt' })
  await user.say('Hello?')
  expect(fromUser(stage, thread.id).map(({ senders }) => senders[0]?.deliveryIdentifier?.type)).toEqual([
    'CHANNEL_SPECIFIC_OPAQUE_ID',
    'CHANNEL_SPECIFIC_OPAQUE_ID',
  ])
  expect(contactCalls(stage)).toHaveLength(3)
})

test('an account that demands more of a contact says nothing against the address', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...contactIsRefused, body: refusal('Required property "company" is missing') })
  const { thread } = await escalated(stage, { email: 'kim@customers.example' })
  expect(senderOf(stage, thread.id).identifier).toEqual({ type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' })
})

test.each([403, 429, 500])('no second contact is tried after a %i, which refuses no value', async (status) => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...contactIsRefused, status, body: { status: 'error', message: 'no' } })
  const { user } = await escalated(stage, { email: '+12025550143' })
  expect(user.session?.active).toBe(true)
  const bodies = stage.hubspot.log.calls.filter(({ method, path }) => method === 'POST' && /\/contacts$/.test(path))
  expect(JSON.stringify(bodies.map(({ requestBody }) => requestBody))).not.toContain('Unknown')
})

test('the address of a domain with letters of its language finds the contact either way', async () => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@xn--mller-kva.example' })
  const { thread } = await escalated(stage, { email: 'kim@müller.example' })
  expect(thread.visitorId).toBe(kim.id)
  const asked = stage.calls().hubspot.filter((call) => call.includes('/contacts/'))
  expect(asked).toHaveLength(1)
})

test('a contact that was found long ago is looked for again: addresses move between contacts', async () => {
  const stage = await onStage()
  const person = { email: 'kim@customers.example' }
  const before = stage.hubspot.addContact(stage.portalId, person)
  const { user } = await escalated(stage, person)
  await user.stopByBot()
  stage.hubspot.deleteContact(stage.portalId, before.id)
  const after = stage.hubspot.addContact(stage.portalId, person)
  const known = stage.botpress.users(stage.bot).find(({ tags }) => tags.identity === person.email)
  expect(Number(known?.tags.contactAt)).toBeGreaterThan(Date.now() - 60_000)
  for (const contactAt of [String(Date.now() - 86_400_000), '']) {
    await clientOf(stage).updateUser({ id: known?.id ?? '', tags: { contactId: before.id, contactAt } })
    await user.escalate({ title: 'Once more' })
    expect(stage.hubspot.threads(stage.portalId).at(-1)?.visitorId).toBe(after.id)
    await user.stopByBot()
  }
  expect(stage.botpress.users(stage.bot).find(({ id }) => id === known?.id)?.tags.contactId).toBe(after.id)
})

test('a contact that Botpress cannot remember now is the thread’s all the same', async () => {
  const stage = await onStage()
  const kim = stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
  const no = { id: 'err_1', code: 403, type: 'Forbidden', message: 'no' }
  stage.botpress.faults.add({ method: 'PUT', path: /\/users\/[^/]+$/, status: 403, body: no })
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.comments, status: 403 })
  const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee', email: 'kim@customers.example' })
  await stage.bot.callAction('startHitl', { userId, title: 'A lamp', messageHistory: [] })
  const publishes = stage.hubspot.log.calls.filter(({ path }) => hubspotPath.publish.test(path))
  expect(JSON.stringify(publishes[0]?.requestBody)).toContain(`"associateWithContactId":${kim.id}`)
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
