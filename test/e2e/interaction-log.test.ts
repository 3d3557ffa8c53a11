import { describe, expect, test } from 'vitest'
import type { EndUser } from '../../sim/botpress'
import { until } from '../stage/until'
import { escalated, onStage, type TestStage } from './on-stage'

const creating = { method: 'POST', path: /\/crm\/objects\/[^/]+\/(notes|calls)$/ }
const kim = { name: 'Kim Lee', email: 'kim@example.com' }

/** A stage with the log on, and a contact who is Kim. */
async function onLogStage(configuration: Record<string, unknown> = {}) {
  const stage = await onStage({ configuration: { interactionLog: 'summaryAndTranscript', ...configuration } })
  const crm = stage.hubspot.crm(stage.portalId)
  return { stage, crm, ...looking(stage) }
}

function looking(stage: TestStage) {
  const crm = stage.hubspot.crm(stage.portalId)
  const contactOf = (email: string) => crm.records('contacts').find((one) => one.properties.email === email)?.id ?? ''
  const timeline = (email = kim.email) => crm.timeline(contactOf(email)).entries
  const created = (email = kim.email) => crm.timeline(contactOf(email)).created
  const log = async () => stage.bot.callAction('getInteractionLog', {})
  return { contactOf, timeline, created, log }
}

const bodyOf = ([entry]: { properties: Record<string, unknown> }[]) => String(entry?.properties.hs_note_body ?? '')

async function talked(stage: TestStage, person = kim) {
  const { user, thread } = await escalated(stage, person)
  await user.say('My card is 4111 1111 1111 1111, and the lamp is broken.')
  stage.hubspot.reply({ portalId: stage.portalId, threadId: thread.id, agent: 'dana', text: 'A new one is on its way.' } as never)
  await stage.settled()
  return { user, thread }
}

describe('a session', () => {
  test('that an agent closes is on the timeline, once', async () => {
    const { stage, timeline, created, log } = await onLogStage()
    const user: EndUser = stage.bot.plugin.startConversation(kim)
    await user.say('hello there')
    console.log(Object.keys(stage.hubspot), Object.keys(stage.hubspot.crm(stage.portalId)))
    await user.escalate({ title: 'A broken lamp' })
    await user.say('My card is 4111 1111 1111 1111, and the lamp is broken.')
    await user.say('/end')
    await stage.settled()
    console.log(bodyOf(timeline()), await log(), stage.logs.map((l) => JSON.stringify(l)))
    expect(created()).toBe(1)
  })
})
