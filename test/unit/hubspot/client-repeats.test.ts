import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { callHubSpot, callHubSpotForEffect, type HubSpotCall } from '../../../src/hubspot/client'
import { nockHubSpot, refusal, soon } from './nock-hubspot'

// A tenth of the real durations: the rolling rate limit takes 1 s, the one per second 0.1 s, a lock 0.2 s.
vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const ok = { ok: true }
const schema = z.object({ ok: z.boolean() })

const read = (change: Partial<HubSpotCall> = {}) =>
  callHubSpot({ what: 'read the thread', method: 'GET', path: '/thread', deadline: soon(), ...change }, schema)
const write = (change: Partial<HubSpotCall> = {}) =>
  read({ what: 'publish the message', method: 'POST', path: '/thread', body: { text: 'hello' }, ...change })

const limit = (policyName?: string) => ({ status: 'error', message: 'Limit reached', policyName })

describe('a call that may be repeated', () => {
  test.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'])('is repeated after %s', async (code) => {
    hubspot()
      .get('/thread')
      .replyWithError(Object.assign(new Error('no connection'), { code }))
    hubspot().get('/thread').reply(200, ok)
    expect(await read()).toEqual(ok)
  })

  test.each([423, 429, 500, 502, 503, 504, 521, 523, 524])('is repeated after HTTP %d', async (status) => {
    hubspot().get('/thread').reply(status, { message: 'not now' })
    hubspot().get('/thread').reply(200, ok)
    expect(await read()).toEqual(ok)
  })

  test.each([400, 401, 403, 404, 409, 501])('is not repeated after HTTP %d', async (status) => {
    hubspot().get('/thread').once().reply(status, { message: 'no' })
    expect((await refusal(read())).status).toBe(status)
  })

  test('is repeated as often as it takes', async () => {
    hubspot().get('/thread').times(5).reply(503)
    hubspot().get('/thread').reply(200, ok)
    expect(await read()).toEqual(ok)
  })

  test.each(['PUT', 'PATCH', 'DELETE'] as const)('is any %s', async (method) => {
    hubspot().intercept('/thread', method).reply(502)
    hubspot().intercept('/thread', method).reply(204)
    await callHubSpotForEffect({ what: 'change the thread', method, path: '/thread', deadline: soon() })
  })

  test('sends the same body, type and token each time', async () => {
    const headers = { authorization: 'Bearer token-1', 'content-type': 'application/json' }
    for (const status of [503, 200]) {
      hubspot().post('/thread', { text: 'hello' }).matchHeader('authorization', headers.authorization).reply(status, ok)
    }
    await write({ repeatable: true, token: 'token-1' })
  })

  test('sends a form again as it was', async () => {
    for (const status of [500, 200]) {
      hubspot().post('/thread', { grant_type: 'refresh_token', code: 'ä b' }).reply(status, ok)
    }
    await write({ repeatable: true, body: new URLSearchParams({ grant_type: 'refresh_token', code: 'ä b' }) })
  })

  test('sends a file again as it was', async () => {
    const bodies: string[] = []
    for (const status of [500, 200]) {
      hubspot()
        .post('/thread', (body) => bodies.push(String(body)) > 0)
        .matchHeader('content-type', /^multipart\/form-data; boundary=/)
        .reply(status, ok)
    }
    const form = new FormData()
    form.append('file', new Blob(['a lamp'], { type: 'text/plain' }), 'lamp.txt')
    await write({ repeatable: true, body: form })
    expect(bodies).toEqual([expect.stringContaining('a lamp'), expect.stringContaining('a lamp')])
  })
})

describe('a POST without an idempotency ID', () => {
  test.each(['ECONNRESET', 'ETIMEDOUT'])('is not repeated after %s, which may have been too late', async (code) => {
    hubspot()
      .post('/thread')
      .once()
      .replyWithError(Object.assign(new Error('lost'), { code }))
    expect(await refusal(write())).toMatchObject({ outcome: 'unclear', status: undefined })
  })

  test.each([500, 502, 503])('is not repeated after HTTP %d, which may have done the work', async (status) => {
    hubspot().post('/thread').once().reply(status)
    expect(await refusal(write())).toMatchObject({ outcome: 'unclear', status })
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('is repeated after %s: nobody heard it', async (code) => {
    hubspot()
      .post('/thread')
      .replyWithError(Object.assign(new Error('nobody there'), { code }))
    hubspot().post('/thread').reply(200, ok)
    expect(await write()).toEqual(ok)
  })

  test.each([423, 429])('is repeated after HTTP %d, which did nothing', async (status) => {
    hubspot().post('/thread').reply(status, limit('SECONDLY'))
    hubspot().post('/thread').reply(200, ok)
    expect(await write()).toEqual(ok)
  })
})

describe('the pause before a repetition', () => {
  test('is what Retry-After says: a call that has no time for it ends at once', async () => {
    hubspot().get('/thread').once().reply(429, limit('SECONDLY'), { 'retry-after': '30' })
    expect(await refusal(read({ deadline: soon(15_000) }))).toMatchObject({ status: 429, outcome: 'busy' })
  })

  test('is short when Retry-After is 0, even under the rolling limit', async () => {
    hubspot().get('/thread').reply(429, limit('TEN_SECONDLY_ROLLING'), { 'retry-after': '0' })
    hubspot().get('/thread').reply(200, ok)
    expect(await read({ deadline: soon(900) })).toEqual(ok)
  })

  test('is the whole window under the rolling limit', async () => {
    hubspot().get('/thread').once().reply(429, limit('TEN_SECONDLY_ROLLING'))
    expect(await refusal(read({ deadline: soon(900) }))).toMatchObject({ status: 429 })
  })

  test.each(['SECONDLY', undefined])('is about a second under the policy %s', async (policy) => {
    hubspot().get('/thread').once().reply(429, limit(policy))
    expect(await refusal(read({ deadline: soon(90) }))).toMatchObject({ status: 429 })
    hubspot().get('/thread').reply(429, limit(policy))
    hubspot().get('/thread').reply(200, ok)
    expect(await read()).toEqual(ok)
  })

  test('is at least two seconds when the record is locked', async () => {
    hubspot().get('/thread').once().reply(423)
    expect(await refusal(read({ deadline: soon(190) }))).toMatchObject({ status: 423, outcome: 'busy' })
  })

  test('does not come when the limit is the day’s', async () => {
    hubspot().get('/thread').once().reply(429, limit('DAILY'))
    expect(await refusal(read())).toMatchObject({ status: 429, outcome: 'busy' })
  })
})
