import { describe, expect, test } from 'vitest'
import type { ThreadView } from '../../sim/hubspot'
import { agents } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { appEvent, knock } from './knock'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm } from './talking'

const created = (stage: TestStage) => stage.botpress.events(stage.bot).map(({ type }) => type)
const assigned = (stage: TestStage, thread: ThreadView, agent: string, at = Date.now()) =>
  appEvent(stage, thread.id, { propertyName: 'assignedTo', propertyValue: `A-${agent}`, occurredAt: at })

/** An agent's reply as HubSpot tells of it. */
const reply = (stage: TestStage, thread: ThreadView, text: string) => ({
  type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
  portalId: String(stage.portalId),
  channelId: thread.channelId,
  eventId: '7',
  eventTimestamp: new Date().toISOString(),
  channelIntegrationThreadIds: thread.integrationThreadIds,
  message: stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text, deliver: false }),
})

/** `count` events of threads that are nobody's here. */
const strangers = (stage: TestStage, count: number) =>
  Array.from({ length: count }, (_, index) => appEvent(stage, String(5_900_000_000 + index)))

describe('one array', () => {
  test('may mix kinds of events, sessions, strangers and portals: everything that is ours is done', async () => {
    const stage = await onStage()
    const kim = await escalated(stage, { name: 'Kim Lee' })
    const sam = await escalated(stage, { name: 'Sam Roe' })
    const body = [
      ...strangers(stage, 3),
      assigned(stage, kim.thread, agents.dana.userId),
      appEvent(stage, kim.thread.id, { portalId: 999 }),
      reply(stage, sam.thread, 'Sam, this is for you.'),
      { type: 'SOMETHING_NEW', portalId: String(stage.portalId) },
      'not an event',
      appEvent(stage, sam.thread.id, { occurredAt: Date.now() + 1 }),
    ]
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    await until(() => sam.user.session?.active === false)
    expect(seen(sam.user)).toContain('agent: Sam, this is for you.')
    expect(seen(kim.user)).not.toContain('agent: Sam, this is for you.')
    await until(() => kim.user.session?.humanAgentName === agents.dana.name)
    expect(kim.user.session?.active).toBe(true)
    expect(created(stage).sort()).toEqual(['hitlAssigned', 'hitlStopped'])
  })

  test('of a hundred events is handled while HubSpot waits', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const body = [...strangers(stage, 99), appEvent(stage, thread.id)]
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    await until(() => user.session?.active === false)
    expect(stage.botpress.conversations(stage.bot)).toHaveLength(1)
  })

  test('of a hundred events, ours among strangers whom Botpress is slow to tell, is done at once', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.botpress.faults.add({ method: 'GET', path: /\/conversations$/, delayMs: 20_000 })
    void knock(stage, { body: [...strangers(stage, 99), reply(stage, thread, 'At once.')] })
    await until(() => seen(user).includes('agent: At once.'))
  })

  test('of a hundred events of one thread that is not ours asks about it once', async () => {
    const stage = await onStage()
    const body = Array.from({ length: 100 }, () => appEvent(stage, '5900000000'))
    stage.startCounting()
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(stage.calls().botpress).toHaveLength(1)
  })

  test("keeps one thread's events in the order they occurred", async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const now = Date.now()
    const body = [
      appEvent(stage, thread.id, { occurredAt: now + 2 }),
      assigned(stage, thread, agents.robin.userId, now + 1),
      assigned(stage, thread, agents.dana.userId, now),
    ]
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(created(stage)).toEqual(['hitlAssigned', 'hitlAssigned', 'hitlStopped'])
    await until(() => user.session?.active === false)
    expect(user.session?.humanAgentName).toBe(agents.robin.name)
  })

  test('that HubSpot gathered itself is handled as a whole', async () => {
    const stage = await onStage({ hubspot: { batchAppEvents: true } })
    const kim = await escalated(stage)
    const sam = await escalated(stage)
    stage.hubspot.ui.assign(kim.thread.id, agents.dana.userId)
    stage.hubspot.ui.assign(sam.thread.id, agents.robin.userId)
    stage.hubspot.ui.close(sam.thread.id)
    await stage.settled()
    await until(() => sam.user.session?.active === false)
    await until(() => kim.user.session?.humanAgentName === agents.dana.name)
    expect(sam.user.session?.humanAgentName).toBe(agents.robin.name)
  })
})

describe('a fault with one event of an array', () => {
  test('is answered 503; the others are done, and the redelivery does the rest without doubling', async () => {
    const stage = await onStage()
    const kim = await escalated(stage)
    const sam = await escalated(stage)
    stage.botpress.faults.add({ method: 'POST', path: /\/chat\/events$/, status: 500, times: 1 })
    const body = [
      assigned(stage, kim.thread, agents.dana.userId),
      assigned(stage, sam.thread, agents.dana.userId),
      reply(stage, sam.thread, 'Good morning, Sam.'),
    ]
    expect(await knock(stage, { body })).toMatchObject({ status: 503 })
    expect(created(stage)).toEqual(['hitlAssigned'])
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(created(stage)).toEqual(['hitlAssigned', 'hitlAssigned'])
    await until(() => seen(sam.user).includes('agent: Good morning, Sam.'))
    expect(seen(sam.user).filter((line) => line === 'agent: Good morning, Sam.')).toHaveLength(1)
  })

  test('that concerns looking up whose thread it is does not keep the others from being done', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.botpress.faults.add({ method: 'GET', path: /\/chat\/conversations$/, status: 400 })
    const body = [...strangers(stage, 1), appEvent(stage, thread.id)]
    expect(await knock(stage, { body })).toMatchObject({ status: 503 })
    await until(() => user.session?.active === false)
  })

  test('is redelivered by HubSpot itself until all is done', async () => {
    const stage = await onStage({ hubspot: { batchAppEvents: true } })
    const kim = await escalated(stage)
    const sam = await escalated(stage)
    await stage.settled()
    stage.botpress.faults.add({ method: 'POST', path: /\/chat\/events$/, status: 500, times: 3 })
    stage.hubspot.ui.assign(kim.thread.id, agents.dana.userId)
    stage.hubspot.ui.assign(sam.thread.id, agents.dana.userId)
    await stage.settled()
    await until(() => kim.user.session?.humanAgentName === agents.dana.name)
    await until(() => sam.user.session?.humanAgentName === agents.dana.name)
    expect(created(stage)).toEqual(['hitlAssigned', 'hitlAssigned'])
  })
})

test('the same webhook delivered several times at once does its work once', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.webhooks.duplicate(4)
  stage.hubspot.ui.assign(thread.id, agents.dana.userId)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Only once, please.' })
  await stage.settled()
  await until(() => seen(user).includes('agent: Only once, please.'))
  await stage.settled()
  expect(seen(user).filter((line) => line === 'agent: Only once, please.')).toHaveLength(1)
  expect(created(stage).length).toBeLessThanOrEqual(1)
})
