import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { appEvent, knock } from './knock'
import { statusOf, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, reply } from './talking'

/** A session of one process; then the channel is deleted in HubSpot, and another process sets up a new one. */
async function channelMadeAnew(stage: TestStage) {
  const [here = ''] = stage.bot.integrationUrls
  const there = await addProcess(stage)
  stage.bot.integrationUrls = [here]
  const { user, thread } = await escalated(stage)
  const [channel] = stage.hubspot.channels(stage.appId)
  const { developerApiKey } = stage.bot.configuration
  const path = `/conversations/custom-channels/2026-09/${channel?.id}?hapikey=${developerApiKey}&appId=${stage.appId}`
  const deleted = await fetch(stage.hubspot.url + path, { method: 'DELETE' })
  expect(deleted.status).toBe(204)
  stage.bot.integrationUrls = [there]
  await stage.bot.register()
  stage.bot.integrationUrls = [here]
  return { user, thread, here, there }
}

const lastThread = (stage: TestStage) => stage.hubspot.threads(stage.portalId).at(-1)?.id ?? ''

test('what the end user writes finds the new channel', async () => {
  const stage = await onStage()
  const { user } = await channelMadeAnew(stage)
  await user.say('Still there?')
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  const texts = stage.hubspot.threads(stage.portalId).flatMap(({ id }) => textsFromUser(stage, id))
  const firsts = stage.hubspot.messages(lastThread(stage)).map((message) => ('text' in message ? message.text : ''))
  expect([...texts, ...firsts]).toContain('Still there?')
})

test('a new escalation finds the new channel', async () => {
  const stage = await onStage()
  await channelMadeAnew(stage)
  const { user } = await escalated(stage)
  expect(user.session?.active).toBe(true)
  expect(stage.hubspot.threads(stage.portalId).at(-1)?.channelId).toBe(stage.hubspot.channels(stage.appId)[0]?.id)
})

test('where that puts the session into a new thread, the agent can answer and end it there', async () => {
  const stage = await onStage()
  const { user } = await channelMadeAnew(stage)
  await user.say('Still there?')
  const threadId = lastThread(stage)
  stage.hubspot.ui.reply({ threadId, agent: agents.dana.userId, text: 'Yes.' })
  await until(() => seen(user).includes('agent: Yes.'))
  stage.hubspot.ui.close(threadId)
  await until(() => user.session?.active === false)
})

test.each(['here', 'there'] as const)('closing the old thread does not end it then (noticed %s)', async (where) => {
  const stage = await onStage()
  const { user, thread, ...processes } = await channelMadeAnew(stage)
  await user.say('Still there?')
  stage.bot.integrationUrls = [processes[where]]
  stage.hubspot.ui.close(thread.id)
  await calm(stage)
  expect(user.session?.active).toBe(true)
})

/** A session of the process that made the new channel, of which the other one knows the old channel. */
async function sessionThere(stage: TestStage) {
  const { here, there } = await channelMadeAnew(stage)
  stage.bot.integrationUrls = [there]
  const session = await escalated(stage, { name: 'Sam Roe' })
  await stage.settled()
  return { ...session, here }
}

test('an agent reads in a process that knows the old channel, too, that a reply came after the end', async () => {
  const stage = await onStage()
  const { user, thread, here } = await sessionThere(stage)
  stage.bot.integrationUrls = [here]
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
  const late = await reply(stage, thread.id, { text: 'One more thing.' })
  expect(statusOf(stage, late)).toMatch(/^FAILED/)
})

test('a process that knows the old channel hands over the last reply all the same, should its webhook not come', async () => {
  const stage = await onStage()
  const { user, thread, here } = await sessionThere(stage)
  stage.bot.integrationUrls = []
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Goodbye.' })
  stage.hubspot.webhooks.hold()
  stage.bot.integrationUrls = [here]
  await knock(stage, { body: [appEvent(stage, thread.id)] })
  await until(() => user.session?.active === false)
  expect(seen(user)).toContain('agent: Goodbye.')
})
