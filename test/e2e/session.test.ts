import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { escalated, onStage, seen, until } from './on-stage'
import { reply } from './talking'

test('a whole session: escalate, talk both ways, the agent closes, the bot takes over', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  stage.hubspot.ui.assign(thread.id, agents.dana.userId)
  await stage.settled()
  await user.say('Is anybody there?')
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Yes, I am Dana.' })
  await until(() => seen(user).includes('agent: Yes, I am Dana.'))
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active !== true)
  expect(user.dropped).toEqual([])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('a warm message of the user costs one call to HubSpot and none to Botpress, a warm reply one to Botpress and none to HubSpot', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  // In its first seconds a session schedules replies, because the plugin does not listen yet.
  const isScheduling = () => !stage.calls().botpress.some((call) => call.endsWith('/initialize-incoming-message'))
  while (isScheduling()) await reply(stage, thread.id, { text: 'One moment.' })

  stage.startCounting()
  await user.say('One call, please.')
  expect(stage.calls()).toEqual({
    hubspot: [expect.stringMatching(/^POST .*custom-channels.*\/messages$/)],
    botpress: [],
  })

  stage.startCounting()
  await reply(stage, thread.id, { text: 'Certainly.' })
  expect(stage.calls()).toEqual({ hubspot: [], botpress: ['POST /v1/chat/initialize-incoming-message'] })
  expect(seen(user)).toContain('agent: Certainly.')
})
