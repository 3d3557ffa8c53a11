import nock from 'nock'
import { describe, expect, test, vi } from 'vitest'
import { installationKey } from '../../core/platform/installation-key'
import { memoryOf } from '../../src/installation/memory'
import { credentialsState } from '../../src/installation/states'
import { currentCredentials, freshCredentials, tokenSource } from '../../src/installation/token-refresher'
import { onBotpress } from './botpress-rig'
import { grants, inAnHour, nockOAuth, place, refuses, sha, soon, stored } from './credentials-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

nockOAuth()

describe('credentials', () => {
  test('come from HubSpot at first, are stored, and then come from memory', async () => {
    const rig = await onBotpress()
    const here = place(rig)
    grants('na1-configured', { refresh_token: 'na1-rotated' })
    const first = await currentCredentials(here, soon())
    expect(first).toMatchObject({ accessToken: 'access-for-na1-configured', refreshToken: 'na1-rotated' })
    expect(first.expiresAt - Date.now()).toBeGreaterThan(1_700_000)
    expect(await credentialsState.read(rig)).toMatchObject(first)
    const calls = rig.botpress.log.calls.length
    expect(await currentCredentials(here, soon())).toBe(first)
    expect(rig.botpress.log.calls).toHaveLength(calls)
  })

  test('of another process are found in state', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    expect(await currentCredentials(place(rig), soon())).toEqual(stored({ expiresAt: expect.any(Number) }))
  })

  test('are refreshed with the newest refresh token five minutes before they end', async () => {
    const rig = await onBotpress()
    // A tenth of the real reserve.
    await credentialsState.write(rig, stored({ expiresAt: Date.now() + 29_000 }))
    grants('na1-stored')
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-for-na1-stored' })
  })

  test('are refreshed once when many ask at the same time', async () => {
    const here = place(await onBotpress())
    grants('na1-configured')
    const all = await Promise.all(Array.from({ length: 20 }, () => currentCredentials(here, soon())))
    expect(new Set(all).size).toBe(1)
  })

  test('are fresh from HubSpot where they are to be checked, and serve from then on', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    const here = place(rig)
    grants('na1-stored')
    const fresh = await freshCredentials(here, soon())
    expect(fresh).toMatchObject({ accessToken: 'access-for-na1-stored' })
    expect(await currentCredentials(here, soon())).toBe(fresh)
  })

  test('are asked for again after a failure', async () => {
    const here = place(await onBotpress())
    refuses('na1-configured')
    await expect(currentCredentials(here, soon())).rejects.toThrow('HubSpot does not accept')
    grants('na1-configured')
    expect(await currentCredentials(here, soon())).toMatchObject({ accessToken: 'access-for-na1-configured' })
  })

  test('serve although they could not be stored', async () => {
    const rig = await onBotpress()
    rig.botpress.faults.add({ method: 'POST', path: /states/, status: 500 })
    grants('na1-configured')
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-for-na1-configured' })
    expect(rig.logged.join()).toContain('could not be stored')
    expect(rig.logged.join()).not.toContain('na1-configured')
  })

  test('of one configuration are not those of another', async () => {
    const rig = await onBotpress()
    const key = installationKey(rig.ctx)
    expect(memoryOf(installationKey(rig.with({ inboxId: '7' }).ctx))).not.toBe(memoryOf(key))
    expect(memoryOf(installationKey({ ...rig.ctx, webhookId: 'other' }))).not.toBe(memoryOf(key))
    expect(memoryOf(key)).toBe(memoryOf(key))
  })
})

test('of an account that the owner has left meanwhile do not come back', async () => {
  const rig = (await onBotpress()).with({ refreshToken: '' })
  const unconfigured = { configuredTokenHash: '' }
  const elsewhere = stored({ ...unconfigured, refreshToken: 'na1-elsewhere', portalId: '7000002' })
  await credentialsState.write(rig, stored({ ...unconfigured, expiresAt: 0 }))
  nock('https://api.hubapi.com')
    .post('/oauth/2026-09/token')
    .reply(200, async () => {
      await credentialsState.write(rig, elsewhere)
      return { access_token: 'access-of-old', refresh_token: 'na1-stored', expires_in: 1800, hub_id: 7000001 }
    })
  expect(await currentCredentials(place(rig), soon())).toEqual(elsewhere)
  expect(await credentialsState.read(rig)).toEqual(elsewhere)
})

describe('a rejected access token', () => {
  test('is replaced by a refresh', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    grants('na1-stored')
    const tokens = tokenSource(place(rig))
    expect(await tokens.token(inAnHour())).toBe('access-stored')
    expect(await tokens.renewed('access-stored', inAnHour())).toBe('access-for-na1-stored')
  })

  test('is replaced by what another process has meanwhile stored', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    const tokens = tokenSource(place(rig))
    await tokens.token(inAnHour())
    await credentialsState.write(rig, stored({ accessToken: 'access-of-another' }))
    expect(await tokens.renewed('access-stored', inAnHour())).toBe('access-of-another')
  })

  test('is not handed out again by a look into state that began before', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    grants('na1-stored')
    const tokens = tokenSource(place(rig))
    const [, renewed] = await Promise.all([tokens.token(inAnHour()), tokens.renewed('access-stored', inAnHour())])
    expect(renewed).toBe('access-for-na1-stored')
  })

  test('leads to one refresh for all whose token it was', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    grants('na1-stored')
    const tokens = tokenSource(place(rig))
    const token = await tokens.token(inAnHour())
    const renewed = await Promise.all(Array.from({ length: 10 }, () => tokens.renewed(token, inAnHour())))
    expect(new Set(renewed)).toEqual(new Set(['access-for-na1-stored']))
  })
})

describe('a refresh token in the configuration', () => {
  test('wins over the stored one when it has changed', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored())
    grants('na1-new', { hub_id: 7000002 })
    const changed = rig.with({ refreshToken: 'na1-new' })
    expect(await currentCredentials(place(changed), soon())).toMatchObject({
      accessToken: 'access-for-na1-new',
      portalId: '7000002',
      configuredTokenHash: sha('na1-new'),
    })
  })

  test('leaves the stored one alone when it has not', async () => {
    const rig = await onBotpress()
    await credentialsState.write(rig, stored({ expiresAt: 0 }))
    grants('na1-stored')
    await currentCredentials(place(rig), soon())
  })

  test('may be absent: then the stored one serves', async () => {
    const rig = (await onBotpress()).with({ refreshToken: '' })
    await credentialsState.write(rig, stored({ configuredTokenHash: '' }))
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-stored' })
  })

  test('and nothing stored: the error says which field to fill in', async () => {
    const rig = (await onBotpress()).with({ refreshToken: '  ' })
    await expect(currentCredentials(place(rig), soon())).rejects.toThrow(
      /^HubSpot is not connected: nobody has installed its app.*connect link.*"Refresh token"/,
    )
  })
})
