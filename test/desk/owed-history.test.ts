import { describe, expect, test } from 'vitest'
import { addProcess, notes } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated } from './talking'

const historiesOf = (stage: DeskStage, threadId: string) =>
  stage.desk.history(threadId).filter((lines) => lines.join().includes('hello there'))

describe.each(seats)('$name', ({ onStage, lacks }) => {
  test.each([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['a connection that is dropped', { drop: 'before' as const }],
  ])(
    'a history that the desk does not take at once (%s) is given with the next thing that happens, once',
    async (_, rule) => {
      const stage = await onStage({ history: 'note' })
      const heal = stage.desk.break('note', rule)
      const { user, thread } = await escalated(stage)
      expect(historiesOf(stage, thread.id)).toEqual([])
      heal()
      await addProcess(stage)
      await Promise.all([user.say('Is anybody there?'), stage.desk.assign(thread.id, 'dana')])
      // For what comes along there is little time; on a slow machine it is the next thing after that, and so on.
      do {
        await user.say('Hello?')
      } while (historiesOf(stage, thread.id).length === 0)
      await calm(stage)
      expect(historiesOf(stage, thread.id)).toHaveLength(1)
      const kept = stage.botpress.states(stage.bot).filter(({ name }) => name === 'history')
      expect(kept).toEqual([])
    },
  )

  test.skipIf(lacks.has('noteList'))('one whose answer was lost is not given twice', async () => {
    const stage = await onStage({ history: 'note' })
    const heal = stage.desk.break('note', { drop: 'after' })
    const { user, thread } = await escalated(stage)
    heal()
    await user.say('Is anybody there?')
    await calm(stage)
    expect(historiesOf(stage, thread.id)).toHaveLength(1)
  })

  test('a notice of the bot that Botpress hands over twice, to two processes, is one note', async () => {
    const stage = await onStage()
    await addProcess(stage)
    stage.bot.plugin.repeatDispatch(1)
    const { user, thread } = await escalated(stage)
    await calm(stage)
    const before = notes(stage, thread.id).length
    await user.say('/end')
    await calm(stage)
    expect(notes(stage, thread.id)).toHaveLength(before + 1)
  })
})
