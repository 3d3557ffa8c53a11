import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { inboxes } from '../../sim/hubspot-stage'
import { timing } from '../../src/timing'
import fc from '../property'
import { store, stored } from '../stage/stored'
import { replyIdOf } from '../stage/tags'
import { type Broken, bodyOf, broken, type Home, real } from './broken-payload'
import { calledFor, changedBy, latestSession, type Named } from './called-for'
import { knock } from './knock'
import { escalated, onStage, type TestStage } from './on-stage'

// On a slow machine a fraction of the time that a webhook has would not do, and a 503 be the right answer.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

const patience = 240_000

/** A stage on which nothing happens by itself, with two sessions that no payload is about: one is heard after each of them. */
async function setUp() {
  const stage = await onStage({ botpress: { schedule: 'manual' } })
  await escalated(stage, { name: 'Sam Roe', email: 'sam@customers.example' })
  const bystander = latestSession(stage)
  await escalated(stage)
  const witness = latestSession(stage)
  const accounts = stored(stage, 'accounts')
  const other = stage.hubspot.accounts(stage.portalId).find(({ inboxId }) => inboxId === inboxes[2].id)
  const fileUrl = stage.hubspot.ui.inlineImage(stage.portalId, {
    name: 'lamp.png',
    content: Buffer.from('a lamp'),
    contentType: 'image/png',
  })
  const home = (session: Named): Home => ({
    portalId: stage.portalId,
    appId: stage.appId,
    session,
    accountId: other?.id ?? '',
    channelId: other?.channelId ?? '',
    fileUrl,
    messageId: randomUUID(),
    foreign: [
      ...Object.values(bystander),
      7_000_099,
      stage.portalId,
      stage.appId,
      stage.hubspot.contacts(stage.portalId)[0]?.id ?? '51',
      stage.bot.botId,
      stage.bot.plugin.endUsers[0]?.id ?? '',
      fileUrl,
      'http://169.254.169.254/latest/meta-data/',
      'V-51',
      'I-1',
    ],
  })
  const mark = () => ({ hubspot: stage.hubspot.log.calls.length, botpress: stage.botpress.log.calls.length })
  return { stage, bystander, witness, home, mark, restoreAccounts: () => store(stage, 'accounts', accounts) }
}

type SetUp = Awaited<ReturnType<typeof setUp>>

/** The process is well: an honest reply gets through. */
async function expectItLives({ stage, witness, home }: SetUp): Promise<void> {
  const messageId = randomUUID()
  const body = real('reply', { ...home(witness), messageId })
  expect(await knock(stage, { body })).toMatchObject({ status: 200 })
  const heard = stage.botpress.messages(witness.conversationId).map(replyIdOf)
  expect(heard.filter((id) => id === messageId)).toHaveLength(1)
}

/** What of the world no webhook may add to. */
const inventory = ({ hubspot, botpress, bot, portalId, appId }: TestStage) => ({
  conversations: botpress.conversations(bot).length,
  threads: hubspot.threads(portalId).length,
  contacts: hubspot.contacts(portalId),
  accounts: hubspot.accounts(portalId),
  channels: hubspot.channels(appId),
})

async function expectOnlyWhatIsCalledFor(set: SetUp, body: unknown, sessions: Named[]): Promise<void> {
  const { stage, mark } = set
  const since = mark()
  const before = inventory(stage)
  const began = Date.now()
  const deliver = () => knock(stage, { body: JSON.stringify(body) })
  const first = await deliver()
  // Where the machine stood still, 503 says rightly that there was no time, and HubSpot delivers again.
  const wasHeldUp = first.status === 503 && Date.now() - began > timing.webhookBudget * 0.9
  expect(wasHeldUp ? await deliver() : first).toMatchObject({ status: 200 })
  const allowed = calledFor(body, stage, sessions)
  expect(changedBy(stage, since).filter((change) => !allowed.has(change))).toEqual([])
  expect(inventory(stage)).toEqual(before)
  await expectItLives(set)
}

describe('with a valid signature', () => {
  test(
    'any JSON is answered 200, and nothing is changed for it',
    async () => {
      const set = await setUp()
      const word = fc.constantFrom(
        'type',
        'portalId',
        'objectId',
        'subscriptionType',
        'occurredAt',
        'message',
        'channelIntegrationThreadIds',
        'OUTGOING_CHANNEL_MESSAGE_CREATED',
        'conversation.deletion',
        String(set.stage.portalId),
        set.witness.threadId,
      )
      const known = fc.dictionary(word, fc.oneof(word, fc.jsonValue(), fc.constant(set.stage.portalId)))
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.jsonValue(), known, fc.array(known)), async (body) => {
          await expectOnlyWhatIsCalledFor(set, body, [set.witness])
        }),
        { numRuns: 250 },
      )
    },
    patience,
  )

  test(
    'a real payload, whatever was done to it, changes nothing that it does not call for',
    async () => {
      const set = await setUp()
      await fc.assert(
        fc.asyncProperty(fc.array(broken, { minLength: 1, maxLength: 3 }), async (parts: Broken[]) => {
          await set.restoreAccounts()
          await escalated(set.stage)
          const session = latestSession(set.stage)
          const bodies = parts.map((part) => bodyOf(part, set.home(session)))
          const body = bodies.length === 1 ? bodies[0] : bodies.flat()
          await expectOnlyWhatIsCalledFor(set, body, [session, set.bystander, set.witness])
        }),
        { numRuns: 200 },
      )
    },
    patience,
  )
})

describe('what is not ours is left alone:', () => {
  const names = ['reply', 'reply-with-files', 'assigned', 'closed', 'deleted', 'reopened', 'account-purged'] as const

  test.each(names)('%s of another account, although it names our session', async (name) => {
    const set = await setUp()
    const since = set.mark()
    const body = real(name, { ...set.home(set.witness), portalId: 7_000_099 })
    expect(await knock(set.stage, { body })).toMatchObject({ status: 200 })
    expect(changedBy(set.stage, since)).toEqual([])
  })

  test.each(names)('%s of a thread or a channel account that nobody here knows', async (name) => {
    const set = await setUp()
    const since = set.mark()
    const stranger = { conversationId: '', threadId: '5999999999', integrationThreadId: randomUUID() }
    const body = real(name, { ...set.home(stranger), accountId: '4999999' })
    expect(await knock(set.stage, { body })).toMatchObject({ status: 200 })
    expect(changedBy(set.stage, since)).toEqual([])
  })

  test.each(names)('%s of ours does change something, so the two above mean something', async (name) => {
    const set = await setUp()
    await escalated(set.stage)
    const session = latestSession(set.stage)
    if (name === 'reopened') await knock(set.stage, { body: real('closed', set.home(session)) })
    const since = set.mark()
    const body = real(name, set.home(session))
    expect(await knock(set.stage, { body })).toMatchObject({ status: 200 })
    const changes = changedBy(set.stage, since)
    expect(changes).not.toEqual([])
    const allowed = calledFor(body, set.stage, [session])
    expect(changes.filter((change) => !allowed.has(change))).toEqual([])
  })
})

describe('what never gets better is not asked for again:', () => {
  const events: [string, Broken['name'], Record<string, unknown>][] = [
    ['an assignment to a name without end', 'assigned', { propertyValue: 'x'.repeat(600) }],
    ['an assignment to what is a path', 'assigned', { propertyValue: '..' }],
    ['a closing at a time that no calendar has', 'closed', { occurredAt: 1e300 }],
    ['a closing at the end of time', 'closed', { occurredAt: 8.64e15 }],
    ['a deletion at a time that no calendar has', 'deleted', { occurredAt: '9e15' }],
  ]
  const replies: [string, Record<string, unknown>][] = [
    ['a shortened reply whose whole text is gone', { truncationStatus: 'TRUNCATED' }],
    ['a shortened reply of a thread that nobody knows', { truncationStatus: 'X', conversationsThreadId: '1' }],
    ['a reply whose ID is empty', { id: '' }],
    ['a late reply whose ID is a path', { id: '..', createdAt: '2026-01-01T00:00:00.000Z' }],
    [
      'a reply whose ID is half a character, and whose author has no end',
      { id: '\ud800', createdBy: 'x'.repeat(600), senders: [] },
    ],
  ]

  test.each(events)('%s', async (_, name, changes) => {
    const set = await setUp()
    await escalated(set.stage)
    const session = latestSession(set.stage)
    const body = [real(name, set.home(session))].flat().map((event) => Object.assign({}, event, changes))
    await expectOnlyWhatIsCalledFor(set, body, [session])
  })

  test.each(replies)('%s', async (_, changes) => {
    const set = await setUp()
    await escalated(set.stage)
    const session = latestSession(set.stage)
    const { message, ...rest } = z.looseObject({ message: z.looseObject({}) }).parse(real('reply', set.home(session)))
    await expectOnlyWhatIsCalledFor(set, { ...rest, message: { ...message, ...changes } }, [session])
    const written = set.stage.hubspot.log.calls.filter(({ method }) => method !== 'GET')
    expect(
      written.filter(({ path }) => /\/messages\/?\.{0,2}\/?$/.test(path)).filter(({ method }) => method !== 'POST'),
    ).toEqual([])
  })
})
