import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { SimRequest } from '../../sim/http/server'
import { until } from '../stage/until'
import {
  api,
  appId,
  call,
  dana,
  data,
  makeWebhook,
  openChat,
  receiver,
  refusal,
  robin,
  screenName,
  sim,
  webhookBody,
} from './salesiq-sim-rig'

const replied = 'conversation.operator.replied'
const all = [
  'conversation.attender.updated',
  'conversation.missed',
  replied,
  'conversation.completed',
  'conversation.transfer.accepted',
]

const isSigned = ({ body, headers }: SimRequest, key: string): boolean =>
  verify('RSA-SHA256', body, createPublicKey(key), Buffer.from(headers['x-siqsignature'] ?? '', 'base64'))

describe('a webhook', () => {
  test('tells of what operators do, signed over the raw body', async () => {
    const hook = await receiver()
    const { id: webhookId, public_keys: keys } = await makeWebhook(hook.url, all)
    const { conversation_id: id, id: hex, visitor } = await openChat()
    sim.ui.pickUp(id, dana.id)
    await sim.webhooks.settled()
    const [{ msgid } = { msgid: '' }] = sim.ui.reply({ chatId: id, text: 'Grüße' })
    await sim.webhooks.settled()
    sim.ui.transfer(id, robin.id)
    await sim.webhooks.settled()
    sim.ui.end(id, { by: 'agent' })
    await sim.webhooks.settled()
    const owner = { id: dana.id, type: 'operator', name: dana.name, email: dana.email, email_id: dana.email }
    expect(hook.events()).toMatchObject([
      {
        handler: 'execution',
        webhook: { id: webhookId },
        org_id: '70001',
        entity_type: 'conversation',
        event: 'conversation.attender.updated',
        entity_id: id,
        attempt: 1,
        app_id: appId,
        entity: {
          id,
          visitor_conversation_id: hex,
          status: 'Connected',
          owner,
          participants: [dana.id],
          visitor: { id: visitor.id, type: 'contact', name: 'Kim Lee', email_id: 'kim@example.com' },
        },
      },
      {
        event: replied,
        event_time: msgid,
        entity: { id, message: { msgid, text: 'Grüße', sender: { id: dana.id, type: 'operator' } } },
      },
      { event: 'conversation.transfer.accepted', entity: { owner: { id: robin.id } } },
      {
        event: 'conversation.completed',
        entity: { status: 'Attended Online', ended_by: 'agent', customer_info: { session: 'conv_01' } },
      },
    ])
    expect(hook.received.map((request) => isSigned(request, keys[0]?.key ?? ''))).toEqual([true, true, true, true])
    expect(hook.received.map(({ body }) => body.toString()).join()).not.toContain('user_01')
  })

  test('is made only for a URL that answers HEAD with 200, and for brands and events that there are', async () => {
    const hook = await receiver()
    const make = (more: Record<string, unknown>) =>
      refusal(call('POST', `${api}/webhooks`, { type: 'data', url: hook.url, app_ids: [appId], events: all, ...more }))
    hook.faults.add({ method: 'HEAD', path: /hook/, status: 204, times: 1 })
    expect(await make({})).toMatchObject({ code: 1011, param: 'url' })
    expect(await make({ app_ids: [appId, '1'] })).toMatchObject({ code: 1019, json_key: 'app_ids[1]' })
    expect(await make({ events: ['conversation.sneezed'] })).toMatchObject({ code: 1011, json_key: 'events[0]' })
    expect(await make({ url: 'https://bot.example:8443/hook' })).toMatchObject({ code: 1011, param: 'url' })
    expect(sim.webhooksOf(screenName)).toEqual([])
    expect(sim.webhookLog.calls.map(({ method, status }) => [method, status])).toEqual([['HEAD', 204]])
  })

  test('signs with its older key until that is taken away, and always has one', async () => {
    const hook = await receiver()
    const { id, public_keys: first } = await makeWebhook(hook.url, all)
    const keys = `${api}/webhooks/${id}/keys`
    const { public_keys: two } = await data(webhookBody, call('POST', keys))
    const [older, newer] = two
    expect(older).toEqual(first[0])
    expect(await refusal(call('POST', keys))).toMatchObject({ code: 1014 })
    const { conversation_id: chatId } = await openChat()
    sim.ui.reply({ chatId, operator: dana.id, text: 'One' })
    await sim.webhooks.settled()
    await data(webhookBody, call('DELETE', `${keys}/${older?.id}`))
    sim.ui.reply({ chatId, text: 'Two' })
    await sim.webhooks.settled()
    expect(hook.received.map((request) => isSigned(request, older?.key ?? ''))).toEqual([true, true, false])
    expect(hook.received.map((request) => isSigned(request, newer?.key ?? ''))).toEqual([false, false, true])
    expect(await refusal(call('DELETE', `${keys}/${newer?.id}`))).toMatchObject({ code: 1026 })
    sim.settings.keyFormat = 'base64'
    const { public_keys: bare } = await data(webhookBody, call('GET', `${api}/webhooks/${id}`))
    expect(`-----BEGIN PUBLIC KEY-----\n${bare[0]?.key}\n-----END PUBLIC KEY-----`.replace(/\s/g, '')).toBe(
      newer?.key.replace(/\s/g, ''),
    )
  })

  test('is tried four times, counted, and what fails can be sent again', async () => {
    const hook = await receiver([500, 302, 503, 404, 500])
    const { id } = await makeWebhook(hook.url, [replied])
    const { conversation_id: chatId } = await openChat()
    sim.ui.reply({ chatId, operator: dana.id, text: 'Hello' })
    await sim.webhooks.settled()
    expect(hook.events().map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4])
    expect(new Set(hook.events().map(({ event_time }) => event_time)).size).toBe(1)
    const executions = `${api}/webhooks/${id}/executions`
    const list = () => data(z.array(z.looseObject({ id: z.string() })), call('GET', executions))
    const [failed] = await list()
    expect(failed).toMatchObject({
      event: replied,
      entity_id: chatId,
      number_of_retries: '3',
      remote_server_status: '404',
    })
    expect(failed).toMatchObject({ payload: { event: replied, entity: { message: { text: 'Hello' } } } })
    await call('POST', `${executions}/${failed?.id}`)
    await sim.webhooks.settled()
    expect(await list()).toMatchObject([{ number_of_retries: '4', remote_server_status: '500' }])
    await call('POST', executions, { ids: [failed?.id] })
    await sim.webhooks.settled()
    expect(await list()).toEqual([])
    expect(hook.events().map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('can be changed, whose new URL is asked first, and is deleted with what is on its way', async () => {
    const [hook, other] = [await receiver(), await receiver([500])]
    const { id } = await makeWebhook(hook.url, [replied])
    const path = `${api}/webhooks/${id}`
    other.faults.add({ method: 'HEAD', path: /hook/, status: 500, times: 1 })
    expect(await refusal(call('PUT', path, { url: other.url }))).toMatchObject({ code: 1011, param: 'url' })
    await data(webhookBody, call('PUT', path, { url: other.url, secured: false }))
    const { conversation_id: chatId } = await openChat()
    sim.settings.redeliveryDelaysMs = [1_000]
    sim.ui.reply({ chatId, operator: dana.id, text: 'Hello' })
    await until(() => other.received.length === 1)
    await data(z.object({ id: z.literal(id) }), call('DELETE', path))
    await sim.webhooks.settled()
    expect([hook.received.length, other.received.length]).toEqual([0, 1])
    expect(other.received[0]?.headers).not.toHaveProperty('x-siqsignature')
    expect(await refusal(call('GET', path))).toMatchObject({ code: 1019 })
  })

  test('fails when the answer takes too long', async () => {
    const hook = await receiver()
    await makeWebhook(hook.url, [replied])
    sim.settings.webhookTimeoutMs = 500
    hook.faults.add({ method: 'POST', path: /hook/, delayMs: 1_500, times: 1 })
    const { conversation_id: chatId } = await openChat()
    sim.ui.reply({ chatId, operator: dana.id, text: 'Hello' })
    await sim.webhooks.settled()
    expect(sim.webhookLog.calls.map(({ method, status }) => [method, status])).toEqual([
      ['HEAD', 200],
      ['POST', 0],
      ['POST', 200],
    ])
  })

  test('hears of every chat of its brands and of no other, twice where there are two of them', async () => {
    const hook = await receiver()
    await makeWebhook(hook.url, all)
    const chat = { screenName, appId, text: 'On the website' }
    const foreign = sim.ui.writeOnWebsite(chat)
    sim.ui.writeOnWebsite({ ...chat, appId: '70000000002239' })
    await sim.webhooks.settled()
    // They leave at once, so that any may arrive first.
    expect(
      hook
        .events()
        .map(({ event, entity_id }) => `${event} ${entity_id}`)
        .toSorted(),
    ).toEqual([
      `conversation.attender.updated ${foreign}`,
      `conversation.completed ${foreign}`,
      `${replied} ${foreign}`,
    ])
    sim.ui.pasteWebhook({ screenName, url: hook.url, appIds: [appId], events: [replied] })
    hook.received.length = 0
    sim.ui.reply({ chatId: foreign, operator: dana.id, text: 'Hello' })
    await sim.webhooks.settled()
    expect(hook.received.map(({ headers }) => 'x-siqsignature' in headers).toSorted()).toEqual([false, true])
  })

  test('can be held, turned round, doubled and lost', async () => {
    const hook = await receiver()
    await makeWebhook(hook.url, [replied])
    const { conversation_id: chatId } = await openChat()
    sim.webhooks.hold()
    sim.ui.reply({ chatId, operator: dana.id, text: 'One' })
    sim.ui.reply({ chatId, text: 'Two' })
    expect(sim.webhooks.heldCount).toBe(2)
    await sim.webhooks.release({ order: 'reverse', copies: 2 })
    sim.webhooks.lose(1)
    sim.ui.reply({ chatId, text: 'Three', unheard: true })
    sim.ui.reply({ chatId, text: 'Four' })
    await sim.webhooks.settled()
    const said = hook.events().map((event) => [texts.parse(event).entity.message.text, event.attempt])
    expect(said).toEqual([
      ['Two', 1],
      ['Two', 1],
      ['One', 1],
      ['One', 1],
      ['Four', 2],
    ])
  })
})

const texts = z.looseObject({ entity: z.looseObject({ message: z.looseObject({ text: z.string() }) }) })

test.each([true, false])(
  'an automatic assignment overtakes the answer only when it is set to: %s',
  async (overtakes) => {
    const hook = await receiver()
    await makeWebhook(hook.url, all)
    sim.settings.eventsOvertake = overtakes
    sim.ui.autoAssign(appId, dana.id)
    const chat = await openChat()
    expect(hook.received).toHaveLength(overtakes ? 1 : 0)
    await sim.webhooks.settled()
    const { startedAt } = sim.chat(chat.conversation_id)
    expect(hook.events()).toMatchObject([{ event: all[0], event_time: String(startedAt + 113) }])
    expect(chat).toMatchObject({ auto_assign: true, chat_status: { state_key: 'waiting' } })
  },
)

test('events come without their envelope, with numbers and with files in other places where it is set so', async () => {
  const hook = await receiver()
  await makeWebhook(hook.url, [replied])
  const { conversation_id: chatId } = await openChat()
  const file = { name: 'a.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') }
  const send = async (change: Partial<typeof sim.settings>) => {
    Object.assign(sim.settings, change)
    hook.received.length = 0
    sim.ui.reply({ chatId, operator: dana.id, files: [file] })
    await sim.webhooks.settled()
    return hook.events()[0] ?? {}
  }
  const shown = { id: expect.any(String), name: 'a.pdf', content_type: 'application/pdf', size: '4' }
  expect(await send({ appIdAsNumber: true })).toMatchObject({
    app_id: Number(appId),
    entity: { message: { attachment: shown } },
  })
  expect(await send({ agentFiles: 'attachments', envelope: 'workflow' })).toMatchObject({
    entity: { message: { attachments: [shown] } },
  })
  expect(hook.events()[0]).not.toHaveProperty('webhook')
  expect(await send({ agentFiles: 'url', customerInfoInEvents: 'all' })).toMatchObject({
    entity: { message: { url: expect.stringContaining('/attachments/') }, customer_info: { session: 'conv_01' } },
  })
  const bare = await send({ agentFiles: 'bare', envelope: 'bare' })
  expect(Object.keys(bare)).toEqual(['event', 'entity'])
  expect(bare).not.toHaveProperty('entity.message.text')
  expect(bare).not.toHaveProperty('entity.message.attachment')
})
