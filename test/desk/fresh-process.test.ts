import { describe, expect, test, vi } from 'vitest'
import { textsFromUser } from './looking'
import { seats } from './seats'
import { escalated } from './talking'

// Botpress' client takes some seconds to give up, of the time that a message really has.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

describe.each(seats)('$name', ({ onStage }) => {
  test('a process that has just started waits for Botpress to say where messages go', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.bot.integrationUrls = [await stage.startProcess()]
    // More often than Botpress' own client asks.
    stage.botpress.faults.add({ path: /\/states\//, status: 503, times: 6 })
    await user.say('Are you there?')
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
    expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
  })
})
