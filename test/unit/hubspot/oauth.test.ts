import { describe, expect, test, vi } from 'vitest'
import { introspect, refreshTokens } from '../../../src/hubspot/oauth'
import { nockHubSpot, refusal, soon } from './nock-hubspot'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const app = { clientId: 'client-1', clientSecret: 'secret of the app' }
const tokenPath = '/oauth/2026-09/token'
const form = {
  grant_type: 'refresh_token',
  client_id: 'client-1',
  client_secret: 'secret of the app',
  refresh_token: 'na1-old',
}
const answer = {
  access_token: 'access-1',
  refresh_token: 'na1-new',
  token_type: 'bearer',
  expires_in: 1800,
  hub_id: 7000001,
  user_id: 12,
  scopes: ['oauth'],
}

describe('refreshing', () => {
  test('sends everything in the body as a form, nothing in the address', async () => {
    hubspot()
      .post(tokenPath, form)
      .matchHeader('content-type', /^application\/x-www-form-urlencoded/)
      .reply(200, answer)
    expect(await refreshTokens(app, 'na1-old', soon())).toEqual({
      accessToken: 'access-1',
      refreshToken: 'na1-new',
      expiresIn: 1800,
      portalId: '7000001',
    })
  })

  test('keeps the old refresh token when HubSpot gives no new one, and expects 30 minutes when it names no time', async () => {
    hubspot().post(tokenPath).reply(200, { access_token: 'access-1' })
    expect(await refreshTokens(app, 'na1-old', soon())).toEqual({
      accessToken: 'access-1',
      refreshToken: 'na1-old',
      expiresIn: 1800,
      portalId: undefined,
    })
  })

  test('takes the portal as text too: its ID has 64 bits', async () => {
    hubspot()
      .post(tokenPath)
      .reply(200, { ...answer, hub_id: '9007199254740993' })
    expect((await refreshTokens(app, 'na1-old', soon())).portalId).toBe('9007199254740993')
  })

  test('is repeated after a fault: one access token too many does no harm', async () => {
    hubspot().post(tokenPath).reply(502)
    hubspot().post(tokenPath, form).reply(200, answer)
    await refreshTokens(app, 'na1-old', soon())
  })

  test.each([
    ['invalid_grant', 'BAD_REFRESH_TOKEN'],
    ['invalid_client', 'BAD_CLIENT_SECRET'],
    ['access_denied', 'BAD_HUB'],
  ])('ends with HubSpot’s code %s, once', async (code, status) => {
    const body = { error: code, error_description: 'no good', status, message: 'no good' }
    hubspot().post(tokenPath).once().reply(400, body)
    expect(await refusal(refreshTokens(app, 'na1-old', soon()))).toMatchObject({ oauthError: code, outcome: 'refused' })
  })

  test('does not take an answer without a token', async () => {
    hubspot()
      .post(tokenPath)
      .reply(200, { ...answer, access_token: '' })
    expect((await refusal(refreshTokens(app, 'na1-old', soon()))).message).toContain('access_token')
  })
})

describe('introspection', () => {
  const path = '/oauth/2026-09/token/introspect'

  test('tells portal, app and scopes', async () => {
    hubspot()
      .post(path, {
        client_id: 'client-1',
        client_secret: 'secret of the app',
        token: 'access-1',
        token_type_hint: 'access_token',
      })
      .reply(200, { active: true, hub_id: 7000001, app_id: 40001, scopes: ['oauth', 'files'] })
    expect(await introspect(app, 'access-1', soon())).toEqual({
      active: true,
      portalId: '7000001',
      appId: '40001',
      scopes: ['oauth', 'files'],
    })
  })

  test('of a revoked token says so, and finds nothing', async () => {
    hubspot().post(path).reply(200, { active: false })
    expect(await introspect(app, 'access-1', soon())).toEqual({
      active: false,
      portalId: undefined,
      appId: undefined,
      scopes: [],
    })
  })
})
