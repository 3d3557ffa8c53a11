import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { addProcess, botpressPath, hubspotPath, told } from './looking'
import { escalated, onStage, seen, until } from './on-stage'
import { calm, dana, robin, talking } from './talking'

const joinings = (user: Parameters<typeof seen>[0]) => seen(user).filter((line) => line === told.joined).length

test('the end user is told once that an agent has joined, and who it is', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(seen(user)).toEqual([told.handoff, told.joined])
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
  const agent = stage.botpress.users(stage.bot).find(({ id }) => id === user.session?.humanAgentId)
  expect(agent).toMatchObject({ name: agents.dana.name, pictureUrl: agents.dana.avatar })
})

test('a reassignment is announced', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  stage.hubspot.ui.assign(thread.id, robin)
  await calm(stage)
  expect(joinings(user)).toBe(2)
  expect(user.session?.humanAgentName).toBe(agents.robin.name)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})

test('unassigning is not announced, nor is the same agent after it', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  for (const agent of [dana, null, dana]) {
    stage.hubspot.ui.assign(thread.id, agent)
    await calm(stage)
  }
  expect(joinings(user)).toBe(1)
})

test('another agent after unassigning is announced', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  for (const agent of [dana, null, robin]) {
    stage.hubspot.ui.assign(thread.id, agent)
    await calm(stage)
  }
  expect(joinings(user)).toBe(2)
  expect(user.session?.humanAgentName).toBe(agents.robin.name)
})

test('whatever order the news comes in, the newest assignment wins', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.webhooks.hold()
  const at = Date.now()
  stage.hubspot.ui.assign(thread.id, dana, { at })
  stage.hubspot.ui.assign(thread.id, robin, { at: at + 10 })
  await stage.hubspot.webhooks.release({ order: 'reverse' })
  await calm(stage)
  expect(user.session?.humanAgentName).toBe(agents.robin.name)
  expect(joinings(user)).toBe(1)
})

test('in one webhook, events out of order are put in order', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.webhooks.hold()
  const at = Date.now()
  stage.hubspot.ui.assign(thread.id, dana, { at })
  stage.hubspot.ui.assign(thread.id, robin, { at: at + 10 })
  await stage.hubspot.webhooks.release({ order: 'reverse', batchAppEvents: true })
  await calm(stage)
  expect(user.session?.humanAgentName).toBe(agents.robin.name)
})

test('HubSpot may name the agent by the bare user ID', async () => {
  const stage = await onStage({ hubspot: { assignedToFormat: 'bare' } })
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
  await calm(stage)
  expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.'])
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})

test('whoever replied first is not announced again by the assignment that follows', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(1)
})

test('nor when the assignment and the reply come at the same moment, to two processes', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, thread } = await escalated(stage)
  await calm(stage)
  stage.hubspot.webhooks.hold()
  stage.hubspot.ui.assign(thread.id, dana)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
  await stage.hubspot.webhooks.release({ copies: 2 })
  await calm(stage)
  expect(joinings(user)).toBe(1)
  expect(seen(user)).toContain('agent: Hello.')
})

test('news that is delivered several times at once is announced once', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await calm(stage)
  stage.hubspot.webhooks.duplicate(3)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(1)
})

test('also when two processes get it at the same moment', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, thread } = await escalated(stage)
  await calm(stage)
  stage.hubspot.webhooks.duplicate(4)
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(1)
  stage.hubspot.ui.assign(thread.id, robin)
  await calm(stage)
  expect(joinings(user)).toBe(2)
})

test('an agent whose name cannot be looked up is announced all the same', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.faults.add({ path: hubspotPath.actor, status: 500 })
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(1)
})

test('while Botpress is down, the news is delivered again and announced once', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.botpress.faults.add({ method: 'POST', path: /\/events/, status: 500, times: 2 })
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(1)
})

test('after the end an assignment is not announced', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await user.say('/end')
  stage.hubspot.ui.assign(thread.id, dana)
  await calm(stage)
  expect(joinings(user)).toBe(0)
  expect(user.dropped).toEqual([])
})

test.each([
  [
    'the answer to the announcement is lost',
    { method: 'POST', path: botpressPath.events, drop: 'after' as const, times: 1 },
  ],
  ['the announcement cannot be noted', { method: 'PUT', path: botpressPath.updateConversation, status: 500, times: 8 }],
])('an agent is announced once, although %s', async (_, fault) => {
  const stage = await onStage()
  const { user, thread } = await talking(stage)
  stage.botpress.faults.add(fault)
  stage.hubspot.ui.assign(thread.id, robin)
  await until(() => user.session?.humanAgentName === agents.robin.name)
  await calm(stage)
  expect(stage.botpress.events(stage.bot).filter(({ type }) => type === 'hitlAssigned')).toHaveLength(1)
  expect(joinings(user)).toBe(2)
})
