import { expect, test } from 'vitest'
import { hubspotCalls } from '../../../playground/server/hubspot/calls'
import { createMasker } from '../../../playground/server/mask'
import { Traces } from '../../../playground/server/traces'
import { Wire } from '../../../playground/server/wire'
import { type Call, CallLog } from '../../../sim/http/call-log'

const call = (over: Partial<Call>): Call => ({
  at: 1,
  side: 'hubspot',
  method: 'POST',
  path: '/conversations/custom-channels/2026-09/7/messages',
  query: '',
  headers: {},
  requestBody: undefined,
  status: 201,
  responseHeaders: {},
  responseBody: undefined,
  durationMs: 2.4,
  faulted: false,
  ...over,
})

const downstream = `msg_${'D'.repeat(26)}`
const publication = {
  integrationThreadId: '00000000-0000-4000-8000-000000000001',
  integrationIdempotencyId: `${downstream}:0`,
  attachments: [{ type: 'FILE', fileId: '5000000009' }],
}

function setUp() {
  const traces = new Traces()
  const wire = new Wire(
    hubspotCalls,
    traces,
    createMasker(() => []),
    () => {},
  )
  return { traces, wire }
}

test('a call gets its message as soon as it is known, and so does what was done for the same message before', () => {
  const { traces, wire } = setUp()
  wire.add(call({ path: '/files/2026-09/files', responseBody: { id: '5000000009' } }))
  wire.add(call({ requestBody: publication, responseBody: { id: 'f'.repeat(32) } }))
  expect(wire.takeChanges().map((row) => row.traces)).toEqual([[], []])
  traces.learn(downstream, { trace: 'said', user: 'kim' })
  const expected = [
    { id: 1, traces: ['said'], users: ['kim'] },
    { id: 2, traces: ['said'], users: ['kim'] },
  ]
  expect(wire.takeChanges()).toMatchObject(expected)
  expect(wire.rows()).toMatchObject(expected)
  expect(traces.traceOf('f'.repeat(32))).toBe('said')
  expect(wire.takeChanges()).toEqual([])
})

test('a request made again says how often it failed before; another one, or one after success, does not', () => {
  const { wire } = setUp()
  for (const status of [503, 0, 201, 201]) wire.add(call({ status, requestBody: publication }))
  wire.add(call({ status: 201, requestBody: { ...publication, integrationIdempotencyId: 'another' } }))
  expect(wire.rows().map(({ repeats }) => repeats)).toEqual([0, 1, 2, 0, 0])
})

test('tries of one webhook are the same although they are numbered', () => {
  const { wire } = setUp()
  for (const attemptNumber of [0, 1]) {
    const event = { subscriptionType: 'conversation.propertyChange', propertyName: 'status', propertyValue: 'CLOSED' }
    wire.add(call({ side: 'webhook', path: '/id', status: 503, requestBody: [{ ...event, attemptNumber }] }))
  }
  expect(wire.rows()).toMatchObject([
    { what: 'status CLOSED', from: 'HubSpot', to: 'integration', repeats: 0 },
    { what: 'status CLOSED', repeats: 1 },
  ])
})

test('a webhook that is delivered again repeats the first, also where that was taken', () => {
  const { wire } = setUp()
  for (const meddling of [undefined, 'copied', 'copied'] as const) {
    wire.add(
      call({ side: 'webhook', path: '/id', status: 200, requestBody: { eventId: 'e' }, ...(meddling && { meddling }) }),
    )
  }
  expect(wire.rows().map(({ repeats, fault }) => [repeats, fault])).toEqual([
    [0, undefined],
    [1, 'copied'],
    [2, 'copied'],
  ])
})

test('what one handler tried in vain is no try of the next one', () => {
  const { wire } = setUp()
  const read = (at: number) => wire.add(call({ method: 'GET', path: '/threads/5000000007/messages', status: 503, at }))
  const webhook = (at: number) =>
    wire.add(call({ side: 'webhook', path: '/id', status: 503, requestBody: [{ objectId: 5000000007 }], at }))
  for (const at of [1_001, 1_300]) read(at)
  webhook(1_000)
  read(2_001)
  webhook(2_000)
  expect(wire.rows().map(({ repeats }) => repeats)).toEqual([0, 1, 0, 0, 1])
})

test('what two dispatches at a time try to read of Botpress is told apart', () => {
  const { wire } = setUp()
  const read = (trace: string, status: number) =>
    wire.add(
      call({
        side: 'botpress',
        method: 'GET',
        path: '/v1/chat/users/x',
        status,
        headers: { traceparent: `00-${trace}-1-01` },
      }),
    )
  for (const trace of ['a', 'b', 'a', 'b']) read(trace, 503)
  expect(wire.rows().map(({ repeats }) => repeats)).toEqual([0, 0, 1, 1])
})

test('a failure of long ago is none to repeat', () => {
  const { wire } = setUp()
  for (const at of [1_000, 30_000, 120_000]) wire.add(call({ status: 503, requestBody: publication, at }))
  expect(wire.rows().map(({ repeats }) => repeats)).toEqual([0, 1, 0])
})

test('the headers of both sides are kept, without secrets', () => {
  const { wire } = setUp()
  wire.add(
    call({
      status: 429,
      headers: { authorization: 'Bearer 0123456789' },
      responseHeaders: { 'retry-after': '1', 'set-cookie': 'session=0123456789' },
    }),
  )
  expect(wire.detail(1)).toMatchObject({
    requestHeaders: { authorization: 'Bearer •••' },
    responseHeaders: { 'retry-after': '1', 'set-cookie': '•••' },
  })
})

test('that something is not there calls for no repetition', () => {
  const { wire } = setUp()
  for (const _time of [1, 2]) wire.add(call({ side: 'botpress', method: 'GET', path: '/v1/chat/users/x', status: 404 }))
  expect(wire.rows().map(({ repeats }) => repeats)).toEqual([0, 0])
})

test('a webhook of HubSpot stands there once, though Botpress hands it on', () => {
  const { wire } = setUp()
  const handedOn = (headers: Record<string, string>) =>
    call({ side: 'integration', path: '/webhook_received', requestBody: { req: { headers } } })
  wire.add(handedOn({ 'x-hubspot-signature-v3': 'x' }))
  wire.add(handedOn({ 'user-agent': 'Mozilla/5.0' }))
  expect(wire.rows()).toMatchObject([{ what: 'webhook_received', from: 'Botpress' }])
})

test('what the page itself loads is no call of the integration', () => {
  const { wire } = setUp()
  wire.add(call({ method: 'GET', path: '/hubfs/1/2/x.png', headers: { 'user-agent': 'Mozilla/5.0 (X11)' } }))
  expect(wire.rows()).toEqual([])
})

test('bodies are kept without secrets, and those of files not at all', () => {
  const { wire } = setUp()
  wire.add(call({ requestBody: `--form\r\nContent-Type: image/png\r\n\r\n\uFFFDPNG\r\n\0\0${'\uFFFD'.repeat(5_000)}` }))
  wire.add(call({ requestBody: 'refresh_token=abc&x=1', responseBody: Buffer.alloc(3_000_000) }))
  wire.add(call({ side: 'webhook', requestBody: [], responseBody: '{"token":"abc"}' }))
  wire.add(call({ requestBody: { text: 'x'.repeat(50_000) } }))
  expect(wire.detail(1)?.requestBody).toBe('--form\r\nContent-Type: image/png… (5 kB with binary data)')
  expect(wire.detail(2)).toMatchObject({
    requestBody: 'refresh_token=•••&x=1',
    responseBody: '(3.0 MB of binary data)',
  })
  expect(wire.detail(3)?.responseBody).toEqual({ token: '•••' })
  expect(wire.detail(4)?.requestBody).toMatch(/x… \(cut: 50 kB in all\)$/)
  expect(wire.detail(5)).toBeUndefined()
})

test('the oldest rows are forgotten, and the log of the stand-in does not grow', () => {
  const { wire } = setUp()
  const log = new CallLog()
  wire.watch(log)
  for (let number = 0; number < 20_010; number += 1) log.add(call({ path: `/x/${number}`, requestBody: publication }))
  expect(log.calls).toEqual([])
  expect(wire.rows()).toHaveLength(20_000)
  expect(wire.rows()[0]?.id).toBe(11)
  expect(wire.detail(10)).toBeUndefined()
})
