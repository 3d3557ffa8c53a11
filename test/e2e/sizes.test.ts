import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { onTheWeb } from '../stage/botpress'
import { said } from '../stage/chat'
import { latestSession } from './called-for'
import { appEvent, knock, writes } from './knock'
import { comments, fromUser, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { dana } from './talking'

// What takes long on a slow machine is no fault here.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '30'
})

const patience = 120_000
const MB = 1_000_000
const still = () => onStage({ botpress: { schedule: 'manual' } })

/** Lets what waits for its time happen now. */
async function hurry(stage: TestStage): Promise<void> {
  await stage.settled()
  await stage.botpress.runScheduled()
  await stage.settled()
}

/** A reply of Dana's as HubSpot tells of it. */
function reply(stage: TestStage, message: Record<string, unknown>) {
  const { integrationThreadId, threadId } = latestSession(stage)
  return {
    type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
    portalId: String(stage.portalId),
    channelIntegrationThreadIds: [integrationThreadId],
    message: {
      id: randomUUID(),
      type: 'MESSAGE',
      conversationsThreadId: threadId,
      createdAt: new Date().toISOString(),
      createdBy: `A-${dana}`,
      senders: [{ actorId: `A-${dana}` }],
      attachments: [],
      direction: 'OUTGOING',
      truncationStatus: 'NOT_TRUNCATED',
      ...message,
    },
  }
}

describe('a body of 1 MB', () => {
  test(
    'that is an honest reply is delivered, whole',
    async () => {
      const stage = await still()
      const { user } = await escalated(stage)
      const text = 'Hello Kim. '.repeat(MB / 11).trim()
      expect(await knock(stage, { body: reply(stage, { text }) })).toMatchObject({ status: 200 })
      await hurry(stage)
      expect(said(user)).toEqual([text])
    },
    patience,
  )

  test(
    'that is a hundred events, as many as HubSpot puts into one webhook, is handled',
    async () => {
      const stage = await still()
      const { user, thread } = await escalated(stage)
      const ballast = { sourceId: 'x'.repeat(MB / 100) }
      const strangers = Array.from({ length: 99 }, (_, number) =>
        appEvent(stage, String(5_900_000_000 + number), ballast),
      )
      const body = [...strangers, appEvent(stage, thread.id, ballast)]
      expect(await knock(stage, { body })).toMatchObject({ status: 200 })
      await hurry(stage)
      expect(user.session?.active).toBe(false)
    },
    patience,
  )

  test.each([
    ['one long text', () => JSON.stringify('x'.repeat(MB))],
    ['many numbers', () => JSON.stringify(Array.from({ length: MB / 2 }, () => 7))],
    ['lists in lists', () => `${'['.repeat(5_000)}"${'x'.repeat(MB)}"${']'.repeat(5_000)}`],
    [
      'an object of many fields',
      () => JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`field-${n}`, n]))),
    ],
  ])(
    'of JSON that says nothing (%s) is answered 200, and nothing is written',
    async (_, body) => {
      const stage = await still()
      stage.startCounting()
      expect(await knock(stage, { body: body() })).toMatchObject({ status: 200 })
      expect(stage.calls()).toEqual({ hubspot: [], botpress: [] })
    },
    patience,
  )

  test.each([
    ['that ends too early', () => `[${'{"type":"x"},'.repeat(MB / 13)}`],
    ['of opened brackets', () => '['.repeat(MB)],
    ['of zero bytes', () => '\u0000'.repeat(MB)],
  ])(
    '%s is no JSON and answered 400',
    async (_, body) => {
      const stage = await still()
      stage.startCounting()
      expect(await knock(stage, { body: body() })).toMatchObject({ status: 400 })
      expect(stage.calls()).toEqual({ hubspot: [], botpress: [] })
    },
    patience,
  )

  test(
    'that nobody signed is answered 401, and nobody is asked',
    async () => {
      const stage = await still()
      await escalated(stage)
      const body = JSON.stringify(reply(stage, { text: 'x'.repeat(MB) }))
      stage.startCounting()
      const headers = { 'x-hubspot-signature-v3': undefined }
      expect(await knock(stage, { body, headers })).toMatchObject({ status: 401 })
      expect(stage.calls()).toEqual({ hubspot: [], botpress: [] })
    },
    patience,
  )
})

test(
  '5,000 events of strangers in one webhook are answered, change nothing, and do not keep ours from being handled',
  async () => {
    const stage = await still()
    const { user, thread } = await escalated(stage)
    stage.startCounting()
    const strangers = Array.from({ length: 5_000 }, (_, number) => appEvent(stage, String(5_900_000_000 + number)))
    expect(await knock(stage, { body: strangers })).toMatchObject({ status: 200 })
    expect(writes(stage.calls())).toEqual([])
    expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 200 })
    await hurry(stage)
    expect(user.session?.active).toBe(false)
  },
  patience,
)

test(
  'a history of 10,000 messages is handed over: the newest of them, and how many were left out',
  async () => {
    const stage = await still()
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    for (let number = 1; number <= 10_000; number += 1) user.botSays(`message ${number} ✅ ${'لا'.repeat(number % 50)}`)
    await user.escalate({ title: 'A broken lamp', messageHistoryLimit: 20_000 })
    expect(user.session?.active).toBe(true)
    const [comment, ...others] = comments(stage, latestSession(stage).threadId)
    expect(others).toEqual([])
    const lines = comment?.text.split('\n') ?? []
    const leftOut = Number(/^\((\d+) earlier messages were left out\)$/.exec(lines[1] ?? '')?.[1])
    expect(lines.slice(2).map((line) => Number(/^Bot: message (\d+) ✅/.exec(line)?.[1]))).toEqual(
      Array.from({ length: 10_000 - leftOut }, (_, index) => leftOut + index + 1),
    )
    expect(comment?.text.length).toBeLessThanOrEqual(20_000)
  },
  patience,
)

/** 64 KB without a space to lose, in characters of which each is several units. */
const scripts = [
  ['emoji', '👩‍👩‍👧‍👦🇩🇪👍🏽'],
  ['combined letters', 'e\u0323\u0301\u0e01\u0e47\u0928\u093f'],
  ['right-to-left text', '\u05e9\u05c1\u05b8\u05dc\u0645\u064e\u0631\u0652'],
  ['plain letters', 'abcdefgh'],
] as const
const kilobytes64 = (unit: string) => unit.repeat(Math.ceil(65_536 / unit.length))
/** Where characters as a reader sees them begin. */
const beginnings = (unit: string) =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(unit)].map(({ index }) => index)

/** Parts that make up the text, none of which begins inside a character. */
function expectWhole(parts: string[], text: string, unit: string): void {
  expect(parts.join('') === text).toBe(true)
  const starts = parts.map((_, index) => parts.slice(0, index).join('').length % unit.length)
  expect(starts.filter((start) => !beginnings(unit).includes(start))).toEqual([])
}

describe.each(scripts)('a message of 64 KB in %s', (_, unit) => {
  const text = kilobytes64(unit)

  test(
    'reaches the agent with nothing lost, and is cut at no half character',
    async () => {
      const stage = await still()
      const { user, thread } = await escalated(stage)
      await user.say(text)
      const parts = textsFromUser(stage, thread.id)
      expect(parts.length).toBeGreaterThan(1)
      expectWhole(parts, text, unit)
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    },
    patience,
  )

  test(
    'that HubSpot takes only in small pieces still arrives whole',
    async () => {
      const stage = await onStage({ botpress: { schedule: 'manual' }, hubspot: { maxTextLength: 5_600 } })
      const { user, thread } = await escalated(stage)
      await user.say(text)
      const parts = textsFromUser(stage, thread.id)
      expectWhole(parts, text, unit)
    },
    patience,
  )

  test(
    'reaches the end user with nothing lost, although HubSpot shortens it in its webhook',
    async () => {
      const stage = await still()
      const { user, thread } = await escalated(stage)
      stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text })
      await hurry(stage)
      expect(said(user).join('') === text).toBe(true)
    },
    patience,
  )
})

const names = [
  ['path separators', '../../etc/pass\\wd/lamp'],
  ['control characters', 'la\u0000mp\r\n\u001b[2J\u007f lamp'],
  ['characters that turn the direction', 'lamp\u202egpj\u2066 lamp'],
  ['300 characters', `lamp ${'n'.repeat(300)}`],
  ['emoji for 300 characters', `lamp ${'👍'.repeat(150)}`],
] as const
/** Without separators, control and direction characters and half characters, and no longer than file systems take. */
const safe = /^(?!\.)[^/\\\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]{1,120}$/u

describe.each(names)('a file whose name has %s', (_, name) => {
  const content = Buffer.from('a lamp')

  test('of the end user is kept in HubSpot under a safe name that is still told by', async () => {
    const stage = await still()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'upload.png', content, contentType: 'image/png' })
    await user.say({ type: 'image', payload: { imageUrl: url, title: `${name}.png` } })
    const ids = fromUser(stage, thread.id)
      .at(-1)
      ?.attachments.map(({ fileId }) => fileId)
    const [file] = stage.hubspot.files(stage.portalId)
    expect(ids).toEqual([file?.id])
    expect(`${file?.name}.${file?.extension}`).toMatch(safe)
    expect(file).toMatchObject({ name: expect.stringContaining('lamp'), extension: 'png' })
  })

  test('of the agent is kept in Botpress under a safe name that is still told by', async () => {
    const stage = await still()
    const { user, thread } = await escalated(stage)
    stage.hubspot.ui.reply({
      threadId: thread.id,
      agent: dana,
      attachments: [{ name: `${name}.png`, content, contentType: 'image/png' }],
    })
    await hurry(stage)
    expect(user.transcript.filter(({ from }) => from === 'agent').map(({ type }) => type)).toEqual(['image'])
    const kept = stage.botpress.files().map(({ key }) => /^hubspot-inbox-hitl\/[^/]+\/[^/]+\/(.*)$/s.exec(key)?.[1])
    expect(kept).toEqual([expect.stringMatching(safe)])
    expect(kept).toEqual([expect.stringMatching(/lamp.*\.png$/)])
    // What webchat shows: a name as people write it, only without what they cannot see.
    const [shown] = user.transcript.flatMap(({ payload }) => ('title' in payload ? [payload.title] : []))
    expect(shown).toMatch(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]{1,350}$/u)
    expect(shown).toMatch(/lamp.*\.png$/)
  })
})

test('a name that is too long ends in no half character', async () => {
  const stage = await still()
  const { thread } = await escalated(stage, { name: `${'a'.repeat(198)}😀😀` })
  const [first] = stage.hubspot.messages(thread.id)
  expect(first).toMatchObject({ senders: [{ name: `${'a'.repeat(198)}…` }] })
})
