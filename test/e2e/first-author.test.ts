import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { addProcess, clientOf, told } from './looking'
import { escalated, onStage, seen, until } from './on-stage'
import { calm, dana, reply, robin } from './talking'

const joinings = (user: Parameters<typeof seen>[0]) => seen(user).filter((line) => line === told.joined).length

/** Robin's reply was heard first, and Dana's noted first: their webhooks went to two processes at the same moment. */
async function raced() {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: robin, text: 'Robin here.' })
  await until(() => joinings(user) === 1)
  const id = user.session?.downstreamConversationId ?? ''
  const { tags } = (await clientOf(stage).getConversation({ id })).conversation
  expect(tags).toMatchObject({ announcedAgent: `A-${robin}`, supposedAt: expect.any(String) })
  await clientOf(stage).updateConversation({ id, tags: { announcedAgent: `A-${dana}` } })
  // It has no memory of the session.
  stage.bot.integrationUrls = [await addProcess(stage)]
  return { stage, user, thread }
}

test('of two agents whose first replies race, the one the end user was told of is not announced again', async () => {
  const { stage, user, thread } = await raced()
  stage.hubspot.ui.assign(thread.id, robin)
  await calm(stage)
  expect(joinings(user)).toBe(1)
  expect(user.session?.humanAgentName).toBe(agents.robin.name)
})

test('and the other one is, when they are assigned', async () => {
  const { stage, user, thread } = await raced()
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(2)
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})

test('once an agent was announced, nobody looks through the messages again', async () => {
  const { stage, user, thread } = await raced()
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  stage.startCounting()
  stage.hubspot.ui.assign(thread.id, robin)
  await until(() => joinings(user) === 3)
  await calm(stage)
  expect(stage.calls().botpress.filter((call) => call.startsWith('GET') && call.endsWith('/messages'))).toEqual([])
})
