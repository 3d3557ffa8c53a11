import { expect, test } from 'vitest'
import { agents } from '../../sim/stage'
import { told } from './looking'
import { escalated, onStage, seen, until } from './on-stage'
import { dana, reply } from './talking'

// What no document promises, played otherwise than the stand-ins are of themselves.

test('where the plugin’s tags are not shown, a session is a session', async () => {
  const stage = await onStage({ botpress: { properties: { showsPluginTags: false } } })
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  stage.hubspot.ui.assign(thread.id, dana)
  await reply(stage, thread.id, { text: 'Good day.' })
  await user.say('Is anybody there?')
  await reply(stage, thread.id, { text: 'Yes.' })
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
  expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Good day.', 'agent: Yes.', told.agentClosed])
  await user.say('Once more, please')
  await user.escalate({ title: 'A broken lamp' })
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
})

test('where states do not survive an upgrade, a bot that is connected by its configuration goes on once it is registered', async () => {
  const stage = await onStage({ botpress: { properties: { statesSurviveUpgrades: false } } })
  const { user, thread } = await escalated(stage)
  stage.bot.upgrade()
  await stage.bot.register()
  await stage.settled()
  await user.say('Still there?')
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Of course.' })
  await until(() => seen(user).includes('agent: Of course.'))
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
  expect(stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)).toHaveLength(2)
})
