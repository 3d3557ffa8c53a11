import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { callHubSpot, callHubSpotForEffect, type HubSpotCall } from '../../../src/hubspot/client'
import { id } from '../../../src/hubspot/id'
import { nockHubSpot, refusal, soon } from './nock-hubspot'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const call = (change: Partial<HubSpotCall> = {}) =>
  callHubSpot(
    { what: 'read the thread', method: 'GET', path: '/thread', deadline: soon(), ...change },
    z.object({ id: z.string(), owner: z.object({ name: z.string() }) }),
  )

describe('a request', () => {
  test('carries query, body and bearer token', async () => {
    hubspot()
      .post('/thread', { text: 'hello', attachments: [] })
      .query({ limit: 100, archived: false, hapikey: 'a b&c' })
      .matchHeader('authorization', 'Bearer token-1')
      .matchHeader('content-type', 'application/json')
      .matchHeader('accept', 'application/json')
      .reply(200, { id: '1', owner: { name: 'Dana' } })
    const query = { limit: 100, archived: false, hapikey: 'a b&c' }
    const body = { text: 'hello', attachments: [] }
    expect(await call({ method: 'POST', query, body, token: 'token-1' })).toEqual({ id: '1', owner: { name: 'Dana' } })
  })

  test('bears no authorization when none is given', async () => {
    hubspot()
      .get('/thread')
      .matchHeader('authorization', (value) => value === undefined)
      .reply(200, { id: '1', owner: { name: 'Dana' } })
    await call()
  })

  test('goes where HUBSPOT_API_URL points, a trailing slash or not', async () => {
    const { default: nock } = await import('nock')
    for (const base of ['http://stand-in.example/hubspot', 'http://stand-in.example/hubspot/']) {
      vi.stubEnv('HUBSPOT_API_URL', base)
      nock('http://stand-in.example')
        .get('/hubspot/thread')
        .reply(200, { id: '1', owner: { name: 'Dana' } })
      await call()
    }
    vi.stubEnv('HUBSPOT_API_URL', undefined)
  })
})

describe('an answer', () => {
  test('of another form is an error that names the place and none of the values', async () => {
    hubspot()
      .get('/thread')
      .reply(200, { id: 'secret-value', owner: { name: 7 } })
    const error = await refusal(call())
    expect(error.message).toContain('the answer does not have the expected form at: owner.name')
    expect(inspect(error)).not.toContain('secret-value')
    expect(error).toMatchObject({ outcome: 'unclear', passing: true })
  })

  test('of another form is not said to come from a HubSpot that could not be reached', async () => {
    hubspot().get('/thread').reply(200, { id: 1 })
    expect((await refusal(call())).message).not.toContain('could not be reached')
  })

  const notHubSpots: [string, string][] = [
    ['a web page', '<html>maintenance</html>'],
    ['nothing', ''],
    ['blank', ' \n'],
    ['broken JSON', '{"id":'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['a word', '"ok"'],
    ['null', 'null'],
  ]

  test.each(notHubSpots)('that is %s is asked for again', async (_, body) => {
    hubspot().get('/thread').reply(200, body)
    hubspot()
      .get('/thread')
      .reply(200, { id: '1', owner: { name: 'Dana' } })
    expect(await call()).toMatchObject({ id: '1' })
  })

  test.each([200, 201, 202, 203, 204, 206])('of HTTP %d without a body is asked for again', async (status) => {
    hubspot().get('/thread').reply(status)
    hubspot()
      .get('/thread')
      .reply(200, { id: '1', owner: { name: 'Dana' } })
    expect(await call()).toMatchObject({ id: '1' })
  })

  test.each(notHubSpots)('that is %s time and again is an error, and unclear', async (_, body) => {
    hubspot().persist().get('/thread').reply(200, body)
    expect(await refusal(call({ deadline: soon(200) }))).toMatchObject({ outcome: 'unclear', passing: true })
  })

  test.each(notHubSpots)('that is %s ends a call that may not be repeated: it may have worked', async (_, body) => {
    hubspot().post('/thread').once().reply(200, body)
    const error = await refusal(call({ method: 'POST', body: { text: 'hello' } }))
    expect(error).toMatchObject({ outcome: 'unclear', message: expect.stringContaining('expected form') })
  })

  test('of another form is not asked for again: it would be the same', async () => {
    hubspot().get('/thread').once().reply(200, { identifier: 1 })
    expect((await refusal(call())).message).toContain('expected form at: id')
  })

  test('may be empty where everything in it is optional', async () => {
    hubspot().get('/thread').once().reply(200, {})
    const empty = { what: 'read it', method: 'GET', path: '/thread', deadline: soon() } as const
    expect(await callHubSpot(empty, z.object({ text: z.string().nullish() }))).toEqual({})
  })

  test('whose content does not matter may be anything of HubSpot’s, or nothing', async () => {
    const gone = { what: 'delete it', method: 'DELETE', path: '/thread', deadline: soon() } as const
    for (const [status, body] of [
      [204, ''],
      [200, ''],
      [200, '{}'],
      [200, '[1]'],
      [202, 'null'],
    ] as const) {
      hubspot().delete('/thread').once().reply(status, body)
      expect(await callHubSpotForEffect(gone)).toBeUndefined()
    }
  })

  test('whose content does not matter is no web page, which says nothing of what happened', async () => {
    hubspot().patch('/thread').reply(200, '<!doctype html><title>Log in</title>')
    hubspot().patch('/thread').reply(200, {})
    const change = { what: 'change it', method: 'PATCH', path: '/thread', deadline: soon() } as const
    await callHubSpotForEffect(change)
    hubspot().post('/thread').once().reply(200, '<!doctype html><title>Log in</title>')
    expect(await refusal(callHubSpotForEffect({ ...change, method: 'POST' }))).toMatchObject({
      status: 200,
      outcome: 'unclear',
    })
  })

  test.each([
    ['9007199254740993', '9007199254740993'],
    ['18446744073709551615', '18446744073709551615'],
    ['"9007199254740993"', '9007199254740993'],
    ['42', '42'],
  ])('keeps all digits of the ID %s', async (sent, read) => {
    hubspot().get('/thread').reply(200, `{"id":${sent}}`, { 'content-type': 'application/json' })
    const thread = { what: 'read it', method: 'GET', path: '/thread', deadline: soon() } as const
    expect(await callHubSpot(thread, z.object({ id }))).toEqual({ id: read })
  })

  test('that redirects is not followed: the token must not go elsewhere', async () => {
    hubspot().get('/thread').reply(302, '', { location: 'https://elsewhere.example/' })
    expect(await refusal(call())).toMatchObject({ status: 302, outcome: 'unclear' })
  })
})

describe('an error that leaves the client', () => {
  const secrets = {
    token: 'CN2secretAccessTokenOfThePortalxyz',
    query: { hapikey: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
    body: new URLSearchParams({
      client_secret: 'e07fc1f9-7425-40de-944b-7c9e66790ae7',
      refresh_token: 'na1-refresh-me',
    }),
  }
  const spoken = /secretAccessToken|7c9e6679|e07fc1f9|refresh-me/

  test.each([400, 401, 403, 500])('with HTTP %d holds nothing that was sent', async (status) => {
    hubspot()
      .post('/thread')
      .query(true)
      .reply(status, { message: `Bad token ${secrets.token} of key ${secrets.query.hapikey}` })
    const error = await refusal(call({ method: 'POST', ...secrets }))
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(spoken)
    expect(error.message).toBe(
      `HubSpot answered ${status} when asked to read the thread: Bad token [key] of key [key].`,
    )
  })

  test('without an answer holds nothing that was sent either', async () => {
    hubspot()
      .post('/thread')
      .query(true)
      .replyWithError(Object.assign(new Error('lost'), { code: 'ECONNRESET' }))
    const error = await refusal(call({ method: 'POST', ...secrets }))
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(spoken)
    expect(error.message).toBe('HubSpot could not be reached to read the thread: ECONNRESET.')
    expect(error.cause).toBeUndefined()
  })

  test('is one of ours even when the request could not be built', async () => {
    vi.stubEnv('HUBSPOT_API_URL', 'no address at all')
    const error = await refusal(call({ method: 'POST', ...secrets }))
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(spoken)
    vi.stubEnv('HUBSPOT_API_URL', undefined)
  })
})
