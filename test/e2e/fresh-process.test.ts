import { expect, test, vi } from 'vitest'
import { anotherProcess } from './another-process'
import { textsFromUser } from './looking'
import { escalated, onStage } from './on-stage'

// Botpress' client takes some seconds to give up, of the time that a message really has.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

test('a process that has just started waits for Botpress to say where messages go', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.bot.integrationUrls = [(await anotherProcess(stage)).url]
  // More often than Botpress' own client asks.
  stage.botpress.faults.add({ path: /\/states\//, status: 503, times: 6 })
  await user.say('Are you there?')
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
})
