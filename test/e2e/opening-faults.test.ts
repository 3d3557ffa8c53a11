import { expect, test } from 'vitest'
import { agents, scopes } from '../../sim/hubspot-stage'
import { botpressPath } from '../stage/botpress'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { fromUser, hubspotPath } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

/** What the bot's owner reads of the escalation that failed. */
async function refusal(
  stage: TestStage,
  ...more: Parameters<typeof escalated> extends [unknown, ...infer R] ? R : never
) {
  const error: unknown = await escalated(stage, ...more).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('The escalation did not fail')
  return error.message
}

const publishing = { method: 'POST', path: hubspotPath.publish }

const conversations = ({ botpress, bot }: TestStage) => botpress.conversations(bot)

test('an account that was switched off: the conversation is deleted again, and the error says where to look', async () => {
  const stage = await onStage()
  const [account] = stage.hubspot.accounts(stage.portalId)
  stage.hubspot.ui.setAccountActive(account?.id ?? '', false)
  await stage.settled()
  const message = await refusal(stage)
  expect(message).toMatch(/The conversation was not handed over to HubSpot.*400.*is not active.*correlation ID/)
  expect(message).toMatch(/Switch it on|switch it on|configuration/)
  expect(conversations(stage)).toEqual([])
})

test("another app's refresh token: the error says to take everything from one app", async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({
    ...publishing,
    status: 404,
    body: {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'ChannelIntegrationMessagePublishError.CHANNEL_DOES_NOT_EXIST',
      message: 'Channel with id 1 does not exist',
      correlationId: '0b5dd8e2-5ab1-4b1e-a4f5-5d2f0b7a2b11',
    },
  })
  const message = await refusal(stage)
  expect(message).toMatch(/belongs to another app.*refresh token, client ID, client secret and app ID from one app/)
  expect(message).toContain('correlation ID 0b5dd8e2-5ab1-4b1e-a4f5-5d2f0b7a2b11')
  expect(conversations(stage)).toEqual([])
})

test('without a registration the error says what to do', async () => {
  const stage = await onStage({ registered: false })
  expect(await refusal(stage)).toMatch(/no channel there yet. Save the integration's configuration again/)
  expect(conversations(stage)).toEqual([])
})

test('a missing scope is named, with what to do', async () => {
  const stage = await onStage()
  const { refreshToken } = stage.hubspot.install({
    appId: stage.appId,
    portalId: stage.portalId,
    scopes: scopes.required.filter((scope) => scope !== 'conversations.custom_channels.write'),
  })
  stage.bot.configuration = { ...stage.bot.configuration, refreshToken }
  const message = await refusal(stage)
  expect(message).toMatch(/Add to the HubSpot app:.*conversations\.custom_channels\.write.*install it again/)
  expect(conversations(stage)).toEqual([])
})

test.each([{ email: 'kim@customers.example' }, {}])(
  'a revoked token is reported with what to do, and leaves no conversation (%j)',
  async (person) => {
    const stage = await onStage()
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    stage.hubspot.expireAccessTokens(stage.portalId)
    expect(await refusal(stage, person)).toMatch(/refresh token.*revoked.*Install the app again/)
    expect(conversations(stage)).toEqual([])
  },
)

test('where HubSpot answers a repeated message with 409, the session still finds its thread', async () => {
  const stage = await onStage({ hubspot: { repeatedIdempotency: 'conflict' } })
  stage.hubspot.faults.add({ ...publishing, drop: 'after', times: 1 })
  const { user, thread } = await escalated(stage)
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(1)
  stage.hubspot.ui.assign(thread.id, agents.dana.userId)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'I am here.' })
  await until(() => seen(user).includes('agent: I am here.'))
  await user.say('/end')
  expect(stage.hubspot.thread(thread.id).status).toBe('CLOSED')
})

test('the daily limit of calls is reported as such', async () => {
  const stage = await onStage()
  const { rateLimitBody } = await import('../../sim/hubspot')
  stage.hubspot.faults.add({ ...publishing, status: 429, body: rateLimitBody('DAILY') })
  expect(await refusal(stage)).toMatch(/limit of HubSpot calls is used up.*Try again later/)
})

const contactTag = ({ botpress, bot }: TestStage) =>
  botpress.users(bot).find(({ name }) => name === 'Kim Lee')?.tags.contactId

const senders = (stage: TestStage, threadId: string) =>
  fromUser(stage, threadId).map(({ senders: [sender] }) => sender?.deliveryIdentifier?.type)

const publishes = ({ hubspot }: TestStage) => hubspot.log.calls.filter(({ path }) => hubspotPath.publish.test(path))

const no = { status: 'error', category: 'VALIDATION_ERROR', message: 'delivery identifier is not valid' }

const kim = { name: 'Kim Lee', email: 'kim@customers.example' }

test.each([400, 404, 409, 422])(
  'a sender that HubSpot refuses (%i) is left out after the contact, and stays out, also in another process',
  async (status) => {
    const stage = await onStage()
    await addProcess(stage)
    stage.hubspot.faults.add({ ...publishing, status, times: 2, body: no })
    const { user, thread } = await escalated(stage, kim)
    for (const text of ['Hello?', 'Anybody?', 'Please.']) await user.say(text)
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
    expect(senders(stage, thread.id)).toEqual(Array.from({ length: 4 }, () => 'CHANNEL_SPECIFIC_OPAQUE_ID'))
    const [session] = conversations(stage)
    expect(session?.tags).toMatchObject({ senderType: 'CHANNEL_SPECIFIC_OPAQUE_ID', senderValue: session?.tags.userId })
    expect(session?.tags.senderName).toBe('Kim Lee')
    // Nothing was said against the contact.
    expect(contactTag(stage)).toMatch(/\d/)
  },
)

test('after three ways of saying whose the thread is, a refusal is final', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...publishing, status: 400, body: no })
  expect(await refusal(stage, kim)).toMatch(/not handed over.*400/)
  expect(publishes(stage)).toHaveLength(3)
  expect(conversations(stage)).toEqual([])
})

test.each([401, 403, 429, 503])('a %i refuses no value, so nothing is left out', async (status) => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...publishing, status, body: { status: 'error', message: 'no' } })
  await refusal(stage, kim)
  const bodies = publishes(stage).map(({ requestBody }) => JSON.stringify(requestBody))
  expect(bodies.length).toBeGreaterThan(0)
  expect(bodies.every((body) => body.includes('associateWithContactId'))).toBe(true)
})

test('an unclear outcome is followed by no other way, since the thread may be there', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...publishing, status: 400, times: 1, body: no })
  stage.hubspot.faults.add({ ...publishing, drop: 'after' })
  await refusal(stage, kim)
  const bodies = publishes(stage).map(({ requestBody }) => JSON.stringify(requestBody))
  expect(bodies[0]).toContain('associateWithContactId')
  expect(bodies.slice(1).every((body) => body.includes('HS_EMAIL_ADDRESS') && !body.includes('associate'))).toBe(true)
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(1)
  expect(conversations(stage)).toHaveLength(1)
})

test('another sender opens the thread although Botpress cannot note it now', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ ...publishing, status: 400, times: 2, body: no })
  const forbidden = { id: 'err_1', code: 403, type: 'Forbidden', message: 'no' }
  stage.botpress.faults.add({
    method: 'PUT',
    path: botpressPath.updateConversation,
    status: 403,
    times: 1,
    body: forbidden,
  })
  const { user, thread } = await escalated(stage, kim)
  await user.say('Hello?')
  expect(senders(stage, thread.id)).toEqual(['CHANNEL_SPECIFIC_OPAQUE_ID', 'CHANNEL_SPECIFIC_OPAQUE_ID'])
})

test('where the thread has to be asked for once more, that is in the bot’s words', async () => {
  const stage = await onStage({ hubspot: { repeatedIdempotency: 'conflict' } })
  stage.hubspot.faults.add({ ...publishing, drop: 'after', times: 1 })
  const { thread } = await escalated(stage, kim)
  expect(fromUser(stage, thread.id).every(({ text }) => text.startsWith('[Bot] '))).toBe(true)
  expect(fromUser(stage, thread.id)).toHaveLength(2)
})

test.each([400, 404])(
  'a contact that HubSpot does not know any more, said with %i, does not fail the escalation',
  async (status) => {
    const stage = await onStage()
    stage.hubspot.faults.add({
      method: 'POST',
      path: hubspotPath.publish,
      status,
      times: 1,
      body: { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'contact does not exist' },
    })
    const { user } = await escalated(stage, kim)
    expect(user.session?.active).toBe(true)
    expect(contactTag(stage) ?? '').toBe('')
  },
)
