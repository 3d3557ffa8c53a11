import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { seen, told } from '../stage/chat'
import { escalated, onStage } from './on-stage'
import { calm, dana, robin } from './talking'

test('in one webhook, events out of order are put in order', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.webhooks.hold()
  const at = Date.now()
  stage.hubspot.ui.assign(thread.id, dana, { at })
  stage.hubspot.ui.assign(thread.id, robin, { at: at + 10 })
  await stage.hubspot.webhooks.release({ order: 'reverse', batchAppEvents: true })
  await calm(stage)
  expect(user.session?.humanAgentName).toBe(agents.robin.name)
})

test('HubSpot may name the agent by the bare user ID', async () => {
  const stage = await onStage({ hubspot: { assignedToFormat: 'bare' } })
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
  await calm(stage)
  expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.'])
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})
