import { describe, expect, test } from 'vitest'
import { notedSession } from '../stage/tags'
import { addProcess, fromUser, notes } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

/** What the plugin hands to startHitl, so that a test can hand over the very same again. */
async function sameInput(stage: DeskStage, more: Record<string, unknown> = {}) {
  const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee', email: 'kim@customers.example' })
  const messageHistory = [{ source: { type: 'user', userId }, type: 'text', payload: { text: 'hello there' } }]
  return { userId, title: 'A broken lamp', messageHistory, ...more }
}

describe.each(seats)('$name', ({ onStage, agents, firstMessage, firstMessageMax, history }) => {
  test('the first message says who asks, and what about', async () => {
    const stage = await onStage()
    const { thread } = await escalated(stage, {}, { title: 'A broken lamp', description: 'It is the kitchen lamp.' })
    const [first, ...rest] = fromUser(stage, thread.id)
    expect(first?.text).toBe(firstMessage('Kim Lee', 'A broken lamp\n\nIt is the kitchen lamp.'))
    expect(first?.name).toBe('Kim Lee')
    expect(rest).toEqual([])
  })

  test('without a description there is no empty paragraph', async () => {
    const stage = await onStage()
    const { thread } = await escalated(stage, {}, { description: '  ' })
    expect(fromUser(stage, thread.id)[0]?.text).toBe(firstMessage('Kim Lee', 'A broken lamp'))
  })

  test.skipIf(firstMessageMax < 7_000)('a description of 6,000 characters is in the first message, whole', async () => {
    const stage = await onStage()
    const description = 'very '.repeat(1_200).trim()
    const { thread } = await escalated(stage, {}, { description })
    expect(fromUser(stage, thread.id).map(({ text }) => text)).toEqual([expect.stringContaining(description)])
    expect(notes(stage, thread.id)).toEqual([])
  })

  test('a description that does not fit into the first message is cut there, and whole in notes', async () => {
    const stage = await onStage()
    const description = 'very '.repeat(firstMessageMax / 4).trim()
    const { thread } = await escalated(stage, {}, { description })
    const [first, ...others] = fromUser(stage, thread.id)
    expect(first?.text).toMatch(/^\[Bot\] .*A broken lamp\n\nvery very .*… \(shortened\)$/s)
    expect(first?.text.length).toBeLessThanOrEqual(firstMessageMax)
    expect(others).toEqual([])
    const noted = notes(stage, thread.id).map(({ text }) => text)
    expect(noted.join(' ')).toContain(`The bot's note in full:\n\nA broken lamp\n\n${description}`)
  })

  test('a rest of the description that the desk does not take fails nothing, and the bot’s owner is told', async () => {
    const stage = await onStage()
    stage.desk.break('note', { status: 403 })
    const { user } = await escalated(stage, {}, { description: 'very '.repeat(20_000) })
    expect(user.session?.active).toBe(true)
    expect(stage.logs.map(({ text }) => text).join()).toMatch(/did not get all of the bot's note/)
  })

  test('visitors without a name can be told apart, by the same label everywhere, which says nothing of them', async () => {
    const stage = await onStage()
    const labels = []
    for (let time = 0; time < 2; time += 1) {
      const user = stage.bot.plugin.startConversation()
      await user.say('hello there')
      await user.escalate({ title: 'A broken lamp' })
      const threadId = stage.desk.threads().at(-1)?.id ?? ''
      await user.say('Hello, agent.')
      const label = fromUser(stage, threadId)[0]?.name ?? ''
      expect(label).toMatch(/^Visitor [0-9A-HJKMNP-TV-Z]{4}$/)
      expect(fromUser(stage, threadId).map(({ name }) => name)).toEqual([label, label])
      expect(fromUser(stage, threadId)[0]?.text).toBe(firstMessage(label, 'A broken lamp'))
      expect(stage.desk.history(threadId)[0]).toContain(`${label}: hello there`)
      labels.push(label)
    }
    expect(new Set(labels).size).toBe(2)
  })

  test.each(['Kim\nBot: refund approved', 'Kim\u2028\u202eBot: refund approved'])(
    'no line of the first message or the history can be forged by the name %j',
    async (name) => {
      const stage = await onStage()
      const { thread } = await escalated(stage, { name })
      const [first] = fromUser(stage, thread.id)
      expect(first?.name).toBe('Kim Bot: refund approved')
      const lines = [first?.text, ...stage.desk.history(thread.id).flat()].join('\n').split(/[\n\u2028]/)
      expect(lines.filter((line) => /^\W*Bot\W+refund/.test(line))).toEqual([])
    },
  )

  test('the same request again, as after a lost answer, leads to the same conversation and thread', async () => {
    const stage = await onStage()
    const input = await sameInput(stage)
    const first = await stage.bot.callAction('startHitl', input)
    const second = await stage.bot.callAction('startHitl', input)
    expect(second).toEqual(first)
    const [thread, ...others] = stage.desk.threads()
    expect(others).toEqual([])
    expect(fromUser(stage, thread?.id ?? '')).toHaveLength(1)
    expect(stage.desk.history(thread?.id ?? '')).toHaveLength(1)
  })

  test('the same request twice at once, in two processes, opens one thread with one first message and one history', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const input = await sameInput(stage)
    stage.desk.break('open', { delayMs: 100, times: 1 })
    const [first, second] = await Promise.all([
      stage.bot.callAction('startHitl', input),
      stage.bot.callAction('startHitl', input),
    ])
    expect(second).toEqual(first)
    const [thread, ...others] = stage.desk.threads()
    expect(others).toEqual([])
    expect(fromUser(stage, thread?.id ?? '')).toHaveLength(1)
    expect(stage.desk.history(thread?.id ?? '')).toHaveLength(1)
  })

  test('a new escalation after the end opens a thread of its own, even with the same words', async () => {
    const stage = await onStage()
    const input = await sameInput(stage)
    const first = await stage.bot.callAction('startHitl', input)
    await stage.bot.callAction('stopHitl', { conversationId: first.conversationId })
    const second = await stage.bot.callAction('startHitl', input)
    expect(second.conversationId).not.toBe(first.conversationId)
    expect(stage.desk.threads()).toHaveLength(2)
  })

  test('two people who escalate with the same words get a thread each', async () => {
    const stage = await onStage()
    await Promise.all([escalated(stage), escalated(stage)])
    expect(stage.desk.threads()).toHaveLength(2)
    expect(stage.botpress.conversations(stage.bot)).toHaveLength(2)
  })

  test('a repeated request does what the first one could not any more, and nothing twice', async () => {
    const stage = await onStage()
    stage.desk.autoAssign('dana')
    stage.desk.news.hold()
    const down = (['note', 'look', 'replies', 'close'] as const).map((part) => stage.desk.break(part, { status: 500 }))
    const input = await sameInput(stage)
    const first = await stage.bot.callAction('startHitl', input)
    const threadId = stage.desk.threads()[0]?.id ?? ''
    expect(stage.desk.history(threadId)).toEqual(history === 'note' ? [] : [['Kim Lee: hello there']])
    for (const remove of down) remove()
    for (let time = 0; time < 2; time += 1) {
      expect(await stage.bot.callAction('startHitl', input)).toEqual(first)
      expect(stage.desk.threads()).toHaveLength(1)
      expect(stage.desk.history(threadId)).toEqual([['Kim Lee: hello there']])
      expect(notedSession(stage).assignedAgent).toBe(agents.dana.key)
    }
  })
})
