import { describe, expect, test } from 'vitest'
import { joinings } from '../stage/chat'
import { noteAnnounced, notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess } from './looking'
import { seats } from './seats'
import { calm, escalated, reply } from './talking'

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  /** Robin's reply was heard first, and Dana's noted first: the news of them went to two processes at the same moment. */
  async function raced() {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await reply(stage, thread.id, { agent: 'robin', text: 'Robin here.' })
    await until(() => joinings(user) === 1)
    const id = user.session?.downstreamConversationId ?? ''
    expect(notedSession(stage, id)).toMatchObject({ announcedAgent: agents.robin.key, supposedAt: expect.any(String) })
    await noteAnnounced(stage, id, agents.dana.key)
    // It has no memory of the session.
    stage.bot.integrationUrls = [await addProcess(stage)]
    return { stage, user, thread }
  }

  test.skipIf(lacks.has('replyUnassigned'))(
    'of two agents whose first replies race, the one the end user was told of is not announced again',
    async () => {
      const { stage, user, thread } = await raced()
      stage.desk.assign(thread.id, 'robin')
      await calm(stage)
      expect(joinings(user)).toBe(1)
      expect(user.session?.humanAgentName).toBe(agents.robin.name)
    },
  )

  test.skipIf(lacks.has('replyUnassigned'))('and the other one is, when they are assigned', async () => {
    const { stage, user, thread } = await raced()
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(2)
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
  })

  test.skipIf(lacks.has('replyUnassigned'))(
    'once an agent was announced, nobody looks through the messages again',
    async () => {
      const { stage, user, thread } = await raced()
      stage.desk.assign(thread.id, 'dana')
      await calm(stage)
      stage.startCounting()
      stage.desk.assign(thread.id, 'robin')
      await until(() => joinings(user) === 3)
      await calm(stage)
      expect(stage.calls().botpress.filter((call) => call.startsWith('GET') && call.endsWith('/messages'))).toEqual([])
    },
  )
})
