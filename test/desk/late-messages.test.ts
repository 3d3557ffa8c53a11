import { describe, expect, test } from 'vitest'
import { until } from '../stage/until'
import { addProcess, notes, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

const reopenings = (stage: DeskStage, threadId: string) =>
  notes(stage, threadId).filter(({ text }) => /over for the customer/.test(text))

/** The end user writes, and the message is still on its way when the session ends. */
async function overtaken(stage: DeskStage) {
  const { user, thread } = await escalated(stage)
  await stage.settled()
  stage.bot.plugin.messageDelayMs = 400
  const said = user.say('One more thing: it smells.')
  return { user, thread, said }
}

describe.each(seats)('$name', ({ name, onStage, lacks }) => {
  const reopens = !lacks.has('reopensByMessage')

  test.skipIf(reopens)('what the end user sent before the end comes too late: the bot owner reads so', async () => {
    const stage = await onStage()
    const { user, thread, said } = await overtaken(stage)
    await user.stopByBot()
    await said
    await stage.settled()
    expect(textsFromUser(stage, thread.id)).toEqual([])
    expect(stage.desk.thread(thread.id).state).toBe('closed')
    expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`did not reach ${name}.*conversation has ended`)),
    ])
  })

  test.skipIf(!reopens)(
    'what the end user sent before the end is published after it, and the thread is closed again without a word',
    async () => {
      const stage = await onStage()
      const { user, thread, said } = await overtaken(stage)
      await user.stopByBot()
      expect(stage.desk.thread(thread.id).state).toBe('closed')
      await said
      await stage.settled()
      expect(textsFromUser(stage, thread.id)).toEqual(['One more thing: it smells.'])
      expect(stage.desk.thread(thread.id).state).toBe('closed')
      expect(reopenings(stage, thread.id)).toEqual([])
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    },
  )

  test.skipIf(!reopens)(
    'after an agent ended it, the thread stays open for them, and they are told once how it stands',
    async () => {
      const stage = await onStage()
      const { user, thread, said } = await overtaken(stage)
      stage.desk.close(thread.id)
      await said
      await until(() => user.session?.active === false)
      await stage.settled()
      expect(textsFromUser(stage, thread.id)).toEqual(['One more thing: it smells.'])
      expect(stage.desk.thread(thread.id).state).toBe('open')
      expect(
        notes(stage, thread.id).filter(({ text }) => /came in after the conversation had ended/.test(text)),
      ).toHaveLength(1)
      expect(reopenings(stage, thread.id)).toEqual([])
    },
  )

  test.skipIf(!reopens)('it is also delivered when another process handled the end', async () => {
    const stage = await onStage()
    const [here = ''] = stage.bot.integrationUrls
    const there = await addProcess(stage)
    stage.bot.integrationUrls = [here]
    const { user, thread, said } = await overtaken(stage)
    stage.bot.integrationUrls = [there]
    await user.stopByBot()
    stage.bot.integrationUrls = [here]
    await said
    await stage.settled()
    expect(textsFromUser(stage, thread.id)).toEqual(['One more thing: it smells.'])
    expect(stage.desk.thread(thread.id).state).toBe('closed')
    expect(reopenings(stage, thread.id)).toEqual([])
  })

  test.skipIf(lacks.has('reopen'))('an agent who reopens the thread much later still gets the word', async () => {
    const stage = await onStage()
    const { user, thread, said } = await overtaken(stage)
    await user.stopByBot()
    await said
    await stage.settled()
    stage.desk.reopen(thread.id, { at: Date.now() + 60_000 })
    await stage.settled()
    expect(reopenings(stage, thread.id)).toHaveLength(1)
  })

  test.skipIf(lacks.has('delete'))(
    'into a thread that is deleted nothing is published; the bot owner reads why',
    async () => {
      const stage = await onStage()
      const { user, thread, said } = await overtaken(stage)
      stage.desk.delete(thread.id)
      await said
      await until(() => user.session?.active === false)
      expect(stage.desk.threads()).toHaveLength(1)
      expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
        expect.stringMatching(new RegExp(`did not reach ${name}.*was deleted`)),
      ])
    },
  )

  test('a message in a thread that stays open is not followed by a closing', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.assign(thread.id, 'dana')
    await user.say('Still there?')
    await stage.settled()
    expect(stage.desk.thread(thread.id).state).toBe('open')
  })
})
