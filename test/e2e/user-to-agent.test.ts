import { expect, test } from 'vitest'
import { clientOf } from '../stage/botpress'
import { addProcess, comments, fromUser, hubspotPath, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const publishing = { method: 'POST', path: hubspotPath.publish }
/** ms between each message of the end user and the one before, without the first message. */
const distances = (stage: TestStage, threadId: string) =>
  fromUser(stage, threadId)
    .slice(1)
    .map(({ createdAt }) => Date.parse(createdAt))
    .flatMap((at, index, all) => (index === 0 ? [] : at - (all[index - 1] ?? at)))

test('texts reach the agent in the name of the end user, in order', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  await user.say('One.')
  await user.say('Two *stars* & <tags>.')
  expect(textsFromUser(stage, thread.id)).toEqual(['One.', 'Two *stars* & <tags>.'])
  expect(fromUser(stage, thread.id).at(-1)?.senders).toMatchObject([
    { name: 'Kim Lee', deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' } },
  ])
  expect(comments(stage, thread.id)).toHaveLength(1)
})

test('each item of a bloc is a message of its own, in order, a millisecond apart', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await user.say({
    type: 'bloc',
    payload: {
      items: [
        { type: 'text', payload: { text: 'Where it is:' } },
        { type: 'location', payload: { latitude: 52.5, longitude: 13.4, title: 'Home', address: 'First Street 1' } },
        { type: 'markdown', payload: { markdown: '**broken**' } },
        { type: 'text', payload: { text: 'Thanks.' } },
      ],
    },
  })
  expect(textsFromUser(stage, thread.id)).toEqual([
    'Where it is:',
    'Home\nFirst Street 1\nhttps://www.google.com/maps/search/?api=1&query=52.5,13.4',
    '**broken**',
    'Thanks.',
  ])
  expect(distances(stage, thread.id)).toEqual([1, 1, 1])
})

test('a long text is split, and no character is cut in half', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const text = '👩‍👩‍👧‍👦🇩🇪'.repeat(2_000)
  await user.say(text)
  const texts = textsFromUser(stage, thread.id)
  expect(texts.length).toBeGreaterThan(1)
  expect(texts.join('')).toBe(text)
  for (const part of texts) expect(part).toMatch(/^(👩‍👩‍👧‍👦|🇩🇪)+$/u)
})

test('a text that HubSpot refuses for its length goes in two halves', async () => {
  const stage = await onStage({ hubspot: { maxTextLength: 1_000 } })
  const { user, thread } = await escalated(stage)
  const text = 'word '.repeat(300).trim()
  await user.say(text)
  expect(textsFromUser(stage, thread.id).join(' ')).toBe(text)
  expect(textsFromUser(stage, thread.id)).toHaveLength(2)
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test.each([
  ['words', 'word '.repeat(4_000).trim(), ' '],
  ['a script without spaces', '请'.repeat(9_000), ''],
])('a text that is far too long for HubSpot is halved until it fits: %s', async (_, text, between) => {
  const stage = await onStage({ hubspot: { maxTextLength: 700 } })
  const { user, thread } = await escalated(stage)
  stage.bot.plugin.repeatDispatch(1)
  await user.say(text)
  expect(textsFromUser(stage, thread.id).join(between)).toBe(text)
  expect(distances(stage, thread.id).every((distance) => distance > 0)).toBe(true)
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('pieces of a message that was broken off are not doubled when it comes again', async () => {
  const stage = await onStage({ hubspot: { maxTextLength: 700 } })
  const { user, thread } = await escalated(stage)
  stage.bot.plugin.repeatDispatch(1)
  // The first attempt breaks off at a piece in the middle.
  stage.hubspot.faults.add({ ...publishing, status: 403, skip: 6, times: 1 })
  const text = 'word '.repeat(600).trim()
  await user.say(text)
  expect(textsFromUser(stage, thread.id).join(' ')).toBe(text)
})

test('what is refused for its length however short it is ends in an error, not in crumbs', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const body = { status: 'error', category: 'VALIDATION_ERROR', message: 'text is too long' }
  stage.hubspot.faults.add({ ...publishing, status: 400, body })
  stage.startCounting()
  await user.say('word '.repeat(1_900).trim())
  expect(textsFromUser(stage, thread.id)).toEqual([])
  expect(stage.calls().hubspot.length).toBeLessThan(20)
  expect(stage.bot.plugin.deliveryFailures).toHaveLength(1)
})

test.each([
  ['a\u0000b\u0007c', 'abc'],
  ['half \ud83d of one', 'half \ufffd of one'],
  ['lines\r\nof\rtext\tkept', 'lines\nof\ntext\tkept'],
])('a text that no system agrees on arrives as what it says: %j', async (text, read) => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await user.say(text)
  expect(textsFromUser(stage, thread.id)).toEqual([read])
})

test.each(['secretword', 'Kim', '400 Elm'])('HubSpot’s error does not repeat what was written: %s', async (text) => {
  const stage = await onStage()
  const { user } = await escalated(stage)
  const message = `Invalid text "${text}": ${text} is not allowed in channel 7`
  stage.hubspot.faults.add({ ...publishing, status: 400, body: { status: 'error', message } })
  await user.say(text)
  const told = stage.bot.plugin.deliveryFailures.map((failure) => failure.message).join()
  expect(told).toContain('is not allowed in channel 7')
  expect(told).not.toContain(text)
  expect(JSON.stringify(stage.logs)).not.toContain(text)
})

test.each([
  ['a page', { status: 200, body: '<html>hold on</html>', headers: { 'content-type': 'text/html' } }],
  ['nothing', { status: 204 }],
])('after %s in place of HubSpot’s answer the message is sent again', async (_, rule) => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.faults.add({ ...publishing, ...rule, times: 1 })
  await user.say('Are you there?')
  expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('halves of a bloc item keep their place before the next item', async () => {
  const stage = await onStage({ hubspot: { maxTextLength: 1_000 } })
  const { user, thread } = await escalated(stage)
  const items = [
    { type: 'text', payload: { text: 'word '.repeat(300).trim() } },
    { type: 'text', payload: { text: 'Bye.' } },
  ]
  await user.say({ type: 'bloc', payload: { items } })
  expect(textsFromUser(stage, thread.id).at(-1)).toBe('Bye.')
  expect(distances(stage, thread.id).every((distance) => distance > 0)).toBe(true)
})

test('a message that Botpress dispatches again is not doubled', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, thread } = await escalated(stage)
  stage.bot.plugin.repeatDispatch(2)
  await user.say('Only once, please.')
  await user.say({
    type: 'bloc',
    payload: { items: ['A', 'B'].map((text) => ({ type: 'text', payload: { text } })) },
  })
  expect(textsFromUser(stage, thread.id)).toEqual(['Only once, please.', 'A', 'B'])
})

test('nor is one that HubSpot answers with 409 when it is repeated', async () => {
  const stage = await onStage({ hubspot: { repeatedIdempotency: 'conflict' } })
  const { user, thread } = await escalated(stage)
  stage.bot.plugin.repeatDispatch(1)
  stage.hubspot.faults.add({ ...publishing, drop: 'after', times: 1 })
  await user.say('Only once, please.')
  expect(textsFromUser(stage, thread.id)).toEqual(['Only once, please.'])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('nor are the halves of one that was too long', async () => {
  const stage = await onStage({ hubspot: { maxTextLength: 1_000 } })
  const { user, thread } = await escalated(stage)
  stage.bot.plugin.repeatDispatch(1)
  await user.say('word '.repeat(300).trim())
  expect(textsFromUser(stage, thread.id)).toHaveLength(2)
})

test.each([
  { what: 'a lost connection', rule: { drop: 'before' as const } },
  { what: 'a lost answer', rule: { drop: 'after' as const } },
  { what: 'a 503', rule: { status: 503 } },
  { what: 'a 429', rule: { status: 429, headers: { 'retry-after': '0' } } },
  { what: 'a 423', rule: { status: 423 } },
])('after $what the message is there, once', async ({ rule }) => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.faults.add({ ...publishing, ...rule, times: 2 })
  await user.say('Are you there?')
  expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('when HubSpot refuses a message, the bot owner reads what failed and what to do', async () => {
  const stage = await onStage()
  const { user } = await escalated(stage)
  stage.hubspot.ui.purgeAccount(stage.hubspot.accounts(stage.portalId)[0]?.id ?? '')
  await stage.settled()
  await user.say('Are you there?')
  expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
    expect.stringMatching(/A message of the end user did not reach HubSpot.*(Save|save) the/),
  ])
})

test('when HubSpot stays down, the error says so after its time is over', async () => {
  const stage = await onStage()
  const { user } = await escalated(stage)
  stage.hubspot.faults.add({ ...publishing, status: 503 })
  await user.say('Are you there?')
  expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
    expect.stringMatching(/did not reach HubSpot.*503.*Try again in a moment/),
  ])
})

test('a message into a conversation that is no session of ours is an error, and nothing is published', async () => {
  const stage = await onStage()
  const { user } = await escalated(stage)
  const id = user.session?.downstreamConversationId ?? ''
  await clientOf(stage).updateConversation({ id, tags: { integrationThreadId: '' } })
  stage.startCounting()
  await user.say('Are you there?')
  expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message).join()).toMatch(
    /not a session of this integration/,
  )
  expect(stage.calls().hubspot).toEqual([])
})

test('a conflict that is none with an earlier attempt is no delivery: Botpress is told', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const body = { status: 'error', category: 'CONFLICT', message: 'The channel account is being updated' }
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.publish, status: 409, times: 1, body })
  await user.say('Do not lose me.')
  expect(textsFromUser(stage, thread.id)).toEqual([])
  expect(stage.bot.plugin.deliveryFailures).toMatchObject([
    { message: expect.stringMatching(/did not reach HubSpot\. HubSpot answered 409/) },
  ])
})
