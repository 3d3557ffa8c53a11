import { expect, test } from 'vitest'
import { agents, inboxes } from '../../sim/hubspot-stage'
import { seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { hubspotPath } from './looking'
import { escalated, onStage } from './on-stage'

/** A session whose thread was given to Dana at once, of which the integration could learn nothing. */
async function uncertain() {
  const stage = await onStage()
  const { hubspot, bot, appId, portalId } = stage
  hubspot.setWebhookTarget(appId, undefined)
  hubspot.autoAssign(portalId, inboxes[0].id, agents.dana.userId)
  const heal = hubspot.faults.add({ method: 'GET', path: hubspotPath.thread, status: 503 })
  const { user, thread } = await escalated(stage)
  heal()
  hubspot.setWebhookTarget(appId, bot.webhookUrl)
  expect(seen(user)).toEqual([told.handoff])
  return { stage, user, thread }
}

test('an assignment that could not be seen when the thread opened is told with the next message of the end user', async () => {
  const { stage, user } = await uncertain()
  await user.say('Is anybody there?')
  await until(() => seen(user).includes(told.joined))
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
  stage.startCounting()
  await user.say('Hello?')
  expect(stage.calls().hubspot).toHaveLength(1)
})

test('and before the reply of another agent, which is who the end user hears of last', async () => {
  const { stage, user, thread } = await uncertain()
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.robin.userId, text: 'Hello, Robin here.' })
  await until(() => seen(user).includes('agent: Hello, Robin here.'))
  expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello, Robin here.'])
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})

test('a thread closed in that moment ends the session with the next message of the end user', async () => {
  const stage = await onStage()
  const { hubspot } = stage
  hubspot.setWebhookTarget(stage.appId, undefined)
  const heal = hubspot.faults.add({ method: 'GET', path: hubspotPath.thread, status: 503 })
  const { user, thread } = await escalated(stage)
  // As a rule in HubSpot does; the news of it went where nobody listened.
  hubspot.settings.reopenOnIncoming = false
  hubspot.ui.close(thread.id)
  heal()
  await user.say('Is anybody there?')
  await until(() => user.session?.active === false)
  expect(seen(user).at(-1)).toBe(told.agentClosed)
})

test('a fault while it is looked up later keeps nobody from talking', async () => {
  const { stage, user, thread } = await uncertain()
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.thread, status: 503 })
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.robin.userId, text: 'Hello.' })
  await until(() => seen(user).includes('agent: Hello.'))
  await user.say('Hello to you.')
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('a thread that HubSpot refuses to show for good is asked for once more, and no more', async () => {
  const { stage, user } = await uncertain()
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.thread, status: 403 })
  await user.say('Is anybody there?')
  stage.startCounting()
  await user.say('Hello?')
  expect(stage.calls().hubspot).toHaveLength(1)
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})
