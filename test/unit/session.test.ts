import { describe, expect, test } from 'vitest'
import {
  createSession,
  lookUpSessions,
  type NewSession,
  readSession,
  releaseEscalation,
  type Session,
  sessionFrom,
  updateSession,
} from '../../core/session/session'
import { conversationTags } from '../../definitions/tags'
import { onBotpress } from './botpress-rig'

const start: NewSession = {
  integrationThreadId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  portalId: '7000001',
  inboxId: '1001',
  userId: 'user_1',
  sender: { name: 'Kim Lee', deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' } },
  contactId: '51',
  escalationKey: 'fingerprint-1',
}
const another = { ...start, integrationThreadId: 'a81bc81b-dead-4e5d-abff-90865d1e13b1' }

describe('a new session', () => {
  test('has what it started with, and nothing has happened yet', async () => {
    const { client } = await onBotpress()
    const session = await createSession(client, start)
    const { escalationKey, ...given } = start
    expect(session).toMatchObject({
      ...given,
      hubspotThreadId: undefined,
      openedAt: undefined,
      assignment: { agent: undefined, at: 0 },
      announced: undefined,
      end: undefined,
      plugin: { isTakenUp: false, hasAgent: false, hasStopped: false },
      reopenNoted: false,
      owesCatchUp: false,
      owesHistory: false,
      replying: undefined,
    })
    expect(Math.abs(Date.now() - session.createdAt)).toBeLessThan(60_000)
    expect(await readSession(client, session.conversationId)).toEqual(session)
  })

  test('needs no contact, and its name is cut to what a tag holds', async () => {
    const { client } = await onBotpress()
    const sender = { ...start.sender, name: 'x'.repeat(600) }
    const session = await createSession(client, { ...start, sender, contactId: undefined })
    expect(session.contactId).toBeUndefined()
    expect(session.sender.name).toHaveLength(500)
  })

  test('is the open one when the same escalation comes again', async () => {
    const { client, botpress } = await onBotpress()
    const first = await createSession(client, start)
    expect(await createSession(client, another)).toEqual(first)
    expect(botpress.conversations()).toHaveLength(1)
  })

  test('is another one for another escalation, after the end, and after a release', async () => {
    const { client } = await onBotpress()
    const first = await createSession(client, start)
    const other = await createSession(client, { ...another, escalationKey: 'fingerprint-2' })
    await updateSession(client, first, { end: { at: 5, stoppedAt: 8, by: 'agent' } })
    const afterEnd = await createSession(client, another)
    await releaseEscalation(client, afterEnd.conversationId)
    const afterRelease = await createSession(client, another)
    const ids = [first, other, afterEnd, afterRelease].map(({ conversationId }) => conversationId)
    expect(new Set(ids).size).toBe(4)
  })
})

describe('a change', () => {
  const changes = {
    hubspotThreadId: '77',
    openedAt: 1_000,
    failedAt: 900,
    assignment: { agent: 'A-501', at: 2_000 },
    announced: { agent: 'A-501', supposedAt: 1_500 },
    end: { at: 3_000, stoppedAt: 3_000, by: 'bot' as const },
    reopenNoted: true,
    owesCatchUp: true,
    owesHistory: true,
    replying: { messageId: 'a message\nof 3', writtenAt: 1_000, until: 3_500, parts: 2 },
  }

  test('of everything is read again as it was written, by any process', async () => {
    const { client } = await onBotpress()
    const session = await createSession(client, start)
    const updated = await updateSession(client, session, changes)
    expect(updated).toEqual({ ...session, ...changes, updatedAt: expect.any(Number) })
    expect(await readSession(client, session.conversationId)).toEqual({ ...updated, updatedAt: expect.any(Number) })
  })

  test.each(Object.entries(changes))('of %s alone leaves the rest', async (name, value) => {
    const { client } = await onBotpress()
    const session = await createSession(client, start)
    await updateSession(client, session, { [name]: value })
    expect(await readSession(client, session.conversationId)).toEqual({
      ...session,
      [name]: value,
      updatedAt: expect.any(Number),
    })
  })

  test('may take the agent away', async () => {
    const { client } = await onBotpress()
    const session = await createSession(client, start)
    await updateSession(client, session, { assignment: { agent: 'A-501', at: 1_000 } })
    await updateSession(client, session, { assignment: { agent: undefined, at: 2_000 } })
    expect((await readSession(client, session.conversationId))?.assignment).toEqual({ agent: undefined, at: 2_000 })
  })

  test('of one thing does not undo what another process wrote', async () => {
    const { client } = await onBotpress()
    const session = await createSession(client, start)
    await Promise.all([
      updateSession(client, session, { hubspotThreadId: '77' }),
      updateSession(client, session, { announced: { agent: 'A-501', supposedAt: undefined } }),
    ])
    expect(await readSession(client, session.conversationId)).toMatchObject({
      hubspotThreadId: '77',
      announced: { agent: 'A-501', supposedAt: undefined },
    })
  })
})

describe('a thread', () => {
  test('is found by our name and by HubSpot’s', async () => {
    const { client } = await onBotpress()
    const session = await createSession(client, start)
    const opened: Session = await updateSession(client, session, { hubspotThreadId: '77', openedAt: 1 })
    expect(await lookUpSessions(client, '7000001', 'hubspotThreadId', '77')).toEqual([opened])
    expect(await lookUpSessions(client, '7000001', 'integrationThreadId', start.integrationThreadId)).toEqual([opened])
  })

  test('of nobody’s or of another HubSpot account is not found, and nothing is made for it', async () => {
    const { client, botpress } = await onBotpress()
    const session = await createSession(client, start)
    await updateSession(client, session, { hubspotThreadId: '77', openedAt: 1 })
    expect(await lookUpSessions(client, '7000001', 'hubspotThreadId', '7')).toEqual([])
    expect(await lookUpSessions(client, '7000002', 'hubspotThreadId', '77')).toEqual([])
    expect(botpress.conversations()).toHaveLength(1)
  })
})

describe('a conversation', () => {
  const tags = {
    integrationThreadId: start.integrationThreadId,
    portalId: '7000001',
    inboxId: '1001',
    userId: 'user_1',
    senderType: 'CHANNEL_SPECIFIC_OPAQUE_ID',
  }
  const conversation = { id: 'conv_1', createdAt: '2026-11-20T10:00:00.000Z', updatedAt: '2026-11-20T10:00:00.000Z' }

  test.each(Object.keys(tags))('without %s is none of ours', (name) => {
    expect(sessionFrom({ ...conversation, tags: { ...tags, [name]: undefined } })).toBeUndefined()
    expect(sessionFrom({ ...conversation, tags: { ...tags, [name]: '' } })).toBeUndefined()
  })

  test('with tags of others and unreadable times is still read', () => {
    const strange = { openedAt: 'soon', endedAt: '', assignedAt: 'NaN', 'hitl#upstream': 'conv_0' }
    expect(sessionFrom({ ...conversation, tags: { ...tags, ...strange } })).toMatchObject({
      openedAt: undefined,
      end: undefined,
      assignment: { at: 0 },
    })
  })

  test.each([
    ['upstream', 'isTakenUp'],
    ['humanAgentId', 'hasAgent'],
    ['hitlEndReason', 'hasStopped'],
  ] as const)('with the hitl plugin’s tag %s shows that it %s, whatever the plugin is called', (tag, trace) => {
    const marked = { ...tags, [`anything#${tag}`]: 'something' }
    expect(sessionFrom({ ...conversation, tags: marked })?.plugin[trace]).toBe(true)
    expect(sessionFrom({ ...conversation, tags: { ...tags, [`anything#${tag}`]: '' } })?.plugin[trace]).toBe(false)
    expect(sessionFrom({ ...conversation, tags })?.plugin[trace]).toBe(false)
  })

  test('is several where agents merged threads', async () => {
    const { client } = await onBotpress()
    const one = await createSession(client, start)
    const other = await createSession(client, { ...another, escalationKey: 'fingerprint-2' })
    for (const session of [one, other]) await updateSession(client, session, { hubspotThreadId: '77' })
    expect(await lookUpSessions(client, '7000001', 'hubspotThreadId', '77')).toHaveLength(2)
  })

  test('has only tags that the definition declares', async () => {
    const { client, botpress } = await onBotpress()
    await createSession(client, start)
    const names = Object.keys(botpress.conversations()[0]?.tags ?? {})
    expect(Object.keys(conversationTags)).toEqual(expect.arrayContaining(names))
  })
})
