import { describe, expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { botpressPath } from '../stage/botpress'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, statusOf } from './looking'
import { escalated, onStage } from './on-stage'
import { calm, dana, robin, talking } from './talking'

// What Botpress says of that which waits for its time, and when that comes, is documented nowhere.

const joinings = (user: Parameters<typeof seen>[0]) => seen(user).filter((line) => line === told.joined).length

describe('messages that wait are not found before they are due', () => {
  const unfound = { botpress: { properties: { findsScheduledMessages: false } } }

  test.each([1, 3])('an early reply that one process gets %d times is seen once', async (copies) => {
    const stage = await onStage(unfound)
    const { user, thread } = await escalated(stage)
    stage.hubspot.webhooks.duplicate(copies)
    const message = stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Early.' })
    await until(() => said(user).includes('Early.'))
    await calm(stage)
    expect(said(user)).toEqual(['Early.'])
    expect(statusOf(stage, message)).toBe('SENT')
  })

  test('early replies keep their order, and come after the announcement', async () => {
    const stage = await onStage(unfound)
    const { user, thread } = await escalated(stage)
    stage.hubspot.ui.assign(thread.id, dana)
    for (const text of ['One.', 'Two.', 'Three.']) stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text })
    await until(() => said(user).length >= 3)
    await calm(stage)
    expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: One.', 'agent: Two.', 'agent: Three.'])
  })

  test('an early reply that Botpress takes its time to accept is seen once', async () => {
    const stage = await onStage(unfound)
    const { user, thread } = await escalated(stage)
    // Longer than a webhook may take.
    stage.botpress.faults.add({ method: 'POST', path: botpressPath.createMessage, delayMs: 1_000, times: 2 })
    const message = stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Early.' })
    await until(() => said(user).includes('Early.'))
    await calm(stage)
    expect(said(user)).toEqual(['Early.'])
    expect(statusOf(stage, message)).toBe('SENT')
  })

  // The price of this world: nothing but Botpress tells two processes of each other in time.
  test('one that HubSpot delivers to two processes at once is seen twice', async () => {
    const stage = await onStage(unfound)
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    stage.hubspot.webhooks.duplicate(2)
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Early.' })
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
    for (const agent of [dana, dana, robin]) {
      stage.hubspot.ui.assign(thread.id, agent)
      await calm(stage)
    }
    expect(joinings(user)).toBe(2)
    expect(user.session?.humanAgentName).toBe(agents.robin.name)
  })

  test('also early, with a reply, and when the news comes twice', async () => {
    const stage = await stageOf()
    const { user, thread } = await escalated(stage)
    stage.hubspot.webhooks.duplicate(2)
    stage.hubspot.ui.assign(thread.id, dana)
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
    await until(() => said(user).includes('Hello.'))
    await calm(stage)
    expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.'])
  })

  test('also when two processes get the news at once', async () => {
    const stage = await stageOf()
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    stage.hubspot.webhooks.duplicate(4)
    stage.hubspot.ui.assign(thread.id, dana)
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('whoever replied first is not announced again by the assignment that follows', async () => {
    const stage = await stageOf()
    const { user, thread } = await talking(stage)
    stage.hubspot.ui.assign(thread.id, dana)
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })
})

describe('events come late, each by another while', () => {
  const late = { botpress: { properties: { eventDelayMs: [0, 100] as const } } }

  test('an early assignment, reply and closing: announced once, then the reply, then the end', async () => {
    const stage = await onStage(late)
    const { user, thread } = await escalated(stage)
    stage.hubspot.ui.assign(thread.id, dana)
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
    stage.hubspot.ui.close(thread.id)
    await until(() => user.session?.active === false)
    await calm(stage)
    expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.', told.agentClosed])
    expect(user.dropped).toEqual([])
  })

  test('later, each agent is announced once, and the end comes last', async () => {
    const stage = await onStage(late)
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.hubspot.ui.assign(thread.id, dana)
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
    await calm(stage)
    stage.hubspot.ui.assign(thread.id, robin)
    await calm(stage)
    stage.hubspot.ui.reply({ threadId: thread.id, agent: robin, text: 'Goodbye.' })
    stage.hubspot.ui.close(thread.id)
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
    stage.hubspot.ui.assign(thread.id, dana)
    for (const text of ['One.', 'Two.']) stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text })
    await until(() => said(user).length >= 2)
    await calm(stage)
    expect([...said(user)].sort()).toEqual(['One.', 'Two.'])
    expect(joinings(user)).toBe(1)
  })
})
