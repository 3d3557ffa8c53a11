import nock from 'nock'
import { describe, expect, test, vi } from 'vitest'
import { HubSpotError } from '../../src/hubspot/errors'
import { credentialsState } from '../../src/installation/states'
import { currentCredentials } from '../../src/installation/token-refresher'
import { onBotpress } from './botpress-rig'
import { grants, nockOAuth, place, refuses, soon, stored } from './credentials-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

nockOAuth()

describe('when HubSpot does not accept the refresh token', () => {
  test('what another process has stored meanwhile is used', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored({ expiresAt: 0 }))
    nock('https://api.hubapi.com')
      .post('/oauth/2026-09/token')
      .reply(400, async () => {
        await credentialsState.write(
          rig,
          stored({ refreshToken: 'na1-reconnected', accessToken: 'access-reconnected' }),
        )
        return { error: 'invalid_grant' }
      })
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-reconnected' })
  })

  test('the one in the configuration is tried', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored({ expiresAt: 0 }))
    refuses('na1-stored')
    grants('na1-configured')
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-for-na1-configured' })
  })

  test('and there is no other, the error names the field and what to do', async () => {
    const here = place(await onBotpress())
    refuses('na1-configured')
    await expect(currentCredentials(here, soon())).rejects.toThrow(
      /^HubSpot does not accept the refresh token: .* Install the app again and put a new one into "Refresh token", or empty .* the log\. HubSpot answered 400 .*not accepted/,
    )
  })

  test('nor the client secret, the error names those fields', async () => {
    const here = place(await onBotpress())
    refuses('na1-configured', 'invalid_client')
    await expect(currentCredentials(here, soon())).rejects.toThrow(
      /^HubSpot does not accept "Client ID" or "Client secret"\. Copy both again/,
    )
  })

  test('a passing fault stays one, so that the call can be made again', async () => {
    const here = place(await onBotpress())
    nock('https://api.hubapi.com').persist().post('/oauth/2026-09/token').reply(503)
    await expect(currentCredentials(here, soon())).rejects.toThrow(HubSpotError)
  })
})

describe('the portal', () => {
  const introspection = () => nock('https://api.hubapi.com').post('/oauth/2026-09/token/introspect')

  test('is asked for when the token answer does not name it', async () => {
    grants('na1-configured', { hub_id: undefined })
    introspection().reply(200, { active: true, hub_id: 7000003, scopes: [] })
    expect(await currentCredentials(place(await onBotpress()), soon())).toMatchObject({ portalId: '7000003' })
  })

  test('is never stored as unknown: events could not be told from those of another account', async () => {
    const rig = await onBotpress()
    grants('na1-configured', { hub_id: undefined })
    introspection().reply(200, { active: true, scopes: [] })
    await currentCredentials(place(rig), soon()).catch(() => undefined)
    expect((await credentialsState.read(rig))?.portalId).not.toBe('')
  })
})
