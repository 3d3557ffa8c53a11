import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import {
  appId,
  call,
  connect,
  conversations,
  errorBody,
  incoming,
  json,
  portalId,
  publish,
  publishedBody,
  receiver,
  sim,
  start,
  withId,
} from './sim-hubspot-rig'

const opened = async (channelId: string, accountId: string, more = {}) =>
  (await json(publishedBody, publish(channelId, incoming(accountId, more)), 201)).conversationsThreadId

const statusOf = async (method: string, path: string, body?: unknown) => (await call(method, path, body)).status

describe('what HubSpot does not promise can be otherwise:', () => {
  test('a channel webhook that is not taken never comes again, the app’s do', async () => {
    await start({ properties: { repeatsChannelWebhooks: false } })
    const [channelHook, appHook] = [await receiver([503]), await receiver([503])]
    sim.settings.accountWebhooks = false
    sim.setWebhookTarget(appId, appHook.url)
    sim.app(appId).subscriptions = ['conversation.newMessage']
    const { channelId, accountId } = await connect(channelHook.url)
    const threadId = await opened(channelId, accountId)
    await sim.webhooks.settled()
    appHook.received.length = 0
    sim.ui.reply({ threadId, agent: '501', text: 'Hi' })
    await sim.webhooks.settled()
    expect([channelHook.received.length, appHook.received.length]).toEqual([1, 1])
    sim.properties.repeatsChannelWebhooks = true
    channelHook.faults.add({ path: /hook/, drop: 'before', times: 1 })
    sim.ui.reply({ threadId, agent: '501', text: 'Hi again' })
    await sim.webhooks.settled()
    expect(channelHook.received).toHaveLength(2)
  })

  test('a new thread is not there for a while, although the publish named it', async () => {
    const { channelId, accountId } = await connect()
    sim.properties.newThreadHiddenForMs = 300
    const threadId = await opened(channelId, accountId)
    const path = `${conversations}/threads/${threadId}`
    const listed = async () =>
      (await json(z.object({ results: z.array(withId) }), call('GET', `${conversations}/threads`))).results.length
    expect([await statusOf('GET', path), await statusOf('GET', `${path}/messages`), await listed()]).toEqual([
      404, 404, 0,
    ])
    // Writes reach it all the same, and it takes further messages.
    expect(await statusOf('PATCH', path, { status: 'CLOSED' })).toBe(200)
    expect(await opened(channelId, accountId, { text: 'More' })).toBe(threadId)
    await expect.poll(() => statusOf('GET', path)).toBe(200)
    expect([await statusOf('GET', `${path}/messages`), await listed()]).toEqual([200, 1])
  })

  test('such a thread takes no writes either', async () => {
    const { channelId, accountId } = await connect()
    Object.assign(sim.properties, { newThreadHiddenForMs: 300, hiddenThreadTakesWrites: false })
    const path = `${conversations}/threads/${await opened(channelId, accountId)}`
    const comment = { type: 'COMMENT', text: 'History', attachments: [] }
    const tries = [
      statusOf('PATCH', path, { status: 'CLOSED' }),
      statusOf('POST', `${path}/messages`, comment),
      statusOf('PUT', `${path}/assignee`, { actorId: 'A-501' }),
    ]
    expect(await Promise.all(tries)).toEqual([404, 404, 404])
    await expect.poll(() => statusOf('PATCH', path, { status: 'CLOSED' })).toBe(200)
  })

  test('the news of such a thread comes while it is hidden, or waits until it is there', async () => {
    const { channelId, accountId } = await connect()
    const hook = await receiver()
    sim.setWebhookTarget(appId, hook.url)
    sim.app(appId).subscriptions = ['conversation.creation']
    sim.properties.newThreadHiddenForMs = 400
    const early = await opened(channelId, accountId)
    await sim.webhooks.settled()
    expect(hook.received).toHaveLength(1)
    expect(await statusOf('GET', `${conversations}/threads/${early}`)).toBe(404)
    sim.properties.hiddenThreadHoldsEvents = true
    const late = await opened(channelId, accountId, { integrationThreadId: 'thread-2' })
    await sleep(50)
    expect(hook.received).toHaveLength(1)
    await sim.webhooks.settled()
    expect(hook.received).toHaveLength(2)
    expect(await statusOf('GET', `${conversations}/threads/${late}`)).toBe(200)
  })

  test('ids of threads are numbers that no JavaScript number can hold', async () => {
    const { channelId, accountId } = await connect()
    const hook = await receiver()
    sim.setWebhookTarget(appId, hook.url)
    sim.properties.hugeThreadIds = true
    const threadId = await opened(channelId, accountId)
    await sim.webhooks.settled()
    const body = hook.received[0]?.body.toString() ?? ''
    expect(BigInt(threadId)).toBeGreaterThan(2n ** 53n)
    expect(String(Number(threadId))).not.toBe(threadId)
    expect(body).toContain(`"objectId":${threadId},`)
    expect(await statusOf('GET', `${conversations}/threads/${threadId}`)).toBe(200)
  })

  test('HubSpot’s clock is ahead of ours, or behind, in whatever it stamps', async () => {
    const { channelId, accountId } = await connect()
    const hook = await receiver()
    sim.setWebhookTarget(appId, hook.url)
    for (const ahead of [240_000, -240_000]) {
      sim.properties.clockAheadMs = ahead
      const threadId = await opened(channelId, accountId, { integrationThreadId: `thread ${ahead}` })
      const { createdAt } = sim.ui.reply({ threadId, agent: '501', text: 'Hi' })
      await sim.webhooks.settled()
      const last = hook.received.at(-1)
      const [event] = z.array(z.object({ occurredAt: z.number() })).parse(JSON.parse(last?.body.toString() ?? ''))
      const stamps = [
        Date.parse(createdAt),
        Number(last?.headers['x-hubspot-request-timestamp']),
        event?.occurredAt ?? 0,
        sim.thread(threadId).createdAt,
      ]
      for (const stamp of stamps) expect(Math.abs(stamp - Date.now() - ahead)).toBeLessThan(30_000)
    }
    expect(Math.abs((sim.webhookLog.calls.at(-1)?.at ?? 0) - Date.now())).toBeLessThan(30_000)
  })

  test('a value that looks well-formed is refused, on a contact or as a sender', async () => {
    const { channelId, accountId } = await connect()
    sim.properties.refusedContactValues = ['kim@yahoo.comtttt', 'www.shop.example']
    sim.properties.refusedSenders = ['kim@yahoo.comtttt']
    const contact = (properties: Record<string, string>) =>
      json(errorBody, call('POST', '/crm/objects/2026-09/contacts', { properties }), 400)
    expect((await contact({ email: 'kim@yahoo.comtttt' })).message).toContain('INVALID_EMAIL')
    expect((await contact({ email: 'kim@shop.example', firstname: 'www.shop.example' })).message).toContain('firstname')
    const sender = { deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@yahoo.comtttt' } }
    await json(errorBody, publish(channelId, incoming(accountId, { senders: [sender] })), 400)
    expect(sim.threads(portalId)).toEqual([])
    expect(sim.contacts(portalId)).toEqual([])
  })
})

test('a 2xx may hold something else than HubSpot’s answer, the work being done', async () => {
  const { channelId, accountId } = await connect()
  sim.faults.add({ path: /messages$/, status: 200, body: '<html>Welcome</html>', after: true, times: 1 })
  const answer = await publish(channelId, incoming(accountId))
  expect([answer.status, await answer.text()]).toEqual([200, '<html>Welcome</html>'])
  expect(sim.threads(portalId)).toHaveLength(1)
})
