import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { until } from '../stage/until'
import { addProcess, comments, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const reopenings = (stage: TestStage, threadId: string) =>
  comments(stage, threadId).filter(({ text }) => /over for the customer/.test(text))

/** The end user writes, and the message is still on its way when the session ends. */
async function overtaken(stage: TestStage) {
  const { user, thread } = await escalated(stage)
  await stage.settled()
  stage.bot.plugin.messageDelayMs = 400
  const said = user.say('One more thing: it smells.')
  return { user, thread, said }
}

test('what the end user sent before the end is published after it, and the thread is closed again without a word', async () => {
  const stage = await onStage()
  const { user, thread, said } = await overtaken(stage)
  await user.stopByBot()
  expect(stage.hubspot.thread(thread.id).status).toBe('CLOSED')
  await said
  await stage.settled()
  expect(textsFromUser(stage, thread.id)).toEqual(['One more thing: it smells.'])
  expect(stage.hubspot.thread(thread.id).status).toBe('CLOSED')
  expect(reopenings(stage, thread.id)).toEqual([])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('after an agent ended it, the thread stays open for them, and they are told once how it stands', async () => {
  const stage = await onStage()
  const { user, thread, said } = await overtaken(stage)
  stage.hubspot.ui.close(thread.id)
  await said
  await until(() => user.session?.active === false)
  await stage.settled()
  expect(textsFromUser(stage, thread.id)).toEqual(['One more thing: it smells.'])
  expect(stage.hubspot.thread(thread.id).status).toBe('OPEN')
  expect(
    comments(stage, thread.id).filter(({ text }) => /came in after the conversation had ended/.test(text)),
  ).toHaveLength(1)
  expect(reopenings(stage, thread.id)).toEqual([])
})

test('it is also delivered when another process handled the end', async () => {
  const stage = await onStage()
  const [here = ''] = stage.bot.integrationUrls
  const there = await addProcess(stage)
  stage.bot.integrationUrls = [here]
  const { user, thread, said } = await overtaken(stage)
  stage.bot.integrationUrls = [there]
  await user.stopByBot()
  stage.bot.integrationUrls = [here]
  await said
  await stage.settled()
  expect(textsFromUser(stage, thread.id)).toEqual(['One more thing: it smells.'])
  expect(stage.hubspot.thread(thread.id).status).toBe('CLOSED')
  expect(reopenings(stage, thread.id)).toEqual([])
})

test('an agent who reopens the thread much later still gets the word', async () => {
  const stage = await onStage()
  const { user, thread, said } = await overtaken(stage)
  await user.stopByBot()
  await said
  await stage.settled()
  stage.hubspot.ui.reopen(thread.id, { at: Date.now() + 60_000 })
  await stage.settled()
  expect(reopenings(stage, thread.id)).toHaveLength(1)
})

test('into a thread that is deleted nothing is published; the bot owner reads why', async () => {
  const stage = await onStage()
  const { user, thread, said } = await overtaken(stage)
  stage.hubspot.ui.deleteThread(thread.id)
  await said
  await until(() => user.session?.active === false)
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(1)
  expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
    expect.stringMatching(/did not reach HubSpot.*was deleted/),
  ])
})

test('a message in a thread that stays open is not followed by a closing', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, agents.dana.userId)
  await user.say('Still there?')
  await stage.settled()
  expect(stage.hubspot.thread(thread.id).status).toBe('OPEN')
})
