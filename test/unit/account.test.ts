import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LeftAccountError } from '../../core/desk'
import type { Session } from '../../core/session/session'
import { createSession } from '../../core/session/sessions'
import { mark } from '../../src/desk/mark'
import { senderTags } from '../../src/desk/sender'
import { getThread } from '../../src/hubspot/conversations'
import { accountsAmong, assertServed, inAccount } from '../../src/installation/accounts'
import { type Installation, openInstallation } from '../../src/installation/installation'
import { channelState, credentialsState } from '../../src/installation/states'
import { timing } from '../../src/timing'
import { onBotpress, type Rig } from './botpress-rig'
import { soon, stored } from './credentials-rig'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  nock.disableNetConnect()
  nock.enableNetConnect('127.0.0.1')
})

afterEach(() => {
  vi.useRealTimers()
  nock.cleanAll()
})

const connectedWith = (portalId: string, since: number) =>
  stored({ configuredTokenHash: '', portalId, connectedAt: since, accessToken: `access-${portalId}` })

/** An installation that is connected with account 1 and knows so. */
async function connected(): Promise<{ rig: Rig; installation: Installation }> {
  const rig = (await onBotpress()).with({ refreshToken: '' })
  await credentialsState.write(rig, connectedWith('1', 1))
  const installation = openInstallation(rig.props)
  // Each test is another process.
  Object.assign(installation.memory, { credentials: undefined, heeding: undefined, otherAccounts: undefined })
  await accountsAmong(installation, ['1'], soon())
  rig.botpress.log.calls.length = 0
  return { rig, installation }
}

function sessionIn(rig: Rig, portalId: string): Promise<Session> {
  return createSession(openInstallation(rig.props), {
    ref: 'thread-1',
    account: portalId,
    userId: 'user_1',
    own: {
      inboxId: '1001',
      ...senderTags({
        name: 'Kim Lee',
        deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'user_1' },
      }),
    },
    escalationKey: 'key',
  })
}

const kinds = async (installation: Installation, portalIds: string[]) => {
  const { isOurs, allKnown } = await accountsAmong(installation, portalIds, soon())
  return { ours: portalIds.filter(isOurs), allKnown }
}

const later = (duration: number) => vi.setSystemTime(Date.now() + duration)
const calls = ({ botpress }: Rig) => botpress.log.calls.length

describe('events', () => {
  test('of the connected account are ours, and Botpress is not asked', async () => {
    const { rig, installation } = await connected()
    expect(await kinds(installation, ['1', '1'])).toEqual({ ours: ['1', '1'], allKnown: true })
    expect(calls(rig)).toBe(0)
  })

  test('of an account in which there were sessions are ours, of a stranger not', async () => {
    const { rig, installation } = await connected()
    await sessionIn(rig, '2')
    expect(await kinds(installation, ['1', '2', '3'])).toEqual({ ours: ['1', '2'], allKnown: true })
  })

  test('of a stranger cost a look for a while, however many they are and at the same time', async () => {
    const { rig, installation } = await connected()
    await kinds(installation, ['3'])
    const first = calls(rig)
    await Promise.all(Array.from({ length: 50 }, () => kinds(installation, ['1', '3'])))
    expect(calls(rig)).toBe(first)
    later(timing.accountTrust * 2)
    await Promise.all(Array.from({ length: 50 }, () => kinds(installation, ['1', '3'])))
    expect(calls(rig)).toBe(first + 1)
  })

  test('of many strangers are each looked up', async () => {
    const { rig, installation } = await connected()
    const portalIds = Array.from({ length: 24 }, (_, index) => String(100 + index))
    const { allKnown } = await accountsAmong(installation, portalIds, Date.now() + 60_000)
    expect(allKnown).toBe(true)
    expect(rig.botpress.log.calls.filter(({ path }) => path.endsWith('conversations'))).toHaveLength(24)
  })

  test('of an account that was connected since are ours, right after a stranger made us look', async () => {
    const { rig, installation } = await connected()
    await kinds(installation, ['3'])
    later(timing.accountTrust + 1)
    await credentialsState.write(rig, connectedWith('2', 2))
    await sessionIn(rig, '1')
    expect(await kinds(installation, ['2', '3', '1'])).toEqual({ ours: ['2', '1'], allKnown: true })
    expect(installation.memory.credentials?.portalId).toBe('2')
  })

  test('of an account that was a stranger before are ours once it is connected', async () => {
    const { rig, installation } = await connected()
    await kinds(installation, ['2'])
    await credentialsState.write(rig, connectedWith('2', 2))
    later(timing.accountTrust + 1)
    expect(await kinds(installation, ['2'])).toEqual({ ours: ['2'], allKnown: true })
  })

  test.each([
    ['which account is connected', /credentials$/],
    ['whether there were sessions', /conversations$/],
  ])('are asked for again when Botpress cannot say %s, but those that are known', async (_what, path) => {
    const { rig, installation } = await connected()
    await sessionIn(rig, '2')
    later(timing.accountTrust + 1)
    const mend = rig.botpress.faults.add({ method: 'GET', path, status: 500 })
    expect(await kinds(installation, ['1', '2'])).toEqual({ ours: ['1'], allKnown: false })
    expect(await kinds(installation, ['1'])).toEqual({ ours: ['1'], allKnown: true })
    mend()
    expect(await kinds(installation, ['1', '2'])).toEqual({ ours: ['1', '2'], allKnown: true })
  })

  test('of the account that this process remembers make it look now and then', async () => {
    const { rig, installation } = await connected()
    await sessionIn(rig, '1')
    await credentialsState.write(rig, connectedWith('2', 2))
    later(timing.sessionTrust + 1)
    expect(await kinds(installation, ['1'])).toEqual({ ours: ['1'], allKnown: true })
    expect(installation.memory.credentials?.portalId).toBe('2')
  })
})

describe('what is done for a session', () => {
  test('is refused when another account was connected, although this process has not heard of it', async () => {
    const { rig, installation } = await connected()
    const session = await sessionIn(rig, '1')
    await assertServed(installation, session, soon())
    await credentialsState.write(rig, connectedWith('2', 2))
    later(timing.sessionTrust + 1)
    await expect(assertServed(installation, session, soon())).rejects.toThrow(LeftAccountError)
  })

  test('is not refused when its account was connected again', async () => {
    const { rig, installation } = await connected()
    const session = await sessionIn(rig, '2')
    await credentialsState.write(rig, connectedWith('2', 2))
    later(timing.accountTrust + 1)
    await assertServed(installation, session, soon())
  })

  test('is not held up by a Botpress that cannot say', async () => {
    const { rig, installation } = await connected()
    const session = await sessionIn(rig, '1')
    rig.botpress.faults.add({ method: 'GET', path: /credentials$/, status: 500 })
    later(timing.sessionTrust + 1)
    await assertServed(installation, session, soon())
  })

  test('never reaches another account, even when the change is noticed only by a renewal', async () => {
    const { rig, installation } = await connected()
    const here = inAccount(installation, '1')
    nock('https://api.hubapi.com')
      .get(/threads\/77/)
      .matchHeader('authorization', 'Bearer access-1')
      .reply(401, async () => {
        await credentialsState.write(rig, connectedWith('2', 2))
        return {}
      })
    await expect(getThread(here.hubspot, '77', soon())).rejects.toThrow(
      /belongs to HubSpot account 1, and this bot has been connected with account 2 since/,
    )
  })

  test('is over where an account was left: what became of a reply is not shown again and again', async () => {
    const { rig, installation } = await connected()
    await channelState.write(rig, { channelId: '300', webhookUrl: 'https://hooks.example/1' })
    await credentialsState.write(rig, connectedWith('2', 2))
    later(timing.accountTrust + 1)
    await accountsAmong(installation, ['2'], soon())
    await mark(inAccount(installation, '1'), 'message-1', { isDelivered: true }, soon())
    expect(rig.logged.join()).toMatch(/could not be shown in HubSpot\. .*belongs to HubSpot account 1/)
  })

  test('goes on when its account is the one that was connected meanwhile', async () => {
    const { rig, installation } = await connected()
    await credentialsState.write(rig, connectedWith('2', 2))
    nock('https://api.hubapi.com')
      .get(/threads\/77/)
      .matchHeader('authorization', 'Bearer access-2')
      .reply(200, { id: '77', status: 'OPEN' })
    later(timing.accountTrust + 1)
    expect(await getThread(inAccount(installation, '2').hubspot, '77', soon())).toMatchObject({ id: '77' })
  })
})
