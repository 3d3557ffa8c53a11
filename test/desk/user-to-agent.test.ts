import { describe, expect, test } from 'vitest'
import { disown } from '../stage/tags'
import { addProcess, fromUser, notes, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

/** ms between each message of the end user and the one before, without the first message. */
const distances = (stage: DeskStage, threadId: string) =>
  fromUser(stage, threadId)
    .slice(1)
    .flatMap(({ at }, index, all) => (index === 0 ? [] : at - (all[index - 1]?.at ?? at)))

describe.each(seats)('$name', ({ name, onStage, lacks, freshMs }) => {
  test('texts reach the agent in the name of the end user, in order', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
    await user.say('One.')
    await user.say('Two *stars* & <tags>.')
    expect(textsFromUser(stage, thread.id)).toEqual(['One.', 'Two *stars* & <tags>.'])
    expect(fromUser(stage, thread.id).at(-1)?.name).toBe('Kim Lee')
    expect(notes(stage, thread.id)).toEqual([])
  })

  test('each item of a bloc is a message of its own, in order', async () => {
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

  test('a text that the desk refuses for its length goes in two halves', async () => {
    const stage = await onStage({ textMax: 1_000 })
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
  ])('a text that is far too long for the desk is halved until it fits: %s', async (_, text, between) => {
    const stage = await onStage({ textMax: 700 })
    const { user, thread } = await escalated(stage)
    stage.bot.plugin.repeatDispatch(1)
    await user.say(text)
    expect(textsFromUser(stage, thread.id).join(between)).toBe(text)
    expect(distances(stage, thread.id).every((distance) => distance > 0)).toBe(true)
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('pieces of a message that was broken off are not doubled when it comes again', async () => {
    const stage = await onStage({ textMax: 700 })
    const { user, thread } = await escalated(stage)
    stage.bot.plugin.repeatDispatch(1)
    // The first attempt breaks off at a piece in the middle.
    stage.desk.break('send', { status: 403, skip: 6, times: 1 })
    const text = 'word '.repeat(600).trim()
    await user.say(text)
    expect(textsFromUser(stage, thread.id).join(' ')).toBe(text)
  })

  test('what is refused for its length however short it is ends in an error, not in crumbs', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.break('send', { status: 400, says: 'text is too long' })
    stage.startCounting()
    await user.say('word '.repeat(1_900).trim())
    expect(textsFromUser(stage, thread.id)).toEqual([])
    expect(stage.calls().desk.length).toBeLessThan(20)
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

  test.each(['secretword', 'Kim', '400 Elm'])('the desk’s error does not repeat what was written: %s', async (text) => {
    const stage = await onStage()
    const { user } = await escalated(stage)
    const message = `Invalid text "${text}": ${text} is not allowed in channel 7`
    stage.desk.break('send', { status: 400, says: message })
    await user.say(text)
    const told = stage.bot.plugin.deliveryFailures.map((failure) => failure.message).join()
    expect(told).toContain(lacks.has('words') ? 'not allowed' : 'is not allowed in channel 7')
    expect(told).not.toContain(text)
    expect(JSON.stringify(stage.logs)).not.toContain(text)
  })

  test.each([
    {
      what: 'a page',
      rule: { status: 200, body: '<html>hold on</html>', headers: { 'content-type': 'text/html' } },
    },
    // Where that is what the desk answers, nobody could tell.
    ...(lacks.has('receipt') ? [] : [{ what: 'nothing', rule: { status: 204 } }]),
  ])('after $what in place of the desk’s answer the message is sent again', async ({ rule }) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.break('send', { ...rule, times: 1 })
    await user.say('Are you there?')
    expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('halves of a bloc item keep their place before the next item', async () => {
    const stage = await onStage({ textMax: 1_000 })
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
    // A desk that does not recognise it is looked at for what may have come before, which nothing does within a moment.
    if (lacks.has('repeatKey')) stage.bot.plugin.messageDelayMs = freshMs * 1.2
    stage.bot.plugin.repeatDispatch(2)
    await user.say('Only once, please.')
    await user.say({
      type: 'bloc',
      payload: { items: ['A', 'B'].map((text) => ({ type: 'text', payload: { text } })) },
    })
    expect(textsFromUser(stage, thread.id)).toEqual(['Only once, please.', 'A', 'B'])
  })

  test('nor are the halves of one that was too long', async () => {
    const stage = await onStage({ textMax: 1_000 })
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
    stage.desk.break('send', { ...rule, times: 2 })
    await user.say('Are you there?')
    expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('when the desk stays down, the error says so after its time is over', async () => {
    const stage = await onStage()
    const { user } = await escalated(stage)
    stage.desk.break('send', { status: 503 })
    await user.say('Are you there?')
    expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`did not reach ${name}.*503.*Try again in a moment`)),
    ])
  })

  test('a message into a conversation that is no session of ours is an error, and nothing is published', async () => {
    const stage = await onStage()
    const { user } = await escalated(stage)
    const id = user.session?.downstreamConversationId ?? ''
    await disown(stage, id)
    stage.startCounting()
    await user.say('Are you there?')
    expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message).join()).toMatch(
      /not a session of this integration/,
    )
    expect(stage.calls().desk).toEqual([])
  })

  test('a conflict that is none with an earlier attempt is no delivery: Botpress is told', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.break('send', { status: 409, times: 1, says: 'The channel account is being updated' })
    await user.say('Do not lose me.')
    expect(textsFromUser(stage, thread.id)).toEqual([])
    expect(stage.bot.plugin.deliveryFailures).toMatchObject([
      { message: expect.stringContaining(`did not reach ${name}. ${name} answered 409`) },
    ])
  })
})
