import nock from 'nock'
import { describe, expect, test } from 'vitest'
import { credentialsState } from '../../src/installation/states'
import { adoptCredentials } from '../../src/installation/store-credentials'
import { heedReconnection } from '../../src/installation/stored-credentials'
import { currentCredentials, freshCredentials } from '../../src/installation/token-refresher'
import { onBotpress, type Rig } from './botpress-rig'
import { grants, inAnHour, nockOAuth, place, soon, stored } from './credentials-rig'

nockOAuth()

/** Several processes on one state. Each `place` is one of them. */
const unconfigured = async () => (await onBotpress()).with({ refreshToken: '' })
const first = stored({ configuredTokenHash: '', connectedAt: 1_000 })
const second = { refreshToken: 'na1-second', accessToken: 'access-second', expiresAt: inAnHour(), portalId: '7000002' }
const inSecond = { ...second, configuredTokenHash: '', connectedAt: expect.any(Number) }

const credentials = /\/credentials$/
const warnings = ({ logged }: Rig) => logged.filter((line) => line.includes('could not be stored'))
const storesOf = ({ botpress }: Rig) =>
  botpress.log.calls.filter(({ method, path, status }) => method === 'POST' && credentials.test(path) && status === 200)

describe('a renewal', () => {
  test.each([2, 5])('is one for %i processes that need it at the same time', async (count) => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    grants('na1-stored', { refresh_token: 'na1-rotated' })
    const processes = Array.from({ length: count }, () => place(rig))
    const all = await Promise.all(processes.map((process) => currentCredentials(process, Date.now() + 6_000)))
    expect(new Set(all.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-for-na1-stored']))
    expect(storesOf(rig)).toHaveLength(2)
  })

  test('is one for a registration and a message as well', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    grants('na1-stored', { refresh_token: 'na1-rotated' })
    const registering = freshCredentials(place(rig), Date.now() + 6_000)
    const sending = currentCredentials(place(rig), Date.now() + 6_000)
    // Whichever came first: HubSpot takes each refresh token once.
    grants('na1-rotated')
    const refreshTokens = [await registering, await sending].map(({ refreshToken }) => refreshToken)
    expect(new Set(refreshTokens)).toEqual(new Set(['na1-rotated']))
    nock.cleanAll()
  })

  test('does not wait for a process that is gone', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    const lock = { type: 'integration', id: rig.ctx.integrationId, name: 'credentialsLock' } as const
    await rig.client.setState({ ...lock, payload: { holder: 'gone', until: Date.now() + 60_000 } })
    grants('na1-stored')
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-for-na1-stored' })
  })

  test.each([
    ['a fault', { status: 500 }],
    ['no answer', { delayMs: 2_000 }],
  ])('needs no lock when Botpress has %s for it', async (_what, fault) => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    rig.botpress.faults.add({ path: /credentialsLock/, ...fault })
    grants('na1-stored')
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ accessToken: 'access-for-na1-stored' })
    expect(await credentialsState.read(rig)).toMatchObject({ accessToken: 'access-for-na1-stored' })
  })

  test('gives its turn back', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    grants('na1-stored')
    await currentCredentials(place(rig), soon())
    expect(rig.botpress.states().map(({ name }) => name)).toEqual(['credentials'])
  })
})

describe('an account that the owner has left', () => {
  test('does not come back when its renewal is written last', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    grants('na1-stored')
    const [here, there] = [place(rig), place(rig)]
    rig.botpress.faults.add({ method: 'POST', path: credentials, delayMs: 100, times: 1 })
    const renewing = currentCredentials(here, Date.now() + 6_000)
    // It has read for the last time that nobody has connected anew, and is about to write.
    const looks = () => rig.botpress.log.calls.filter(({ method, path }) => method === 'GET' && credentials.test(path))
    await expect.poll(() => looks().length, { interval: 1 }).toBe(3)
    await adoptCredentials(there, second)
    await renewing
    expect(await credentialsState.read(rig)).toEqual(inSecond)
    await heedReconnection(here)
    expect(await currentCredentials(here, soon())).toEqual(inSecond)
  })

  test.each([
    ['names the account', {}],
    ['does not', { hub_id: undefined }],
  ])('does not come back when it is connected anew while its renewal is under way, which %s', async (_what, answer) => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    const [here, there] = [place(rig), place(rig)]
    nock('https://api.hubapi.com')
      .post('/oauth/2026-09/token')
      .reply(200, async () => {
        await adoptCredentials(there, second)
        return { access_token: 'access-of-old', refresh_token: 'na1-old', expires_in: 1800, hub_id: 7000001, ...answer }
      })
    expect(await currentCredentials(here, Date.now() + 6_000)).toEqual(inSecond)
    expect(await credentialsState.read(rig)).toEqual(inSecond)
  })

  test('is put right by a process that knows better, should its tokens be stored all the same', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, first)
    const here = place(rig)
    await adoptCredentials(here, second)
    await credentialsState.write(rig, { ...first, accessToken: 'access-late' })
    await heedReconnection(here)
    expect(await currentCredentials(here, soon())).toEqual(inSecond)
    expect(await credentialsState.read(rig)).toEqual(inSecond)
  })

  test('is not renewed by a process that knows better', async () => {
    const rig = await unconfigured()
    const here = place(rig)
    await adoptCredentials(here, { ...second, expiresAt: 0 })
    await credentialsState.write(rig, first)
    grants('na1-second', { hub_id: 7000002 })
    expect(await currentCredentials(here, soon())).toMatchObject({ portalId: '7000002' })
    expect(await credentialsState.read(rig)).toMatchObject({ portalId: '7000002' })
  })

  test('may be connected again', async () => {
    const rig = await unconfigured()
    const [here, there] = [place(rig), place(rig)]
    await adoptCredentials(here, { ...second, portalId: '7000001' })
    await heedReconnection(there)
    await adoptCredentials(there, second)
    await adoptCredentials(here, { ...second, portalId: '7000001' })
    await heedReconnection(there)
    expect(there.memory).toMatchObject({ credentials: { portalId: '7000001' } })
  })

  test('may have been connected by an earlier version, which noted no time', async () => {
    const rig = await unconfigured()
    const { connectedAt: _unknown, ...earlier } = first
    await credentialsState.write(rig, earlier)
    const [here, there] = [place(rig), place(rig)]
    await currentCredentials(there, soon())
    await adoptCredentials(here, second)
    await heedReconnection(there)
    expect(await currentCredentials(there, soon())).toEqual(inSecond)
  })
})

describe('the account is looked up', () => {
  test('once for all who ask at the same time', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, first)
    const here = place(rig)
    await currentCredentials(here, soon())
    const asked = rig.botpress.log.calls.length
    await Promise.all(Array.from({ length: 20 }, () => heedReconnection(here, 500)))
    expect(rig.botpress.log.calls).toHaveLength(asked + 1)
  })

  test('again right after a look that failed', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, first)
    const here = place(rig)
    await currentCredentials(here, soon())
    await credentialsState.write(rig, { ...first, portalId: '7000002', connectedAt: 2_000 })
    rig.botpress.faults.add({ method: 'GET', path: credentials, status: 500, times: 1 })
    await expect(heedReconnection(here, 60_000)).rejects.toThrow()
    await heedReconnection(here, 60_000)
    expect(here.memory).toMatchObject({ credentials: { portalId: '7000002' } })
  })
})

describe('a renewed token that cannot be stored', () => {
  const failing = (rig: Rig, times?: number) =>
    rig.botpress.faults.add({ method: 'POST', path: credentials, status: 500, ...(times ? { times } : {}) })

  async function renewedUnstored() {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    grants('na1-stored', { refresh_token: 'na1-rotated' })
    const here = place(rig)
    const mend = failing(rig)
    await currentCredentials(here, soon())
    return { rig, here, mend }
  }

  test('at once is stored a little later', async () => {
    const rig = await unconfigured()
    await credentialsState.write(rig, { ...first, expiresAt: 0 })
    grants('na1-stored', { refresh_token: 'na1-rotated' })
    failing(rig, 3)
    await currentCredentials(place(rig), Date.now() + 10_000)
    expect(await credentialsState.read(rig)).toMatchObject({ refreshToken: 'na1-rotated', connectedAt: 1_000 })
    expect(warnings(rig)).toEqual([])
  })

  test('serves, the owner is warned once, and the next use stores it', async () => {
    const { rig, here, mend } = await renewedUnstored()
    expect(await currentCredentials(here, soon())).toMatchObject({ refreshToken: 'na1-rotated' })
    expect(warnings(rig)).toHaveLength(1)
    expect(await credentialsState.read(rig)).toMatchObject({ refreshToken: 'na1-stored' })
    mend()
    await currentCredentials(here, soon())
    expect(await currentCredentials(place(rig), soon())).toMatchObject({ refreshToken: 'na1-rotated' })
    expect(warnings(rig)).toHaveLength(1)
  })

  test('is the one that is renewed next, not the one that HubSpot may have taken back', async () => {
    const { here } = await renewedUnstored()
    grants('na1-rotated', { refresh_token: 'na1-newest', access_token: 'access-newest' })
    const renewed = await currentCredentials(here, soon(), 'access-for-na1-stored')
    expect(renewed).toMatchObject({ refreshToken: 'na1-newest' })
  })

  test('is not stored over what another process has renewed since', async () => {
    const { rig, here, mend } = await renewedUnstored()
    mend()
    const elsewhere = { ...first, refreshToken: 'na1-elsewhere', accessToken: 'access-elsewhere' }
    await credentialsState.write(rig, elsewhere)
    await currentCredentials(here, soon())
    await currentCredentials(here, soon())
    expect(await credentialsState.read(rig)).toEqual(elsewhere)
  })

  test('is not stored any more once the installation was removed', async () => {
    const { rig, here, mend } = await renewedUnstored()
    mend()
    await credentialsState.write(rig, null)
    await currentCredentials(here, soon())
    expect(await credentialsState.read(rig)).toBeUndefined()
  })
})
