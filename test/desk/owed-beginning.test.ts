import { describe, expect, test } from 'vitest'
import { seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { seats } from './seats'
import { escalated } from './talking'

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  /** A session whose thread was given to Dana at once, of which the integration could learn nothing. */
  async function uncertain() {
    const stage = await onStage()
    const hearAgain = stage.desk.news.silence()
    stage.desk.autoAssign('dana')
    const heal = stage.desk.break('look', { status: 503 })
    const { user, thread } = await escalated(stage)
    heal()
    hearAgain()
    expect(seen(user)).toEqual([told.handoff])
    return { stage, user, thread }
  }

  test.skipIf(lacks.has('look'))(
    'an assignment that could not be seen when the thread opened is told with the next message of the end user',
    async () => {
      const { stage, user } = await uncertain()
      await user.say('Is anybody there?')
      await until(() => seen(user).includes(told.joined))
      expect(user.session?.humanAgentName).toBe(agents.dana.name)
      stage.startCounting()
      await user.say('Hello?')
      expect(stage.calls().desk).toHaveLength(1)
    },
  )

  test.skipIf(lacks.has('look'))(
    'and before the reply of another agent, which is who the end user hears of last',
    async () => {
      const { stage, user, thread } = await uncertain()
      stage.desk.reply({ threadId: thread.id, agent: 'robin', text: 'Hello, Robin here.' })
      await until(() => seen(user).includes('agent: Hello, Robin here.'))
      expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello, Robin here.'])
      expect(user.session?.humanAgentName).toBe(agents.dana.name)
    },
  )

  test.skipIf(lacks.has('look'))(
    'a thread closed in that moment ends the session with the next message of the end user',
    async () => {
      const stage = await onStage()
      stage.desk.news.silence()
      const heal = stage.desk.break('look', { status: 503 })
      const { user, thread } = await escalated(stage)
      // As a rule it would be reopened; the news of it went where nobody listened.
      stage.desk.staysClosed()
      stage.desk.close(thread.id)
      heal()
      await user.say('Is anybody there?')
      await until(() => user.session?.active === false)
      expect(seen(user).at(-1)).toBe(told.agentClosed)
    },
  )

  test.skipIf(lacks.has('look'))('a fault while it is looked up later keeps nobody from talking', async () => {
    const { stage, user, thread } = await uncertain()
    stage.desk.break('look', { status: 503 })
    stage.desk.reply({ threadId: thread.id, agent: 'robin', text: 'Hello.' })
    await until(() => seen(user).includes('agent: Hello.'))
    await user.say('Hello to you.')
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test.skipIf(lacks.has('look'))(
    'a thread that the desk refuses to show for good is asked for once more, and no more',
    async () => {
      const { stage, user } = await uncertain()
      stage.desk.break('look', { status: 403 })
      await user.say('Is anybody there?')
      stage.startCounting()
      await user.say('Hello?')
      expect(stage.calls().desk).toHaveLength(1)
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    },
  )
})
