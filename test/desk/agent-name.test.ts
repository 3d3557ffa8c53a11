import { describe, expect, test } from 'vitest'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectDelivered } from './looking'
import { seats } from './seats'
import { escalated, reply } from './talking'

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  test('the end user sees the agent by name and picture', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await reply(stage, thread.id, { text: 'Hello.' })
    const seen = user.transcript.at(-1)
    expect(seen).toMatchObject({ from: 'agent', agentName: agents.dana.name })
    expect(seen?.agentPicture).toBe(agents.dana.picture)
  })

  test.each([
    ['Dana\u2028Fields\u202e', 'Dana Fields'],
    ['\u200b', 'Agent'],
  ])('an agent’s name is one line of what can be seen: %j', async (name, seenAs) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.rename('dana', name)
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
    stage.desk.assign(thread.id, 'dana')
    await reply(stage, thread.id, { text: 'Hello.' })
    await reply(stage, thread.id, { agent: 'robin', text: 'And from me.' })
    expect(user.transcript.filter(({ from }) => from === 'agent').map(({ agentName }) => agentName)).toEqual([
      agents.dana.name,
      agents.robin.name,
    ])
  })

  test.each([{ status: 500 }, { status: 404 }, { status: 403 }, { drop: 'before' as const }, { delayMs: 3_000 }])(
    'a reply is delivered even when its author cannot be looked up (%j)',
    async (rule) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      stage.desk.break('agent', { ...rule })
      const message = await reply(stage, thread.id, { text: 'Hello.' })
      expect(said(user)).toEqual(['Hello.'])
      // A desk that nobody can ask says the name with the reply.
      expect(user.transcript.at(-1)?.agentName).toBe(lacks.has('agent') ? agents.dana.name : 'Agent')
      expectDelivered(stage, message)
    },
  )

  test('a name that could not be looked up is there at the next reply', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const remove = stage.desk.break('agent', { status: 404 })
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
    for (const { id } of stage.desk.threads()) {
      stage.desk.assign(id, 'dana')
      stage.desk.reply({ threadId: id, agent: 'dana', text: 'Hello.' })
    }
    await until(() => sessions.every(({ user }) => said(user).length === 1))
    await stage.settled()
    const named = stage.botpress.users(stage.bot).filter(({ name }) => name === agents.dana.name)
    expect(named).toHaveLength(1)
  })
})
