import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { installationKey } from '../../../core/platform/installation-key'
import { memoryOf, note } from '../../../src/installation/memory'
import { channelState } from '../../../src/installation/states'
import { isFromHubSpot, type WebhookRequest } from '../../../src/webhook/verify'
import { configuration, onBotpress, type Rig } from '../botpress-rig'

beforeEach(() => {
  vi.stubEnv('BP_WEBHOOK_URL', 'https://hooks.example/bots/')
})

const body = '{"type":"OUTGOING_CHANNEL_MESSAGE_CREATED"}'

/** A webhook as HubSpot sends it when it calls `url`, and as Botpress passes it on. */
function called(
  url: string,
  change: Partial<WebhookRequest> = {},
  secret = String(configuration.clientSecret),
): WebhookRequest {
  const timestamp = String(Date.now())
  const signature = createHmac('sha256', secret).update(`POST${url}${body}${timestamp}`).digest('base64')
  return {
    method: 'POST',
    path: '/',
    query: '',
    body,
    headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp },
    ...change,
  }
}

const urlOf = (rig: Rig) => `https://hooks.example/bots/${rig.ctx.webhookId}`
const stateReads = (rig: Rig) => rig.botpress.log.calls.length

describe('a webhook is HubSpot’s', () => {
  test.each([
    ['the URL of this installation', '', {}],
    ['it with a trailing slash', '/', {}],
    ['a path below it', '/events', { path: '/events' }],
    ['it with a query', '?a=1&b=%2F'.replace('%2F', '/'), { query: 'a=1&b=%2F' }],
    ['it with a slash and a query', '/?a=1', { query: 'a=1' }],
  ])('when %s was signed, and Botpress is not asked', async (_, suffix, request) => {
    const rig = await onBotpress()
    expect(await isFromHubSpot(rig.props, called(urlOf(rig) + suffix, request))).toBe(true)
    expect(stateReads(rig)).toBe(0)
  })

  test('when the URL of the last registration was signed', async () => {
    const rig = await onBotpress()
    await channelState.write(rig, { channelId: '300', webhookUrl: 'https://elsewhere.example/hook' })
    expect(await isFromHubSpot(rig.props, called('https://elsewhere.example/hook'))).toBe(true)
  })

  test('when BP_WEBHOOK_URL is not set and Botpress Cloud was called', async () => {
    vi.stubEnv('BP_WEBHOOK_URL', undefined)
    const rig = await onBotpress()
    expect(await isFromHubSpot(rig.props, called(`https://webhook.botpress.cloud/${rig.ctx.webhookId}`))).toBe(true)
  })
})

describe('a webhook is not HubSpot’s', () => {
  test('when another installation was called', async () => {
    const rig = await onBotpress()
    expect(await isFromHubSpot(rig.props, called('https://hooks.example/bots/another'))).toBe(false)
  })

  test('when another app signed it', async () => {
    const rig = await onBotpress()
    expect(await isFromHubSpot(rig.props, called(urlOf(rig), {}, 'secret of another app'))).toBe(false)
  })

  test.each<[string, Partial<WebhookRequest>]>([
    ['the body', { body: `${body} ` }],
    ['the method', { method: 'PUT' }],
    ['the query', { query: 'a=1' }],
    ['the path', { path: '/other' }],
  ])('when %s is another than was signed', async (_, change) => {
    const rig = await onBotpress()
    expect(await isFromHubSpot(rig.props, called(urlOf(rig), change))).toBe(false)
  })

  test('when the body is gone', async () => {
    const rig = await onBotpress()
    const { body: _, ...bodiless } = called(urlOf(rig))
    expect(await isFromHubSpot(rig.props, bodiless)).toBe(false)
  })

  test('when nothing is signed, for which Botpress is not asked', async () => {
    const rig = await onBotpress()
    expect(await isFromHubSpot(rig.props, called(urlOf(rig), { headers: {} }))).toBe(false)
    expect(stateReads(rig)).toBe(0)
  })

  test('time and again: a stranger does not make us ask Botpress each time', async () => {
    const rig = await onBotpress()
    for (let count = 0; count < 10; count += 1) {
      expect(await isFromHubSpot(rig.props, called('https://stranger.example/'))).toBe(false)
    }
    expect(stateReads(rig)).toBeLessThanOrEqual(1)
  })
})

describe('the URL of the last registration, which cannot be read for a moment,', () => {
  const elsewhere = 'https://elsewhere.example/hook'
  async function registered() {
    const rig = await onBotpress()
    await channelState.write(rig, { channelId: '300', webhookUrl: elsewhere })
    return rig
  }

  test('is read for the next webhook: nobody is refused for a fault of Botpress', async () => {
    const rig = await registered()
    rig.botpress.faults.add({ method: 'GET', path: /channel$/, status: 500, times: 2 })
    for (const _ of [1, 2]) await expect(isFromHubSpot(rig.props, called(elsewhere))).rejects.toThrow()
    expect(await isFromHubSpot(rig.props, called(elsewhere))).toBe(true)
  })

  test('makes even a stranger wait for an answer, since it is not known to be one', async () => {
    const rig = await registered()
    rig.botpress.faults.add({ method: 'GET', path: /channel$/, status: 500 })
    await expect(isFromHubSpot(rig.props, called('https://stranger.example/'))).rejects.toThrow()
  })

  test('is read once for all that ask at the same time', async () => {
    const rig = await registered()
    rig.botpress.faults.add({ method: 'GET', path: /channel$/, delayMs: 50, status: 500, times: 1 })
    const reads = stateReads(rig)
    const flood = Array.from({ length: 50 }, (_, index) =>
      isFromHubSpot(rig.props, called(index === 7 ? elsewhere : `https://stranger.example/${index}`)),
    )
    const outcomes = await Promise.allSettled(flood)
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(stateReads(rig)).toBe(reads + 1)
    expect(await Promise.all([1, 2, 3].map(() => isFromHubSpot(rig.props, called(elsewhere))))).toEqual([
      true,
      true,
      true,
    ])
    expect(stateReads(rig)).toBe(reads + 2)
  })

  test('is still known when the channel has to be looked up anew', async () => {
    const rig = await registered()
    expect(await isFromHubSpot(rig.props, called(elsewhere))).toBe(true)
    note(memoryOf(installationKey(rig.ctx)), { channel: undefined })
    expect(await isFromHubSpot(rig.props, called(elsewhere))).toBe(true)
  })
})
