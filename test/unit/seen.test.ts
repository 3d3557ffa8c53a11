import { afterEach, describe, expect, test, vi } from 'vitest'
import { recentSession, rememberSession } from '../../core/session/seen'
import type { ThreadName } from '../../core/session/session'
import { changeSession, createSession, findSessions } from '../../core/session/sessions'
import { senderTags } from '../../src/desk/sender'
import { timing } from '../../src/timing'
import { onBotpress } from './botpress-rig'

afterEach(() => {
  vi.useRealTimers()
})

const portalId = '7000001'
const ref = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const thread = (id: string): ThreadName => ({ name: 'threadId', id })

async function withSession() {
  const rig = await onBotpress()
  // Each test is a process of its own, and another one than that which made the session.
  const place = { key: rig.ctx.webhookId, client: rig.client, desk: {} }
  const elsewhere = { ...place, key: 'another process' }
  const created = await createSession(elsewhere, {
    ref,
    account: portalId,
    userId: 'user_1',
    own: {
      inboxId: '1001',
      ...senderTags({ name: 'Kim', deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'user_1' } }),
    },
    escalationKey: 'fingerprint',
  })
  const session = await changeSession(elsewhere, created, { threadId: '77', openedAt: 1 })
  const lookups = () => rig.botpress.log.calls.filter(({ method }) => method === 'GET').length
  return { ...rig, place, session, lookups }
}

describe('a thread’s session', () => {
  test('is looked up once, and known by both names from then on', async () => {
    const { place, session, lookups } = await withSession()
    expect(await findSessions(place, portalId, thread('77'))).toEqual([session])
    expect(await findSessions(place, portalId, thread('77'))).toEqual([session])
    expect(await findSessions(place, portalId, { name: 'ref', id: ref })).toEqual([session])
    expect(lookups()).toBe(1)
  })

  test('is asked for again each time while there is none: it may be about to be made', async () => {
    const { place, lookups } = await withSession()
    for (let time = 0; time < 2; time += 1)
      expect(await findSessions(place, portalId, thread('78'), 'recent')).toEqual([])
    expect(lookups()).toBe(2)
  })

  test('is none once the thread was a stranger’s for longer than an opening takes, for a minute', async () => {
    const { place, lookups } = await withSession()
    const look = () => findSessions(place, portalId, thread('78'), 'recent')
    vi.useFakeTimers({ toFake: ['Date'] })
    await look()
    vi.setSystemTime(Date.now() + timing.openingTimeout + 1)
    await look()
    await look()
    expect(lookups()).toBe(2)
    vi.setSystemTime(Date.now() + timing.threadTrust)
    await look()
    expect(lookups()).toBe(3)
  })

  test('is not looked up again for news that have another source', async () => {
    const { place, lookups } = await withSession()
    for (let time = 0; time < 2; time += 1) await findSessions(place, portalId, thread('78'))
    expect(lookups()).toBe(1)
  })

  test('is looked up again by HubSpot’s name after a minute: agents may have merged threads', async () => {
    const { place, session, lookups } = await withSession()
    vi.useFakeTimers({ toFake: ['Date'] })
    rememberSession(place, session)
    vi.setSystemTime(Date.now() + timing.threadTrust)
    expect(await findSessions(place, portalId, thread('77'))).toEqual([session])
    expect(lookups()).toBe(0)
    expect(await findSessions(place, portalId, thread('77'), 'recent')).toEqual([session])
    expect(lookups()).toBe(1)
  })

  test('of one installation is not that of another', async () => {
    const { place, lookups } = await withSession()
    await findSessions(place, portalId, thread('77'))
    await findSessions({ ...place, key: 'another' }, portalId, thread('77'))
    expect(lookups()).toBe(2)
    expect(recentSession({ key: 'a third' }, 'conv_1')).toBeUndefined()
  })

  test('of one HubSpot account is not that of another, where a thread may have the same ID', async () => {
    const { place, session } = await withSession()
    rememberSession(place, session)
    expect(await findSessions(place, '7000002', thread('77'))).toEqual([])
    expect(await findSessions(place, portalId, thread('77'))).toEqual([session])
  })

  test('is found as it was remembered last', async () => {
    const { place, session } = await withSession()
    rememberSession(place, session)
    rememberSession(place, { ...session, announced: { agent: 'A-501', userId: undefined, supposedAt: undefined } })
    expect(await findSessions(place, portalId, thread('77'))).toMatchObject([{ announced: { agent: 'A-501' } }])
  })
})

describe('what this process has seen of a session', () => {
  test('is trusted for 15 seconds, and then only for which conversation it is', async () => {
    const { place, session, lookups } = await withSession()
    vi.useFakeTimers({ toFake: ['Date'] })
    rememberSession(place, session)
    vi.setSystemTime(Date.now() + 14_999)
    expect(recentSession(place, session.conversationId)).toEqual(session)
    vi.setSystemTime(Date.now() + 1)
    expect(recentSession(place, session.conversationId)).toBeUndefined()
    expect(await findSessions(place, portalId, thread('77'))).toEqual([session])
    expect(lookups()).toBe(0)
  })

  test('is trusted anew when it is seen again', async () => {
    const { place, session } = await withSession()
    vi.useFakeTimers({ toFake: ['Date'] })
    rememberSession(place, session)
    vi.setSystemTime(Date.now() + 60_000)
    rememberSession(place, session)
    expect(recentSession(place, session.conversationId)).toEqual(session)
  })
})
