import { describe, expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm } from './talking'

/** One person with two tabs, or two people with one address: they ask for a person in the same first words. */
async function twoOfOneAddress(stage: DeskStage) {
  const visitor = () => stage.bot.plugin.startConversation({ name: 'Kim Lee', email: 'kim@customers.example' })
  const users = [visitor(), visitor()] as const
  for (const user of users) await user.say('I want a person')
  return users
}

async function escalateBoth(stage: DeskStage, between?: () => Promise<void>) {
  const [one, other] = await twoOfOneAddress(stage)
  const first = one.escalate({ title: 'Help' })
  await between?.()
  await Promise.all([first, other.escalate({ title: 'Help' })])
  return [one, other] as const
}

function expectApart(stage: DeskStage, [one, other]: Awaited<ReturnType<typeof escalateBoth>>) {
  expect(one.session?.downstreamConversationId).not.toBe(other.session?.downstreamConversationId)
  expect(stage.desk.threads()).toHaveLength(2)
}

describe.each(seats)('$name', ({ onStage }) => {
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
      const { id } = stage.desk
        .threads()
        .find((thread) => textsFromUser(stage, thread.id).includes('This is the one')) ?? { id: '' }
      stage.desk.reply({ threadId: id, agent: 'dana', text: 'A private word.' })
      await until(() => said(one).length === 1)
      await calm(stage)
      expect(said(other)).toEqual([])
    },
  )

  test('also when the second asks while the first is still being opened', async () => {
    const stage = await onStage()
    stage.desk.break('open', { delayMs: 300, times: 1 })
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
    expect(stage.desk.threads()).toHaveLength(1)
  })
})
