import { describe, expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { joinings, said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectDelivered } from './looking'
import { seats } from './seats'
import { calm, escalated, talking } from './talking'

describe.each(seats)('$name', ({ onStage, agents }) => {
  describe('messages that wait are not found before they are due', () => {
    const unfound = { botpress: { properties: { findsScheduledMessages: false } } }

    test.each([1, 3])('an early reply that one process gets %d times is seen once', async (copies) => {
      const stage = await onStage(unfound)
      const { user, thread } = await escalated(stage)
      stage.desk.news.duplicate(copies)
      const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Early.' })
      await until(() => said(user).includes('Early.'))
      await calm(stage)
      expect(said(user)).toEqual(['Early.'])
      expectDelivered(stage, message)
    })

    test('early replies keep their order, and come after the announcement', async () => {
      const stage = await onStage(unfound)
      const { user, thread } = await escalated(stage)
      stage.desk.assign(thread.id, 'dana')
      for (const text of ['One.', 'Two.', 'Three.']) stage.desk.reply({ threadId: thread.id, agent: 'dana', text })
      await until(() => said(user).length >= 3)
      await calm(stage)
      expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: One.', 'agent: Two.', 'agent: Three.'])
    })

    test('an early reply that Botpress takes its time to accept is seen once', async () => {
      const stage = await onStage(unfound)
      const { user, thread } = await escalated(stage)
      // Longer than the news of it may take.
      stage.botpress.faults.add({ method: 'POST', path: botpressPath.createMessage, delayMs: 1_000, times: 2 })
      const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Early.' })
      await until(() => said(user).includes('Early.'))
      await calm(stage)
      expect(said(user)).toEqual(['Early.'])
      expectDelivered(stage, message)
    })

    // The price of this world: nothing but Botpress tells two processes of each other in time.
    test('one that the desk delivers to two processes at once is seen twice', async () => {
      const stage = await onStage(unfound)
      await addProcess(stage)
      const { user, thread } = await escalated(stage)
      stage.desk.news.duplicate(2)
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Early.' })
      await until(() => said(user).length >= 2)
      await calm(stage)
      expect(said(user)).toEqual(['Early.', 'Early.'])
    })
  })

  describe.each([
    ['events may not be listed', { integrationsListEvents: false }],
    ['events that wait are not listed', { listsScheduledEvents: false }],
  ])('%s', (_, properties) => {
    const stageOf = () => onStage({ botpress: { properties } })

    test('each agent is announced once', async () => {
      const stage = await stageOf()
      const { user, thread } = await escalated(stage)
      for (const agent of ['dana', 'dana', 'robin'] as const) {
        stage.desk.assign(thread.id, agent)
        await calm(stage)
      }
      expect(joinings(user)).toBe(2)
      expect(user.session?.humanAgentName).toBe(agents.robin.name)
    })

    test('also early, with a reply, and when the news comes twice', async () => {
      const stage = await stageOf()
      const { user, thread } = await escalated(stage)
      stage.desk.news.duplicate(2)
      stage.desk.assign(thread.id, 'dana')
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Hello.' })
      await until(() => said(user).includes('Hello.'))
      await calm(stage)
      expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.'])
    })

    test('also when two processes get the news at once', async () => {
      const stage = await stageOf()
      await addProcess(stage)
      const { user, thread } = await escalated(stage)
      stage.desk.news.duplicate(4)
      stage.desk.assign(thread.id, 'dana')
      await calm(stage)
      expect(joinings(user)).toBe(1)
    })

    test('whoever replied first is not announced again by the assignment that follows', async () => {
      const stage = await stageOf()
      const { user, thread } = await talking(stage)
      stage.desk.assign(thread.id, 'dana')
      await calm(stage)
      expect(joinings(user)).toBe(1)
    })
  })

  describe('events come late, each by another while', () => {
    const late = { botpress: { properties: { eventDelayMs: [0, 100] as const } } }

    test('an early assignment, reply and closing: announced once, then the reply, then the end', async () => {
      const stage = await onStage(late)
      const { user, thread } = await escalated(stage)
      stage.desk.assign(thread.id, 'dana')
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Hello.' })
      stage.desk.close(thread.id)
      await until(() => user.session?.active === false)
      await calm(stage)
      expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.', told.agentClosed])
      expect(user.dropped).toEqual([])
    })

    test('later, each agent is announced once, and the end comes last', async () => {
      const stage = await onStage(late)
      const { user, thread } = await escalated(stage)
      await calm(stage)
      stage.desk.assign(thread.id, 'dana')
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Hello.' })
      await calm(stage)
      stage.desk.assign(thread.id, 'robin')
      await calm(stage)
      stage.desk.reply({ threadId: thread.id, agent: 'robin', text: 'Goodbye.' })
      stage.desk.close(thread.id)
      await until(() => user.session?.active === false)
      await calm(stage)
      expect(seen(user)).toEqual([
        told.handoff,
        told.joined,
        'agent: Hello.',
        told.joined,
        'agent: Goodbye.',
        told.agentClosed,
      ])
    })

    test('messages that were scheduled as well: none is lost, and the agent is announced once', async () => {
      const stage = await onStage({
        botpress: { properties: { ...late.botpress.properties, scheduledMessageDelayMs: [0, 100] } },
      })
      const { user, thread } = await escalated(stage)
      stage.desk.assign(thread.id, 'dana')
      for (const text of ['One.', 'Two.']) stage.desk.reply({ threadId: thread.id, agent: 'dana', text })
      await until(() => said(user).length >= 2)
      await calm(stage)
      expect([...said(user)].sort()).toEqual(['One.', 'Two.'])
      expect(joinings(user)).toBe(1)
    })
  })
})
