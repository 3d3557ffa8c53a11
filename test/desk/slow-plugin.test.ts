import { describe, expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { joinings, said } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectDelivered } from './looking'
import type { AgentName } from './seat'
import { seats } from './seats'
import { calm, escalated } from './talking'

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

  test('an agent who could not be assigned is announced when the end user writes next', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.bot.plugin.failAssignments(1)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 2 * timing.pluginListensAfter))
    await user.say('Hello?')
    await until(() => joinings(user) === 1)
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('what an agent writes after an assignment that failed is seen, and announces them', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.bot.plugin.failAssignments(1)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'I can help.' })
    await until(() => said(user).includes('I can help.'))
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('a first reply that the plugin loses because it could not assign its author costs that reply alone', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.bot.plugin.failAssignments(1)
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Lost.' })
    await until(() => user.dropped.length > 0)
    // Nothing tells an integration what becomes of its messages, so this one goes by as delivered.
    expect(user.dropped.map(({ reason }) => reason)).toEqual(['failed'])
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Hello?' })
    await until(() => said(user).includes('Hello?'))
    await calm(stage)
    expect(said(user)).toEqual(['Hello?'])
    expect(joinings(user)).toBe(1)
  })
})
