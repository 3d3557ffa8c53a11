import { describe, expect, test } from 'vitest'
import { seen } from '../stage/chat'
import { notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { textsFromUser } from './looking'
import { seats } from './seats'
import { escalated, reply, talking } from './talking'

describe.each(seats)('$name', ({ onStage }) => {
  // What versions 1.4 and 1.5 of the hitl plugin, and 2.1.0 of its interface, do otherwise than those this was built with.

  test('a message with data of the interface 2.1.0 reaches the agent like any other', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    const additionalData = JSON.stringify({ reference: 'x'.repeat(450) })
    await user.say({ type: 'text', payload: { text: 'With more to it', additionalData } })
    const items = [{ type: 'text', payload: { text: 'In a bloc' } }]
    await user.say({ type: 'bloc', payload: { items, additionalData } })
    expect(textsFromUser(stage, thread.id).slice(-2)).toEqual(['With more to it', 'In a bloc'])
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('a history with an earlier agent’s look-alikes, and with data of 2.1.0, can be read', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    await reply(stage, thread.id, { agent: 'dana', text: 'I was here before.' })
    await until(() => seen(user).includes('agent: I was here before.'))
    stage.desk.close(thread.id)
    await until(() => user.session?.active === false)
    await user.say({ type: 'text', payload: { text: 'Once more', additionalData: '{"a":1}' } })
    await user.escalate({ title: 'Again' })
    await stage.settled()
    const second = stage.desk.threads().at(-1)?.id ?? ''
    const history = stage.desk.history(second)[0]?.join('\n') ?? ''
    expect(history).toMatch(/Earlier session: .* with Dana Fields[\s\S]*Kim Lee: Once more/)
    expect(history).not.toMatch(/webchat-|additionalData|could not be read|cannot be shown/)
  })

  test('a session that another integration hands over has no title, and opens all the same', async () => {
    const stage = await onStage()
    const { user } = await escalated(stage, {})
    const userId = notedSession(stage).userId
    await user.stopByBot()
    const messageHistory = [{ source: { type: 'user', userId }, type: 'text', payload: { text: 'I was with others.' } }]
    const { conversationId } = await stage.bot.callAction('startHitl', { userId, messageHistory })
    expect(conversationId).toMatch(/^conv_/)
    const threads = stage.desk.threads()
    expect(threads).toHaveLength(2)
    expect(stage.desk.history(threads[1]?.id ?? '')[0]?.join()).toContain('I was with others.')
  })
})
