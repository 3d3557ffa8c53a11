import { describe, expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { joinings, said } from '../stage/chat'
import { until } from '../stage/until'
import { seats } from './seats'
import { calm, escalated } from './talking'

describe.each(seats)('$name', ({ onStage, lacks }) => {
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

  test.skipIf(lacks.has('replyUnassigned'))(
    'a first reply that the plugin loses because it could not assign its author costs that reply alone',
    async () => {
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
    },
  )
})
