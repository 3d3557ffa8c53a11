import { Signature } from '@hubspot/api-client'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import {
  appId,
  call,
  clientSecret,
  connect,
  conversations,
  incoming,
  json,
  portalId,
  publish,
  publishedBody,
  receiver,
  sim,
  withId,
} from './sim-hubspot-rig'

describe('webhooks', () => {
  test("bring an agent's reply to the channel, signed as HubSpot signs, again until it is taken", async () => {
    const hook = await receiver([500, 503])
    sim.settings.accountWebhooks = false
    const { channelId, accountId } = await connect(hook.url)
    const { conversationsThreadId } = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    sim.ui.reply({ threadId: conversationsThreadId, agent: '501', text: 'Grüße' })
    await sim.webhooks.settled()
    expect(hook.received).toHaveLength(3)
    const [last] = hook.received.slice(-1)
    expect(JSON.parse(last?.body.toString() ?? '')).toMatchObject({
      type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
      portalId: String(portalId),
      channelIntegrationThreadIds: ['thread-1'],
      message: { text: 'Grüße', senders: [{ actorId: 'A-501' }], direction: 'OUTGOING' },
    })
    const valid = Signature.isValid({
      signatureVersion: 'v3',
      signature: String(last?.headers['x-hubspot-signature-v3']),
      timestamp: Number(last?.headers['x-hubspot-request-timestamp']),
      clientSecret,
      requestBody: last?.body.toString() ?? '',
      method: 'POST',
      url: hook.url.replace('%2F', '/'),
    })
    expect(valid).toBe(true)
    expect(sim.webhookLog.calls.map(({ status }) => status)).toEqual([500, 503, 200])
  })

  test('tell the app of creation, message, assignment and status, counting the tries', async () => {
    const hook = await receiver([500])
    sim.setWebhookTarget(appId, hook.url)
    sim.autoAssign(portalId, '11', '501')
    const { channelId, accountId } = await connect()
    sim.webhooks.hold()
    const { conversationsThreadId: id } = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    sim.ui.close(id)
    await sim.webhooks.release({ batchAppEvents: true })
    expect(hook.received).toHaveLength(2)
    expect(JSON.parse(hook.received[1]?.body.toString() ?? '')).toMatchObject([
      { subscriptionType: 'conversation.creation', objectId: Number(id), attemptNumber: 1 },
      { subscriptionType: 'conversation.newMessage', messageType: 'MESSAGE' },
      { propertyName: 'assignedTo', propertyValue: 'A-501', portalId },
      { propertyName: 'status', propertyValue: 'CLOSED' },
    ])
    expect(hook.received[1]?.headers['x-hubspot-signature-version']).toBe('v1')
  })

  test('tell the app of every message and comment in the account, whoever wrote it, without its text', async () => {
    const hook = await receiver()
    sim.setWebhookTarget(appId, hook.url)
    sim.app(appId).subscriptions = ['conversation.newMessage']
    const { channelId, accountId } = await connect()
    const { conversationsThreadId: threadId } = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    const reply = sim.ui.reply({ threadId, agent: '501', text: 'By an agent' })
    await json(
      withId,
      call('POST', `${conversations}/threads/${threadId}/messages`, { type: 'COMMENT', text: 'Ours', attachments: [] }),
      201,
    )
    const other = sim.ui.writeInLiveChat({ portalId, inboxId: '11', text: 'On the website' })
    sim.ui.close(threadId)
    await sim.webhooks.settled()
    const events = hook.received.flatMap(({ body }) => z.array(z.looseObject({})).parse(JSON.parse(body.toString())))
    expect(events.map(({ objectId, messageType }) => [String(objectId), messageType])).toEqual([
      [threadId, 'MESSAGE'],
      [threadId, 'MESSAGE'],
      [threadId, 'COMMENT'],
      [other, 'MESSAGE'],
    ])
    expect(events[1]).toMatchObject({ messageId: reply.id, changeFlag: 'NEW_MESSAGE', portalId, appId })
    expect(hook.received.map(({ body }) => body.toString()).join()).not.toMatch(/Hello|By an agent|Ours|website/)
  })

  test('of a reply can be lost on the channel’s way alone', async () => {
    const hook = await receiver()
    sim.settings.accountWebhooks = false
    sim.setWebhookTarget(appId, hook.url)
    const { channelId, accountId } = await connect(hook.url)
    const { conversationsThreadId: threadId } = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    await sim.webhooks.settled()
    hook.received.length = 0
    const { id } = sim.ui.reply({ threadId, agent: '501', text: 'Lost', deliver: 'app' })
    await sim.webhooks.settled()
    expect(hook.received.map(({ body }) => JSON.parse(body.toString()))).toMatchObject([
      [{ subscriptionType: 'conversation.newMessage', messageId: id }],
    ])
  })

  test('are sent again when the answer is late, and given up after ten tries', async () => {
    sim.settings.webhookTimeoutMs = 300
    const hook = await receiver(Array.from({ length: 20 }, () => 500))
    hook.faults.add({ path: /hook/, delayMs: 1_000, times: 1 })
    const { accountId } = await connect(hook.url)
    await sim.webhooks.settled()
    const statuses = sim.webhookLog.calls.map(({ status }) => status)
    expect(statuses[0]).toBe(0)
    expect(statuses).toContain(500)
    sim.webhookLog.clear()
    sim.ui.purgeAccount(accountId)
    await sim.webhooks.settled()
    expect(sim.webhookLog.calls).toHaveLength(10)
    expect(sim.webhookLog.calls[0]?.requestBody).toMatchObject({
      type: 'CHANNEL_ACCOUNT_PURGED',
      channelAccountId: accountId,
    })
  })

  test('can be held, turned round and doubled', async () => {
    const hook = await receiver()
    sim.setWebhookTarget(appId, hook.url)
    const { channelId, accountId } = await connect()
    const { conversationsThreadId: id } = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    await sim.webhooks.settled()
    hook.received.length = 0
    sim.webhooks.hold()
    sim.ui.close(id)
    sim.ui.reopen(id)
    await sim.webhooks.release({ order: 'reverse', copies: 2 })
    const values = hook.received.map(
      ({ body }) => z.array(z.looseObject({})).parse(JSON.parse(body.toString()))[0]?.propertyValue,
    )
    expect(values).toEqual(['OPEN', 'OPEN', 'CLOSED', 'CLOSED'])
  })
})

test('three hundred threads are opened and answered side by side', async () => {
  const hook = await receiver()
  sim.settings.accountWebhooks = false
  const { channelId, accountId } = await connect(hook.url)
  const opened = await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      json(publishedBody, publish(channelId, incoming(accountId, { integrationThreadId: `t${index}` })), 201),
    ),
  )
  for (const { conversationsThreadId: threadId } of opened) sim.ui.reply({ threadId, agent: '501', text: 'Hi' })
  await sim.webhooks.settled()
  expect(hook.received).toHaveLength(300)
})
