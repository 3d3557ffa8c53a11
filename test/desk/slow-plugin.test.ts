import { describe, expect, test, vi } from 'vitest'
import { joinings, said } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectDelivered } from './looking'
import type { AgentName } from './seat'
import { seats } from './seats'
import { calm, escalated } from './talking'

// How long the plugin takes is real here, and a busy machine adds to it: the integration's own time is to be real as well.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

describe.each(seats)('$name', ({ onStage }) => {
  /** Handed over to a plugin whose calls take their time. */
  async function withSlowPlugin(tripMs = 40) {
    const stage = await onStage()
    stage.bot.plugin.tripMs = tripMs
    const session = await escalated(stage)
    const write = (agent: AgentName, text: string) => stage.desk.reply({ threadId: session.thread.id, agent, text })
    /** Also by the plugin, whose own handling takes up to eight calls. */
    const settled = async () => {
      await calm(stage)
      await new Promise((resolve) => setTimeout(resolve, 12 * tripMs))
      await calm(stage)
    }
    return { stage, ...session, write, settled }
  }

  test.each(['at once', 'when the session is older'])(
    'an agent takes the thread and answers in the same moment (%s): “joined” once',
    async (when) => {
      const { stage, user, thread, write, settled } = await withSlowPlugin()
      if (when !== 'at once') await settled()
      stage.desk.assign(thread.id, 'dana')
      const message = write('dana', 'I can help.')
      await until(() => said(user).includes('I can help.'))
      await settled()
      expect(joinings(user)).toBe(1)
      expect(said(user)).toEqual(['I can help.'])
      expectDelivered(stage, message)
    },
  )

  test('also where two processes get the news', async () => {
    const { stage, user, thread, write, settled } = await withSlowPlugin()
    await addProcess(stage)
    await settled()
    stage.desk.assign(thread.id, 'dana')
    write('dana', 'I can help.')
    await until(() => said(user).includes('I can help.'))
    await settled()
    expect(joinings(user)).toBe(1)
  })

  test('two first replies of one agent at once are both seen, in order', async () => {
    const { user, write, settled } = await withSlowPlugin()
    await settled()
    write('dana', 'One.')
    write('dana', 'Two.')
    await until(() => said(user).length >= 2)
    await settled()
    expect(said(user)).toEqual(['One.', 'Two.'])
  })

  test('two first replies of two agents at once are both seen', async () => {
    const { stage, user, write, settled } = await withSlowPlugin()
    await settled()
    const messages = [write('dana', 'One.'), write('robin', 'Two.')]
    await until(() => said(user).length >= 2)
    await settled()
    expect([...said(user)].sort()).toEqual(['One.', 'Two.'])
    for (const message of messages) expectDelivered(stage, message)
  })
})
