import { describe, expect, test } from 'vitest'
import { operators } from '../../../sim/salesiq-stage'
import { botpressPath } from '../../stage/botpress'
import { endings, said, seen, told } from '../../stage/chat'
import { notedSession } from '../../stage/tags'
import { until } from '../../stage/until'
import { escalated, onSalesIqStage, type TestStage } from './on-salesiq-stage'

const over = (user: { session: { active: boolean } | undefined }) => until(() => user.session?.active !== true)
const reasonOf = (stage: TestStage) => notedSession(stage).endReason
const missedEvents = ({ botpress, bot }: TestStage) =>
  botpress.events(bot).filter(({ type }) => type === 'conversationMissed')

describe('a chat that nobody picks up', () => {
  test('ends the session, which the bot can tell from a resolved one', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.miss(chatId)
    await over(user)
    expect(reasonOf(stage)).toBe('missed')
    await until(() => stage.botpress.scheduled().length === 0)
    const [missed] = missedEvents(stage)
    expect(missed?.payload.userConversationId).toBe(user.conversationId)
    // One that names the session's conversation is kept from the bot by the hitl plugin.
    expect(missed).not.toHaveProperty('conversationId')
    expect(said(user)).toEqual([])
  })

  test('ends with the words that are configured for it, once', async () => {
    const stage = await onSalesIqStage({ configuration: { missedMessage: 'Nobody is here now. We will write.' } })
    const { user, chatId } = await escalated(stage)
    stage.salesiq.webhooks.duplicate(3)
    stage.salesiq.ui.miss(chatId)
    await over(user)
    await stage.settled()
    expect(said(user)).toEqual(['Nobody is here now. We will write.'])
    expect(endings(user)).toBe(1)
    expect(missedEvents(stage)).toHaveLength(1)
  })

  test('is heard though the news of it never came', async () => {
    const stage = await onSalesIqStage({ salesiq: { nobodyOnline: 'missed' } })
    const { user } = await escalated(stage)
    await over(user)
    expect(reasonOf(stage)).toBe('missed')
  })

  test('stays ended when somebody picks it up later', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.miss(chatId)
    await over(user)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await stage.settled()
    expect(seen(user)).not.toContain(told.joined)
  })
})

describe('a chat that ends', () => {
  test.each([
    ['agent', 'agent'],
    ['system', 'idle'],
    ['scheduler', 'idle'],
    ['visitor', 'user'],
  ] as const)('by the %s is over for the end user, with the reason %s', async (by, reason) => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await stage.settled()
    stage.salesiq.ui.end(chatId, { by })
    await over(user)
    expect(reasonOf(stage)).toBe(reason)
  })

  test('right after the last words keeps them', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    stage.salesiq.webhooks.hold()
    stage.salesiq.ui.reply({ chatId, text: 'Goodbye, then.' })
    stage.salesiq.ui.end(chatId, { by: 'agent' })
    await stage.salesiq.webhooks.release({ order: 'reverse' })
    await over(user)
    expect(said(user)).toContain('Goodbye, then.')
  })
})

test('a chat that has ended without news of it gives the end user back to the bot with their next message', async () => {
  const stage = await onSalesIqStage()
  const { user, chatId } = await escalated(stage)
  stage.salesiq.ui.pickUp(chatId, operators.dana.id)
  await stage.settled()
  stage.salesiq.webhooks.hold()
  stage.salesiq.ui.end(chatId, { by: 'scheduler' })
  await user.say('Are you still there?')
  await over(user)
  expect(reasonOf(stage)).toBe('idle')
})

test('that a chat was missed is told to the bot once, though Botpress could not note the end at first', async () => {
  const stage = await onSalesIqStage()
  const { user, chatId } = await escalated(stage)
  await stage.settled()
  stage.botpress.faults.add({ method: 'PUT', path: botpressPath.updateConversation, times: 2, status: 409, body: {} })
  stage.salesiq.ui.miss(chatId)
  await over(user)
  await stage.settled()
  await until(() => stage.botpress.scheduled().length === 0)
  expect(missedEvents(stage)).toHaveLength(1)
})

describe('the end from the side of the bot', () => {
  test('closes the chat as its visitor', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await user.say('/end')
    await until(() => stage.salesiq.chat(chatId).status === 'ended')
    expect(stage.salesiq.chat(chatId).endedBy).toBe('visitor')
    await stage.settled()
    expect(endings(user)).toBe(0)
  })

  test('closes it as an operator where visitors cannot', async () => {
    const stage = await onSalesIqStage({ salesiq: { visitorClose: 'off' } })
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await user.say('/end')
    await until(() => stage.salesiq.chat(chatId).status === 'ended')
  })

  test('is said to the agent where nothing closes it', async () => {
    const stage = await onSalesIqStage({ salesiq: { visitorClose: 'off', orgTokenOn: ['webhooks'] } })
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await user.say('/end')
    await until(() =>
      stage.salesiq.chat(chatId).entries.some(({ text }) => text === '[Bot] The customer has left this conversation.'),
    )
  })
})

describe('news that SalesIQ could not deliver', () => {
  test('is fetched by the next registration', async () => {
    const stage = await onSalesIqStage({ salesiq: { redeliveryDelaysMs: [20, 20, 20] } })
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await stage.settled()
    stage.salesiq.webhooks.lose(4)
    stage.salesiq.ui.end(chatId, { by: 'agent' })
    await stage.settled()
    expect(user.session?.active).toBe(true)
    await stage.bot.register()
    await over(user)
  })

  test('of a reply is found in the chat by whatever comes next', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    await stage.settled()
    stage.salesiq.ui.reply({ chatId, text: 'Nobody told of this.', unheard: true })
    // Whatever happens is an occasion, and on a busy machine the time for one may be too short.
    for (let turn = 0; !said(user).includes('Nobody told of this.'); turn += 1) {
      stage.salesiq.ui.transfer(chatId, turn % 2 === 0 ? operators.robin.id : operators.dana.id)
      await stage.settled()
    }
  })
})
