import { describe, expect, test } from 'vitest'
import type { Place } from '../../core/installation'
import { isOfBot, type NewSession, type Session, type SessionChanges } from '../../core/session/session'
import {
  changeSession,
  createSession,
  findSessions,
  hasSessionsIn,
  readSession,
  releaseEscalation,
} from '../../core/session/sessions'
import { sessionFrom } from '../../core/session/tags'
import { conversationTags } from '../../definitions/tags'
import { inboxOf, senderOf, senderTags } from '../../src/desk/sender'
import { onBotpress } from './botpress-rig'
import { sessionAs } from './session-fixture'

/** A process of its own each time: nothing is remembered there. */
async function onDesk(desk: Place['desk'] = {}) {
  const { client, botpress } = await onBotpress()
  let processes = 0
  const another = (): Place => {
    processes += 1
    return { key: `${botpress.url} ${processes}`, client, desk }
  }
  return { place: another(), another, botpress, client }
}

const sender = {
  name: 'Kim Lee',
  deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' },
} as const
const start: NewSession = {
  ref: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  account: '7000001',
  userId: 'user_1',
  own: { inboxId: '1001', contactId: '51', ...senderTags(sender) },
  escalationKey: 'fingerprint-1',
}
const second = { ...start, ref: 'a81bc81b-dead-4e5d-abff-90865d1e13b1' }

describe('a new session', () => {
  test('has what it started with, and nothing has happened yet', async () => {
    const { place } = await onDesk()
    const session = await createSession(place, start)
    const { escalationKey, own, ...given } = start
    expect(session).toMatchObject({
      ...given,
      tags: own,
      threadId: undefined,
      openedAt: undefined,
      assignment: { agent: undefined, at: 0 },
      announced: undefined,
      end: undefined,
      plugin: { isTakenUp: false, hasAgent: false, hasStopped: false, isLeft: false },
      reopenNoted: false,
      owesCatchUp: false,
      owesHistory: false,
      owesErrands: [],
      replying: undefined,
    })
    expect(Math.abs(Date.now() - session.createdAt)).toBeLessThan(60_000)
    expect(await readSession(place, session.conversationId)).toEqual(session)
    expect(senderOf(session)).toEqual(sender)
    expect(inboxOf(session)).toBe('1001')
  })

  test('needs no contact, and its name is cut to what a tag holds', async () => {
    const { place } = await onDesk()
    const own = { ...start.own, ...senderTags({ ...sender, name: 'x'.repeat(600) }), contactId: undefined }
    const session = await createSession(place, { ...start, own })
    expect(session.tags.contactId).toBeUndefined()
    expect(senderOf(session).name).toHaveLength(500)
  })

  test('whose sender nobody knows is the end user, as we call them', () => {
    const session = sessionAs({ tags: {} })
    expect(senderOf(session)).toEqual({
      name: '',
      deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: session.userId },
    })
  })

  test('is the open one when the same escalation comes again', async () => {
    const { place, botpress } = await onDesk()
    const first = await createSession(place, start)
    expect(await createSession(place, second)).toEqual(first)
    expect(botpress.conversations()).toHaveLength(1)
  })

  test('is another one for another escalation, after the end, and after a release', async () => {
    const { place } = await onDesk()
    const first = await createSession(place, start)
    const other = await createSession(place, { ...second, escalationKey: 'fingerprint-2' })
    await changeSession(place, first, { end: { at: 5, stoppedAt: 8, reason: 'agent' } })
    const afterEnd = await createSession(place, second)
    await releaseEscalation(place, afterEnd.conversationId)
    const afterRelease = await createSession(place, second)
    const ids = [first, other, afterEnd, afterRelease].map(({ conversationId }) => conversationId)
    expect(new Set(ids).size).toBe(4)
  })
})

describe('a change', () => {
  const changes = {
    threadId: '77',
    openedAt: 1_000,
    failedAt: 900,
    assignment: { agent: 'A-501', at: 2_000 },
    announced: { agent: 'A-501', userId: 'user_2', supposedAt: 1_500 },
    end: { at: 3_000, stoppedAt: 3_000, reason: 'bot' },
    reopenNoted: true,
    owesCatchUp: true,
    owesHistory: true,
    owesErrands: ['assign', 'ticket'],
    replying: { messageId: 'a message\nof 3', writtenAt: 1_000, until: 3_500, parts: 2 },
  } satisfies SessionChanges

  test('of everything is read again as it was written, by any process', async () => {
    const { place, another } = await onDesk()
    const session = await createSession(place, start)
    const updated = await changeSession(place, session, changes)
    expect(updated).toEqual({ ...session, ...changes, tags: expect.any(Object), updatedAt: expect.any(Number) })
    expect(await readSession(another(), session.conversationId)).toEqual({
      ...updated,
      updatedAt: expect.any(Number),
    })
  })

  test.each(Object.entries(changes))('of %s alone leaves the rest', async (name, value) => {
    const { place } = await onDesk()
    const session = await createSession(place, start)
    await changeSession(place, session, { [name]: value })
    expect(await readSession(place, session.conversationId)).toEqual({
      ...session,
      [name]: value,
      tags: expect.objectContaining(start.own),
      updatedAt: expect.any(Number),
    })
  })

  test('of the desk’s own tags is found there, beside what was there before', async () => {
    const { place } = await onDesk()
    const session = await createSession(place, start)
    const changed = await changeSession(place, session, { own: { contactId: '52', inboxId: undefined } })
    expect(changed.tags).toMatchObject({ ...start.own, contactId: '52' })
    expect(await readSession(place, session.conversationId)).toEqual(changed)
  })

  test('may take the agent away', async () => {
    const { place } = await onDesk()
    const session = await createSession(place, start)
    await changeSession(place, session, { assignment: { agent: 'A-501', at: 1_000 } })
    await changeSession(place, session, { assignment: { agent: undefined, at: 2_000 } })
    expect((await readSession(place, session.conversationId))?.assignment).toEqual({ agent: undefined, at: 2_000 })
  })

  test('of one thing does not undo what another process wrote', async () => {
    const { place } = await onDesk()
    const session = await createSession(place, start)
    await Promise.all([
      changeSession(place, session, { threadId: '77' }),
      changeSession(place, session, { announced: { agent: 'A-501', userId: undefined, supposedAt: undefined } }),
    ])
    expect(await readSession(place, session.conversationId)).toMatchObject({
      threadId: '77',
      announced: { agent: 'A-501', userId: undefined, supposedAt: undefined },
    })
  })
})

describe('a thread', () => {
  test('is found by our name and by HubSpot’s', async () => {
    const { place, another } = await onDesk()
    const session = await createSession(place, start)
    const opened: Session = await changeSession(place, session, { threadId: '77', openedAt: 1 })
    expect(await findSessions(another(), '7000001', { name: 'threadId', id: '77' })).toEqual([opened])
    expect(await findSessions(another(), '7000001', { name: 'ref', id: start.ref })).toEqual([opened])
  })

  test('of nobody’s or of another HubSpot account is not found, and nothing is made for it', async () => {
    const { place, another, botpress } = await onDesk()
    const session = await createSession(place, start)
    await changeSession(place, session, { threadId: '77', openedAt: 1 })
    expect(await findSessions(another(), '7000001', { name: 'threadId', id: '7' })).toEqual([])
    expect(await findSessions(another(), '7000002', { name: 'threadId', id: '77' })).toEqual([])
    expect(botpress.conversations()).toHaveLength(1)
  })
})

describe('a conversation', () => {
  const tags = { ref: start.ref, account: '7000001', userId: 'user_1' }
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

  test.each([
    ['patient-used-termination-command', true],
    ['agent-closed-ticket', false],
    ['', false],
  ])('with the end reason %j of the hitl plugin’s shows whether the end user left: %j', (reason, isLeft) => {
    const marked = { ...tags, 'hitl#hitlEndReason': reason }
    expect(sessionFrom({ ...conversation, tags: marked })?.plugin.isLeft).toBe(isLeft)
  })

  test.each([
    ['agent', 'agent', false],
    ['user', 'user', true],
    ['bot', 'bot', true],
    ['missed', 'missed', false],
    ['idle', 'idle', false],
    ['deleted', 'deleted', false],
    [undefined, 'agent', false],
    ['what a later version may write', 'agent', false],
  ])('that ended by %j did so by %s, on the bot’s side: %j', (endReason, reason, isTheBots) => {
    const session = sessionFrom({ ...conversation, tags: { ...tags, endedAt: '5', endReason } })
    expect(session?.end).toEqual({ at: 5, stoppedAt: 5, reason })
    expect(session?.end && isOfBot(session.end)).toBe(isTheBots)
  })

  test('is several where agents merged threads', async () => {
    const { place, another } = await onDesk()
    const one = await createSession(place, start)
    const other = await createSession(place, { ...second, escalationKey: 'fingerprint-2' })
    for (const session of [one, other]) await changeSession(place, session, { threadId: '77' })
    expect(await findSessions(another(), '7000001', { name: 'threadId', id: '77' })).toHaveLength(2)
  })

  test('has only tags that the definition declares', async () => {
    const { place, botpress } = await onDesk()
    await createSession(place, start)
    const names = Object.keys(botpress.conversations()[0]?.tags ?? {})
    expect(Object.keys(conversationTags)).toEqual(expect.arrayContaining(names))
  })
})

test('an account is known to have had a session once there was one', async () => {
  const { place } = await onDesk()
  expect(await hasSessionsIn(place, '7000001')).toBe(false)
  await createSession(place, start)
  expect(await hasSessionsIn(place, '7000001')).toBe(true)
  expect(await hasSessionsIn(place, '7000002')).toBe(false)
})
