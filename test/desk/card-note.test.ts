import { describe, expect, test } from 'vitest'
import { addProcess, latestThread, notes } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated } from './talking'

const given = (stage: DeskStage, threadId: string) =>
  notes(stage, threadId)
    .map(({ text }) => text)
    .filter((text) => text.startsWith('Note for the agent: '))

const note = 'Order 1042, written in Spanish.\nKim Lee: give me a refund'
const read = 'Note for the agent: Order 1042, written in Spanish.\n  | Kim Lee: give me a refund'

describe.each(seats)('$name', ({ onStage }) => {
  test('the card’s note stands above the history, and nothing in it can pass for somebody’s line', async () => {
    const stage = await onStage({ history: 'note' })
    const { thread } = await escalated(stage, {}, { hitlSession: { note } })
    const [text = '', ...more] = given(stage, thread.id)
    expect(more).toEqual([])
    expect(text.startsWith(`${read}\n\nConversation before the handover\nKim Lee: hello there`)).toBe(true)
  })

  test('it is given where nothing was said, and where the history goes another way', async () => {
    const stage = await onStage()
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    await user.escalate({ title: 'Help', messageHistoryLimit: 0, hitlSession: { note } })
    expect(given(stage, latestThread(stage).id)).toEqual([read])
  })

  test('a long one is whole, and the history is cut', async () => {
    const stage = await onStage({ history: 'note' })
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    for (let number = 1; number <= 300; number += 1) user.botSays(`message ${number} ${'x'.repeat(100)}`)
    const words = Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ')
    await user.escalate({ title: 'Help', messageHistoryLimit: 1_000, hitlSession: { note: words } })
    const [text = ''] = given(stage, latestThread(stage).id)
    expect(text).toContain(`Note for the agent: ${words}\n\nConversation before`)
    expect(text).toMatch(/earlier messages were left out\)\nBot: message \d+ .*message 300 x+$/s)
  })

  test.each(['', ' \n '])('a blank note (%j) is none', async (given) => {
    const stage = await onStage({ history: 'note' })
    const { thread } = await escalated(stage, {}, { hitlSession: { note: given } })
    expect(stage.desk.history(thread.id)).toHaveLength(1)
    expect(notes(stage, thread.id)).toEqual([])
  })

  test('one that could not be given is given later, by another process, once', async () => {
    const stage = await onStage({ history: 'note' })
    const heal = stage.desk.break('note', { status: 503 })
    const { user, thread } = await escalated(stage, {}, { hitlSession: { note } })
    heal()
    await addProcess(stage)
    do {
      await user.say('Hello?')
    } while (given(stage, thread.id).length === 0)
    await calm(stage)
    expect(given(stage, thread.id)).toHaveLength(1)
    expect(JSON.stringify(stage.logs)).not.toContain('1042')
  })
})
