import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { timing } from '../../src/timing'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { expectDelivered, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, talking } from './talking'

const isOpen = (stage: DeskStage, threadId: string) => stage.desk.thread(threadId).state === 'open'

describe.each(seats)('$name', ({ onStage, lacks }) => {
  /** An agent closes, and the news of it is held back. */
  async function closedUnheard(how: 'closed' | 'deleted' = 'closed') {
    const stage = await onStage()
    const session = await talking(stage)
    stage.desk.news.hold()
    if (how === 'closed') stage.desk.close(session.thread.id)
    else stage.desk.delete(session.thread.id)
    return { stage, ...session }
  }

  test.skipIf(lacks.has('reopensByMessage'))(
    'a closing that is heard of after the end user has written again ends nothing',
    async () => {
      const { stage, user, thread } = await closedUnheard()
      await user.say('One more question.')
      expect(isOpen(stage, thread.id)).toBe(true)
      await stage.desk.news.release()
      await calm(stage)
      expect(user.session?.active).toBe(true)
      expect(isOpen(stage, thread.id)).toBe(true)
      const answer = stage.desk.reply({ threadId: thread.id, text: 'Of course.' })
      await until(() => said(user).includes('Of course.'))
      await calm(stage)
      expectDelivered(stage, answer)
    },
  )

  test.skipIf(lacks.has('restore'))('a deletion that was undone long before it is heard of ends nothing', async () => {
    const { stage, user, thread } = await closedUnheard('deleted')
    stage.desk.restore(thread.id)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + timing.closingSettles })
    onTestFinished(() => void vi.useRealTimers())
    await stage.desk.news.release()
    await user.say('Still there?')
    await until(() => textsFromUser(stage, thread.id).includes('Still there?'))
    expect(user.session?.active).toBe(true)
  })
})
