import { expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, hubspotPath } from './looking'
import { onStage, type TestStage } from './on-stage'
import { calm, dana } from './talking'

/** One person with two tabs, or two people with one address: they ask for a person in the same first words. */
async function twoOfOneAddress(stage: TestStage) {
  const visitor = () => stage.bot.plugin.startConversation({ name: 'Kim Lee', email: 'kim@customers.example' })
  const users = [visitor(), visitor()] as const
  for (const user of users) await user.say('I want a person')
  return users
}

async function escalateBoth(stage: TestStage, between?: () => Promise<void>) {
  const [one, other] = await twoOfOneAddress(stage)
  const first = one.escalate({ title: 'Help' })
  await between?.()
  await Promise.all([first, other.escalate({ title: 'Help' })])
  return [one, other] as const
}

function expectApart(stage: TestStage, [one, other]: Awaited<ReturnType<typeof escalateBoth>>) {
  expect(one.session?.downstreamConversationId).not.toBe(other.session?.downstreamConversationId)
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
}

test.each(['one process', 'two processes'])(
  'two escalations in the same words have a thread each (%s)',
  async (where) => {
    const stage = await onStage()
    if (where === 'two processes') await addProcess(stage)
    const users = await escalateBoth(stage)
    expectApart(stage, users)
    const [one, other] = users
    await one.say('This is the one')
    await calm(stage)
    const { id } = stage.hubspot
      .threads(stage.portalId)
      .find((thread) =>
        stage.hubspot
          .messages(thread.id)
          .some((message) => message.type === 'MESSAGE' && message.text === 'This is the one'),
      ) ?? { id: '' }
    stage.hubspot.ui.reply({ threadId: id, agent: dana, text: 'A private word.' })
    await until(() => said(one).length === 1)
    await calm(stage)
    expect(said(other)).toEqual([])
  },
)

test('also when the second asks while the first is still being opened', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.publish, delayMs: 300, times: 1 })
  const users = await escalateBoth(stage, async () => {
    await until(() => stage.botpress.conversations(stage.bot).length === 1)
  })
  expectApart(stage, users)
})

test('also when the plugin is slow to take the first one up', async () => {
  const stage = await onStage()
  stage.bot.plugin.activationDelayMs = timing.takeUpPatience / 2
  expectApart(stage, await escalateBoth(stage))
})

test('a request that comes twice and is never taken up still has one thread', async () => {
  const stage = await onStage()
  const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee', email: 'kim@customers.example' })
  const input = { userId, title: 'Help', messageHistory: [] }
  const answers = await Promise.all([
    stage.bot.callAction('startHitl', input),
    stage.bot.callAction('startHitl', input),
  ])
  expect(answers[0]).toEqual(answers[1])
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(1)
})
