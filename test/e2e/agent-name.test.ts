import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, hubspotPath, statusOf } from './looking'
import { escalated, onStage } from './on-stage'
import { dana, reply } from './talking'

test('the end user sees the agent by name and picture', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello.' })
  expect(user.transcript.at(-1)).toMatchObject({
    from: 'agent',
    agentName: agents.dana.name,
    agentPicture: agents.dana.avatar,
  })
})

test('an agent without a name is called Agent', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: '777', text: 'Hello.' })
  expect(user.transcript.at(-1)).toMatchObject({ from: 'agent', agentName: 'Agent', payload: { text: 'Hello.' } })
})

test.each([
  ['Dana\u2028Fields\u202e', 'Dana Fields'],
  ['\u200b', 'Agent'],
])('an agent’s name is one line of what can be seen: %j', async (name, seenAs) => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.faults.add({
    path: hubspotPath.actor,
    status: 200,
    body: { id: `A-${dana}`, type: 'AGENT', name },
  })
  await reply(stage, thread.id, { text: 'Hello.' })
  expect(user.transcript.at(-1)?.agentName).toBe(seenAs)
})

test('an agent who replies without being assigned is announced once, with name', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello.' })
  await reply(stage, thread.id, { text: 'Hello again.' })
  expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.', 'agent: Hello again.'])
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})

test('somebody else who replies is seen by their own name', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await reply(stage, thread.id, { text: 'Hello.' })
  await reply(stage, thread.id, { agent: agents.robin.userId, text: 'And from me.' })
  expect(user.transcript.filter(({ from }) => from === 'agent').map(({ agentName }) => agentName)).toEqual([
    agents.dana.name,
    agents.robin.name,
  ])
})

test('an AI agent of HubSpot can reply too', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: 'L-7', text: 'Beep.' })
  expect(said(user)).toEqual(['Beep.'])
})

test.each([{ status: 500 }, { status: 404 }, { status: 403 }, { drop: 'before' as const }, { delayMs: 3_000 }])(
  'a reply is delivered even when its author cannot be looked up (%j)',
  async (rule) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.hubspot.faults.add({ path: hubspotPath.actor, ...rule })
    const message = await reply(stage, thread.id, { text: 'Hello.' })
    expect(said(user)).toEqual(['Hello.'])
    expect(user.transcript.at(-1)?.agentName).toBe('Agent')
    expect(statusOf(stage, message)).toBe('SENT')
  },
)

test('a name that could not be looked up is there at the next reply', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const remove = stage.hubspot.faults.add({ path: hubspotPath.actor, status: 404 })
  await reply(stage, thread.id, { text: 'Hello.' })
  remove()
  await reply(stage, thread.id, { text: 'Hello again.' })
  const id = user.session?.humanAgentId
  expect(stage.botpress.users(stage.bot).find((candidate) => candidate.id === id)?.name).toBe(agents.dana.name)
})

test('one agent is one Botpress user, however many sessions and processes', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const sessions = await Promise.all([escalated(stage), escalated(stage)])
  for (const { id } of stage.hubspot.threads(stage.portalId)) {
    stage.hubspot.ui.assign(id, dana)
    stage.hubspot.ui.reply({ threadId: id, agent: dana, text: 'Hello.' })
  }
  await until(() => sessions.every(({ user }) => said(user).length === 1))
  await stage.settled()
  const named = stage.botpress.users(stage.bot).filter(({ name }) => name === agents.dana.name)
  expect(named).toHaveLength(1)
})
