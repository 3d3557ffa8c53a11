import { createHash, createHmac } from 'node:crypto'
import * as http from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { signV1, signV3 } from '../../sim/hubspot/sign'
import { agents } from '../../sim/hubspot-stage'
import fc from '../property'
import { latestSession } from './called-for'
import { appEvent, writes } from './knock'
import { escalated, onStage, type TestStage } from './on-stage'

/** Fast-check's runs are to be told from each other by what they send, not by how fast they follow each other. */
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

/** A request as it goes over the wire: a header of several values is sent as several lines. Resolves with the status. */
function send(url: string, headers: http.OutgoingHttpHeaders, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    request.on('error', reject)
    request.end(body)
  })
}

const minute = 60_000
const signatureHeader = 'x-hubspot-signature-v3'
const timestampHeader = 'x-hubspot-request-timestamp'

/** What the stage's front door is to be fooled with: a body that would end a session, and its right signature. */
async function atTheDoor() {
  const stage = await onStage({ botpress: { schedule: 'manual' } })
  await escalated(stage)
  const { conversationId, threadId } = latestSession(stage)
  const body = JSON.stringify([appEvent(stage, threadId)])
  const secret = String(stage.bot.configuration.clientSecret)
  const url = stage.bot.webhookUrl
  const right = (timestamp = String(Date.now())) => ({
    timestamp,
    signature: signV3({ secret, method: 'POST', url, body, timestamp }),
  })
  const isEnded = () => stage.botpress.events(stage.bot).some(({ type }) => type === 'hitlStopped')
  return { stage, conversationId, body, secret, url, right, isEnded }
}

/** Nothing but, at most, the one look at the stored URL. */
function expectNobodyWasAsked(stage: TestStage): void {
  const { hubspot, botpress } = stage.calls()
  expect(hubspot).toEqual([])
  expect(botpress.filter((call) => !/^GET .*\/states\/integration\/.*\/channel$/.test(call))).toEqual([])
  expect(botpress.length).toBeLessThanOrEqual(1)
}

test('whatever headers and clock come without a valid signature: 401, and nobody is asked beyond the stored URL', async () => {
  const { stage, body, secret, url, right, isEnded } = await atTheDoor()
  const ascii = fc.string({ unit: fc.constantFrom(...'AZaz09+/=,;:. "{}-_') })
  const base64 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  /** Times that HubSpot's clock cannot have, some of them right next to those that it can. */
  const farOff = fc
    .oneof(fc.integer({ min: 5.5 * minute, max: 10 * minute }), fc.integer({ min: 5.5 * minute, max: 2 ** 40 }))
    .chain((distance) => fc.constantFrom(distance, -distance))
    .map((distance) => ({ kind: 'far off' as const, distance }))
  const forged = fc.record({
    kind: fc.constant('forged' as const),
    signature: fc.oneof(
      ascii,
      base64,
      fc.constantFrom('', 'secret', 'method', 'url', 'body', 'time', 'v1', 'hex', 'v2'),
    ),
    timestamp: fc.oneof(fc.constant('now'), ascii, fc.nat().map(String)),
  })
  const others = fc.dictionary(
    fc.constantFrom(
      'x-hubspot-signature',
      'x-hubspot-signature-version',
      'x-forwarded-host',
      'x-forwarded-proto',
      'cookie',
    ),
    fc.oneof(ascii, fc.constantFrom('v1', 'v3', 'https', signV1(secret, body))),
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(forged, farOff), others, async (given, more) => {
      stage.startCounting()
      const headers = given.kind === 'forged' ? forge(given) : rightButAt(Date.now() + given.distance)
      expect(await send(url, { ...more, ...headers }, body)).toBe(401)
      expectNobodyWasAsked(stage)
    }),
    { numRuns: 400 },
  )
  expect(isEnded()).toBe(false)
  const { signature, timestamp } = right()
  expect(await send(url, { [signatureHeader]: signature, [timestampHeader]: timestamp }, body)).toBe(200)
  expect(isEnded()).toBe(true)

  function rightButAt(time: number) {
    const { signature, timestamp } = right(String(time))
    return { [signatureHeader]: signature, [timestampHeader]: timestamp }
  }

  /** Nearly right: made with another secret, method, URL, body or time, or by another of HubSpot's versions. */
  function forge(given: { signature: string; timestamp: string }) {
    const timestamp = given.timestamp === 'now' ? String(Date.now()) : given.timestamp
    const signed = { secret, method: 'POST', url, body, timestamp }
    const nearly: Record<string, string> = {
      secret: signV3({ ...signed, secret: `${secret} ` }),
      method: signV3({ ...signed, method: 'GET' }),
      url: signV3({ ...signed, url: `${url}/x` }),
      body: signV3({ ...signed, body: `${body} ` }),
      time: signV3({ ...signed, timestamp: String(Number(timestamp) + 1) }),
      v1: signV1(secret, body),
      v2: createHash('sha256').update(`${secret}POST${url}${body}`).digest('hex'),
      hex: createHmac('sha256', secret).update(`POST${url}${body}${timestamp}`).digest('hex'),
    }
    return { [signatureHeader]: nearly[given.signature] ?? given.signature, [timestampHeader]: timestamp }
  }
}, 120_000)

describe('a header that comes twice is answered 401, and nobody is asked:', () => {
  const other = `${'A'.repeat(43)}=`
  type Both = { signature: string; timestamp: string }

  test.each<[string, (both: Both) => Record<string, string[]>]>([
    ['the right signature, and the same again', ({ signature: s, timestamp: t }) => ({ s: [s, s], t: [t] })],
    ['the right signature, then another', ({ signature: s, timestamp: t }) => ({ s: [s, other], t: [t] })],
    ['another signature, then the right one', ({ signature: s, timestamp: t }) => ({ s: [other, s], t: [t] })],
    ['an empty signature, then the right one', ({ signature: s, timestamp: t }) => ({ s: ['', s], t: [t] })],
    ['the right time, and the same again', ({ signature: s, timestamp: t }) => ({ s: [s], t: [t, t] })],
    ['the right time, then another', ({ signature: s, timestamp: t }) => ({ s: [s], t: [t, '0'] })],
    ['another time, then the right one', ({ signature: s, timestamp: t }) => ({ s: [s], t: ['0', t] })],
    ['both of them', ({ signature: s, timestamp: t }) => ({ s: [s, s], t: [t, t] })],
  ])('%s', async (_, lines) => {
    const { stage, body, url, right, isEnded } = await atTheDoor()
    const { s = [], t = [] } = lines(right())
    stage.startCounting()
    expect(await send(url, { [signatureHeader]: s, [timestampHeader]: t }, body)).toBe(401)
    expect(stage.calls()).toEqual({ hubspot: [], botpress: [] })
    expect(isEnded()).toBe(false)
  })

  test('and so is one that names the joined times in what it signs', async () => {
    const { stage, body, url, right } = await atTheDoor()
    const now = String(Date.now())
    stage.startCounting()
    const { signature } = right(`${now}, ${now}`)
    expect(await send(url, { [signatureHeader]: signature, [timestampHeader]: [now, now] }, body)).toBe(401)
    expect(stage.calls()).toEqual({ hubspot: [], botpress: [] })
  })
})

describe('an honest webhook that somebody sends once more, within the five minutes, changes nothing:', () => {
  const dana = agents.dana.userId

  test.each<[string, (stage: TestStage, threadId: string) => void]>([
    ['a reply', ({ hubspot }, threadId) => hubspot.ui.reply({ threadId, agent: dana, text: 'Only once.' })],
    ['an assignment', ({ hubspot }, threadId) => hubspot.ui.assign(threadId, dana)],
    ['a closing', ({ hubspot }, threadId) => hubspot.ui.close(threadId)],
  ])('%s', async (_, act) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const sent = stage.hubspot.webhookLog.calls.length
    act(stage, thread.id)
    await stage.settled()
    await stage.botpress.runScheduled()
    await stage.settled()
    const honest = stage.hubspot.webhookLog.calls.slice(sent)
    expect(honest.length).toBeGreaterThan(0)
    const world = () => ({
      messages: stage.botpress.messages(user.session?.downstreamConversationId ?? ''),
      events: stage.botpress.events(stage.bot),
      users: stage.botpress.users(stage.bot),
      thread: stage.hubspot.messages(thread.id),
      seen: [...user.transcript],
    })
    const before = world()
    stage.startCounting()
    for (const { headers, requestBody } of [...honest, ...honest]) {
      expect(await send(stage.bot.webhookUrl, headers, JSON.stringify(requestBody))).toBe(200)
    }
    await stage.settled()
    await stage.botpress.runScheduled()
    await stage.settled()
    expect(world()).toEqual(before)
    expect(writes({ hubspot: stage.calls().hubspot, botpress: [] })).toEqual([])
  })
})
