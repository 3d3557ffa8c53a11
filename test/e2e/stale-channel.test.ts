import { expect, test } from 'vitest'
import { agents } from '../../sim/stage'
import { addProcess, textsFromUser } from './looking'
import { escalated, onStage, seen, type TestStage, until } from './on-stage'

/** A session of one process; then the channel is deleted in HubSpot, and another process sets up a new one. */
async function channelMadeAnew(stage: TestStage) {
  const [here = ''] = stage.bot.integrationUrls
  const there = await addProcess(stage)
  stage.bot.integrationUrls = [here]
  const { user } = await escalated(stage)
  const [channel] = stage.hubspot.channels(stage.appId)
  const { developerApiKey } = stage.bot.configuration
  const path = `/conversations/custom-channels/2026-09/${channel?.id}?hapikey=${developerApiKey}&appId=${stage.appId}`
  const deleted = await fetch(stage.hubspot.url + path, { method: 'DELETE' })
  expect(deleted.status).toBe(204)
  stage.bot.integrationUrls = [there]
  await stage.bot.register()
  stage.bot.integrationUrls = [here]
  return { user }
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
