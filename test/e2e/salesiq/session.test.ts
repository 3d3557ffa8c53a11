import { expect, test } from 'vitest'
import { operators } from '../../../sim/salesiq-stage'
import { seen } from '../../stage/chat'
import { until } from '../../stage/until'
import { escalated, onSalesIqStage } from './on-salesiq-stage'

test('a whole session: the chat opens with the history, both talk, the agent ends, the bot takes over', async () => {
  const stage = await onSalesIqStage()
  const { user, chatId } = await escalated(
    stage,
    { email: 'Kim@Customers.example' },
    { description: 'It flickers since yesterday.' },
  )
  const chat = stage.salesiq.chat(chatId)
  expect(chat).toMatchObject({
    question: '[Bot] A broken lamp\n\nIt flickers since yesterday.',
    status: 'waiting',
    visitor: { name: 'Kim Lee', email: 'kim@customers.example' },
  })
  expect(chat.pastMessages.map(({ senderType, text }) => `${senderType}: ${text}`)).toContain('visitor: hello there')
  stage.salesiq.ui.pickUp(chatId, operators.dana.id)
  await user.say('Is anybody there?')
  stage.salesiq.ui.reply({ chatId, text: 'Yes, I am Dana.' })
  await until(() => seen(user).includes('agent: Yes, I am Dana.'))
  expect(stage.salesiq.chat(chatId).entries.flatMap(({ by, text }) => (by === 'visitor' ? text : []))).toContain(
    'Is anybody there?',
  )
  stage.salesiq.ui.end(chatId, { by: 'agent' })
  await until(() => user.session?.active !== true)
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})
