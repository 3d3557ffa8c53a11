import { expect, test } from 'vitest'
import { agents } from '../../sim/stage'
import { escalated, onStage, seen, until } from './on-stage'

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
  stage.hubspot.ui.assign(thread.id, agents.dana.userId)
  await stage.settled()

  stage.startCounting()
  await user.say('One call, please.')
  expect(stage.calls()).toEqual({
    hubspot: [expect.stringMatching(/^POST .*custom-channels.*\/messages$/)],
    botpress: [],
  })

  stage.startCounting()
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Certainly.' })
  await stage.settled()
  expect(stage.calls()).toEqual({
    hubspot: [],
    botpress: [expect.stringMatching(/^POST .*(messages\/get-or-create|initialize-incoming-message)$/)],
  })
})
