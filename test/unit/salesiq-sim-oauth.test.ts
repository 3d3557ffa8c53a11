import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { startSalesIqSim } from '../../sim/salesiq'
import {
  accessToken,
  call,
  clientId,
  clientSecret,
  openChat,
  opening,
  redirectUri,
  refusal,
  scopes,
  screenName,
  sim,
  start,
  token,
  tokenCall,
  visitorApi,
} from './salesiq-sim-rig'

const tokens = z.looseObject({ access_token: z.string() })
const exchange = (code: string, more: Record<string, string> = {}) =>
  tokenCall({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more })
const open = (bearer: string) => call('POST', `${visitorApi}/conversations`, opening(), bearer)

describe('the token endpoint', () => {
  test('exchanges a code once, within its time, for its redirect URI alone', async () => {
    const code = () => sim.createAuthCode({ clientId, screenName, scopes, redirectUri })
    const first = code()
    const answer = tokens.parse(await (await exchange(first)).json())
    expect(answer).toMatchObject({ refresh_token: expect.stringMatching(/^1005\./), expires_in: 3600 })
    expect((await open(answer.access_token)).status).toBe(200)
    const again = await exchange(first)
    expect([again.status, await again.json()]).toEqual([200, { error: 'invalid_code' }])
    const elsewhere = await exchange(code(), { redirect_uri: 'https://else.example' })
    expect(await elsewhere.json()).toEqual({ error: 'redirect_uri_mismatch' })
  })

  test('ends codes and tokens when their time is up', async () => {
    let ahead = 0
    await start({ now: () => Date.now() + ahead })
    const code = sim.createAuthCode({ clientId, screenName, scopes, redirectUri })
    ahead = 61_000
    expect(await (await exchange(code)).json()).toEqual({ error: 'invalid_code' })
    ahead = 3_599_000
    expect((await open(token)).status).toBe(200)
    ahead = 3_601_000
    expect(await refusal(open(token))).toEqual({ status: 401, code: 1008 })
  })

  test('says which of client and secret is wrong, and that a token is revoked', async () => {
    const { refreshToken } = sim.grant({ clientId, screenName, scopes })
    const refresh = async (more: Record<string, string> = {}) =>
      (await tokenCall({ refresh_token: refreshToken, ...more })).json()
    expect(await refresh({ client_id: 'other' })).toEqual({ error: 'invalid_client' })
    expect(await refresh({ client_secret: 'other' })).toEqual({ error: 'invalid_client_secret' })
    const living = tokens.parse(await refresh())
    expect(living).not.toHaveProperty('refresh_token')
    await fetch(`${sim.url}/oauth/v2/token/revoke?token=${refreshToken}`, { method: 'POST' })
    expect(await refresh()).toEqual({ error: 'invalid_code' })
    expect(await refusal(open(living.access_token))).toMatchObject({ code: 1008 })
  })

  test('gives ten tokens in ten minutes and then none until they have passed in peace', async () => {
    let ahead = 0
    await start({ now: () => Date.now() + ahead })
    const { refreshToken } = sim.grant({ clientId, screenName, scopes })
    const statuses = async (count: number) => {
      const answers: number[] = []
      for (let index = 0; index < count; index += 1) {
        answers.push((await tokenCall({ refresh_token: refreshToken })).status)
      }
      return answers
    }
    expect(await statuses(11)).toEqual([...Array(10).fill(200), 400])
    const denied = await tokenCall({ refresh_token: refreshToken })
    expect(await denied.json()).toMatchObject({ error: 'Access Denied', status: 'failure' })
    ahead = 599_000
    expect(await statuses(10)).toEqual(Array(10).fill(400))
    ahead = 601_000
    expect(await statuses(1)).toEqual([400])
    ahead = 1_300_000
    expect(await statuses(1)).toEqual([200])
  })

  test('lets fifteen tokens of a grant and twenty grants of a client live', async () => {
    sim.settings.tokensPerWindow = 100
    const first = sim.grant({ clientId, screenName, scopes })
    const oldest = await accessToken({ refresh_token: first.refreshToken })
    for (let index = 0; index < 14; index += 1) await accessToken({ refresh_token: first.refreshToken })
    expect((await open(oldest)).status).toBe(200)
    const newest = await accessToken({ refresh_token: first.refreshToken })
    expect(await refusal(open(oldest))).toMatchObject({ code: 1008 })
    expect((await open(newest)).status).toBe(200)
    // The rig's own grant is the oldest, then this one.
    for (let index = 0; index < 19; index += 1) sim.grant({ clientId, screenName, scopes })
    expect(await refusal(open(token))).toMatchObject({ code: 1008 })
    expect((await open(newest)).status).toBe(200)
    sim.grant({ clientId, screenName, scopes })
    expect(await refusal(open(newest))).toMatchObject({ code: 1008 })
    expect(await (await tokenCall({ refresh_token: first.refreshToken })).json()).toEqual({ error: 'invalid_code' })
  })

  test('says the life of a Canadian token in ms, with the seconds beside it', async () => {
    sim.addPortal({ screenName: 'maple', orgId: '70002', region: 'ca', brands: [], operators: [] })
    const { refreshToken } = sim.grant({ clientId, screenName: 'maple', scopes })
    const answer = async () => (await tokenCall({ refresh_token: refreshToken })).json()
    expect(await answer()).toMatchObject({ expires_in: 3_600_000, expires_in_sec: 3600 })
    sim.settings.accountsRegion = 'us'
    expect(await answer()).toEqual({ error: 'invalid_code' })
  })
})

describe('a call', () => {
  test.each([
    ['without a token', undefined, 1002],
    ['with another kind of one', 'Basic abc', 1002],
    ['with an unknown one', 'Zoho-oauthtoken 1005.abc', 1008],
  ])('%s is refused', async (_how, authorization, code) => {
    const headers = authorization === undefined ? {} : { authorization }
    const response = fetch(`${sim.url}${visitorApi}/conversations`, { method: 'POST', headers })
    expect(await refusal(response)).toMatchObject({ status: 401, code })
  })

  test('wants the scope of it in any case, a token of an ORG client, and the own portal', async () => {
    const bearer = async (client: string, granted: string[]) => {
      const { refreshToken } = sim.grant({ clientId: client, screenName, scopes: granted })
      return accessToken({ refresh_token: refreshToken, client_id: client })
    }
    expect(await refusal(open(await bearer(clientId, ['SalesIQ.Apps.READ'])))).toMatchObject({ code: 1009 })
    expect((await open(await bearer(clientId, ['salesiq.CONVERSATIONS.create']))).status).toBe(200)
    sim.addClient({ clientId: '1000.OTHER', clientSecret, kind: 'SERVER', redirectUrls: [] })
    expect(await refusal(open(await bearer('1000.OTHER', scopes)))).toMatchObject({ status: 400, code: 1009 })
    expect(await refusal(call('POST', '/api/visitor/v1/other/conversations', opening()))).toMatchObject({ code: 1005 })
  })

  test('is refused with HTTP 200 where Zoho keeps to its documents', async () => {
    sim.settings.errorStatus = '200'
    expect(await refusal(open('1005.dead'))).toEqual({ status: 200, code: 1008 })
    sim.expireAccessTokens()
    expect(await refusal(open(token))).toEqual({ status: 200, code: 1008 })
  })
})

describe('the consent page', () => {
  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: scopes.join(','),
      redirect_uri: redirectUri,
      access_type: 'offline',
      prompt: 'consent',
      state: 'a state',
      ...more,
    })
  const decide = (decision: string, more: Record<string, string> = {}) =>
    fetch(`${sim.url}/oauth/v2/org/auth?${query(more)}`, {
      method: 'POST',
      body: new URLSearchParams({ decision, screenName }),
      redirect: 'manual',
    })
  const wayBack = async (response: Promise<Response>) =>
    Object.fromEntries(new URL((await response).headers.get('location') ?? '').searchParams)

  test('leads back with a code, the data centre and its accounts server', async () => {
    expect(await (await fetch(`${sim.url}/oauth/v2/org/auth?${query()}`)).text()).toContain('SalesIQ.webhooks.READ')
    const { code = '', ...rest } = await wayBack(decide('accept'))
    expect(rest).toEqual({ state: 'a state', location: 'us', 'accounts-server': 'https://accounts.zoho.com' })
    const answer = tokens.parse(await (await exchange(code)).json())
    expect(answer).toHaveProperty('refresh_token')
    expect((await open(answer.access_token)).status).toBe(200)
    expect(await wayBack(decide('reject'))).toEqual({ state: 'a state', error: 'access_denied' })
  })

  test('names another data centre or accounts server where it is set to', async () => {
    Object.assign(sim.settings, { location: 'mars', accountsServer: 'https://accounts.example' })
    expect(await wayBack(decide('accept'))).toMatchObject({
      location: 'mars',
      'accounts-server': 'https://accounts.example',
    })
  })

  test('gives no refresh token to who asks for none, or has consented before', async () => {
    const online = await wayBack(decide('accept', { access_type: 'online' }))
    expect(await (await exchange(online.code ?? '')).json()).not.toHaveProperty('refresh_token')
    const again = await wayBack(decide('accept', { prompt: 'none' }))
    expect(await (await exchange(again.code ?? '')).json()).not.toHaveProperty('refresh_token')
  })

  test.each([
    ['a client that is not of an organization', { client_id: '1000.OTHER' }, /client/],
    ['another redirect URI', { redirect_uri: `${redirectUri}/` }, /redirect/],
    ['a scope that there is not', { scope: 'SalesIQ.conversation.ALL' }, /scope/],
  ])('refuses %s', async (_what, more, words) => {
    sim.addClient({ clientId: '1000.OTHER', clientSecret, kind: 'SERVER', redirectUrls: [redirectUri] })
    const page = await fetch(`${sim.url}/oauth/v2/org/auth?${query(more)}`)
    expect([page.status, await page.text()]).toEqual([400, expect.stringMatching(words)])
  })
})

test('two of them side by side know nothing of each other', async () => {
  await openChat()
  const other = await startSalesIqSim()
  try {
    const headers = { authorization: `Bearer ${token}` }
    const response = fetch(`${other.url}${visitorApi}/conversations`, { method: 'POST', headers })
    expect(await refusal(response)).toMatchObject({ code: 1008 })
  } finally {
    await other.close()
  }
})
