import { expect, test } from 'vitest'
import { comments, fromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const startOf = (stage: TestStage) => stage.bot.plugin.startConversation({ name: 'Kim Lee' })

test('firstMessage: the history stands in the first message instead', async () => {
  const stage = await onStage({ configuration: { historyDelivery: 'firstMessage' } })
  const { thread } = await escalated(stage)
  expect(comments(stage, thread.id)).toEqual([])
  expect(fromUser(stage, thread.id).map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /^\[Bot\] Kim Lee asks to talk to a person\. The bot's note on it:\n\nA broken lamp\n\nConversation before.*\nKim Lee: hello there\n/,
    ),
  ])
})

test('firstMessage: a long history and a long description still fit into one message', async () => {
  const stage = await onStage({
    configuration: { historyDelivery: 'firstMessage' },
    hubspot: { maxTextLength: 10_000 },
  })
  const user = startOf(stage)
  for (let number = 1; number <= 200; number += 1) user.botSays(`message ${number} ${'x'.repeat(100)}`)
  await user.escalate({ title: 'Help', description: 'very '.repeat(2_000), messageHistoryLimit: 1_000 })
  const [thread] = stage.hubspot.threads(stage.portalId)
  const texts = fromUser(stage, thread?.id ?? '').map(({ text }) => text)
  expect(texts).toEqual([expect.stringMatching(/earlier messages were left out.*message 200 /s)])
  const told = comments(stage, thread?.id ?? '').map(({ text }) => text)
  expect(told.join(' ')).toMatch(/^The bot's note in full:\n\nHelp\n\n(very ?){2000}$/)
})

test('off: the history goes nowhere', async () => {
  const stage = await onStage({ configuration: { historyDelivery: 'off' } })
  const { thread } = await escalated(stage)
  expect(JSON.stringify(stage.hubspot.messages(thread.id))).not.toContain('hello there')
})
