import { expect, test } from 'vitest'
import { hostIntegration } from '../../sim/botpress'
import { botpressPath, clientOf } from '../stage/botpress'
import { partTags, replyIdOf } from '../stage/tags'
import { until } from '../stage/until'
import { onStage } from './on-stage'
import { playgroundOn } from './playground-world'
import { calm, dana } from './talking'

const nothing = { said: 0, arrived: 0, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 }

test('a reply whose webhook nobody dealt with is lost, and was under way until then', async () => {
  const stage = await onStage()
  const { world, handedOver } = playgroundOn(stage)
  const { threadId } = await handedOver()
  await calm(stage)
  stage.botpress.webhookFaults.add({ path: /./, status: 200, delayMs: 300 })
  stage.hubspot.ui.reply({ threadId, agent: dana, text: 'Is it the bulb?' })
  expect(world().tally.toUser).toEqual({ ...nothing, said: 1, underWay: 1 })
  await calm(stage)
  expect(world().tally.toUser).toEqual({ ...nothing, said: 1, lost: 1 })
  expect(world().threads[0]?.entries.at(-1)).toMatchObject({ text: 'Is it the bulb?', seen: 'never' })
})

test('a reply that the plugin drops without a word to the agent is lost', async () => {
  const stage = await onStage()
  const { world, guests } = playgroundOn(stage)
  // So long does the plugin not listen that what waits for it comes too early all the same.
  stage.bot.plugin.activationDelayMs = 8_000
  const guest = guests.add('known')
  const escalation = guest.user.escalate({ title: 'A lamp' })
  await until(() => stage.hubspot.threads(stage.portalId).length === 1)
  const threadId = stage.hubspot.threads(stage.portalId)[0]?.id ?? ''
  const { id } = stage.hubspot.ui.reply({ threadId, agent: dana, text: 'Too early' })
  const created = () => stage.botpress.conversations(stage.bot).flatMap((it) => stage.botpress.messages(it.id))
  await until(() => created().some((message) => replyIdOf(message) === id))
  await escalation
  await calm(stage)
  expect(stage.bot.plugin.dropped).toMatchObject([{ kind: 'message' }])
  expect(world().tally.toUser).toEqual({ ...nothing, said: 1, lost: 1 })
})

test('what a user says to an integration that does nothing about it is lost', async () => {
  const stage = await onStage()
  const { world, handedOver } = playgroundOn(stage)
  const { guest } = await handedOver()
  await calm(stage)
  const idle = await hostIntegration(async () => ({ status: 200 }))
  const [...others] = stage.bot.integrationUrls
  stage.bot.integrationUrls = [idle.url]
  const saying = guest.user.say('Is anybody there?')
  expect(world().tally.toAgent).toEqual({ ...nothing, said: 1, underWay: 1 })
  await saying
  stage.bot.integrationUrls = others
  await idle.close()
  expect(world().tally.toAgent).toEqual({ ...nothing, said: 1, lost: 1 })
  expect(world().users[0]?.transcript.find(({ from }) => from === 'user')).toMatchObject({ delivery: 'lost' })
})

test('a reply that only somebody else sees is lost, and the ledger says where it is', async () => {
  const stage = await onStage()
  const { world, handedOver } = playgroundOn(stage)
  const { threadId } = await handedOver()
  const stranger = await handedOver()
  await calm(stage)
  stage.botpress.webhookFaults.add({ path: /./, status: 200 })
  const { id } = stage.hubspot.ui.reply({ threadId, agent: dana, text: 'For Kim alone' })
  await calm(stage)
  await clientOf(stage).createMessage({
    conversationId: stranger.guest.user.session?.downstreamConversationId ?? '',
    userId: stage.bot.botId,
    type: 'text',
    payload: { text: 'For Kim alone' },
    tags: partTags(id, '0').tags,
  })
  expect(world().tally.toUser).toEqual({ ...nothing, said: 1, lost: 1, astray: 1 })
})

test('a reply to somebody who leaves meanwhile is under way until the agent is told', async () => {
  const stage = await onStage()
  const { world, handedOver } = playgroundOn(stage)
  const { guest, threadId } = await handedOver()
  await calm(stage)
  let leaving: Promise<void> | undefined
  stage.botpress.faults.addCycle({
    path: botpressPath.createMessage,
    next: () => {
      leaving ??= guest.user.say('/end')
      return { delayMs: 300 }
    },
  })
  const lookBack = /\/messages$/
  stage.botpress.faults.add({ method: 'GET', path: lookBack, delayMs: 400 })
  const tallies: unknown[] = []
  stage.botpress.log.subscribe(({ method, path }) => {
    if (method === 'GET' && lookBack.test(path)) tallies.push(world().tally.toUser)
  })
  stage.hubspot.ui.reply({ threadId, agent: dana, text: 'Wait!' })
  await until(() => tallies.length > 0)
  await leaving
  await calm(stage)
  expect(stage.bot.plugin.dropped.filter(({ kind }) => kind === 'message')).toHaveLength(1)
  expect(tallies).toContainEqual({ ...nothing, said: 1, underWay: 1 })
  expect(tallies).not.toContainEqual({ ...nothing, said: 1, lost: 1 })
  expect(world().tally.toUser).toEqual({ ...nothing, said: 1, reported: 1 })
})
