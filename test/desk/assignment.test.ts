import { describe, expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { joinings, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess } from './looking'
import { seats } from './seats'
import { calm, escalated, talking } from './talking'

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  test('the end user is told once that an agent has joined, and who it is', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(seen(user)).toEqual([told.handoff, told.joined])
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
    const agent = stage.botpress.users(stage.bot).find(({ id }) => id === user.session?.humanAgentId)
    expect(agent?.name).toBe(agents.dana.name)
    expect(agent?.pictureUrl).toBe(agents.dana.picture)
  })

  test('a reassignment is announced', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    stage.desk.assign(thread.id, 'robin')
    await calm(stage)
    expect(joinings(user)).toBe(2)
    expect(user.session?.humanAgentName).toBe(agents.robin.name)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
  })

  test.skipIf(lacks.has('unassign'))('unassigning is not announced, nor is the same agent after it', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    for (const agent of ['dana', null, 'dana'] as const) {
      stage.desk.assign(thread.id, agent)
      await calm(stage)
    }
    expect(joinings(user)).toBe(1)
  })

  test.skipIf(lacks.has('unassign'))('another agent after unassigning is announced', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    for (const agent of ['dana', null, 'robin'] as const) {
      stage.desk.assign(thread.id, agent)
      await calm(stage)
    }
    expect(joinings(user)).toBe(2)
    expect(user.session?.humanAgentName).toBe(agents.robin.name)
  })

  test('whatever order the news comes in, the newest assignment wins', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.news.hold()
    const at = Date.now()
    stage.desk.assign(thread.id, 'dana', { at })
    stage.desk.assign(thread.id, 'robin', { at: at + 10 })
    await stage.desk.news.release({ order: 'reverse' })
    await calm(stage)
    expect(user.session?.humanAgentName).toBe(agents.robin.name)
    expect(joinings(user)).toBe(1)
  })

  test('whoever replied first is not announced again by the assignment that follows', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Hello.' })
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('nor when the assignment and the reply come at the same moment, to two processes', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.desk.news.hold()
    stage.desk.assign(thread.id, 'dana')
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Hello.' })
    await stage.desk.news.release({ copies: 2 })
    await calm(stage)
    expect(joinings(user)).toBe(1)
    expect(seen(user)).toContain('agent: Hello.')
  })

  test('news that is delivered several times at once is announced once', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.desk.news.duplicate(3)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('also when two processes get it at the same moment', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.desk.news.duplicate(4)
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(1)
    stage.desk.assign(thread.id, 'robin')
    await calm(stage)
    expect(joinings(user)).toBe(2)
  })

  test('an agent whose name cannot be looked up is announced all the same', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.break('agent', { status: 500 })
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('while Botpress is down, the news is delivered again and announced once', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.botpress.faults.add({ method: 'POST', path: /\/events/, status: 500, times: 2 })
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(1)
  })

  test('after the end an assignment is not announced', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await user.say('/end')
    stage.desk.assign(thread.id, 'dana')
    await calm(stage)
    expect(joinings(user)).toBe(0)
    expect(user.dropped).toEqual([])
  })

  test.each([
    [
      'the answer to the announcement is lost',
      { method: 'POST', path: botpressPath.events, drop: 'after' as const, times: 1 },
    ],
    [
      'the announcement cannot be noted',
      { method: 'PUT', path: botpressPath.updateConversation, status: 500, times: 8 },
    ],
  ])('an agent is announced once, although %s', async (_, fault) => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    const announced = () => stage.botpress.events(stage.bot).filter(({ type }) => type === 'hitlAssigned').length
    const before = announced()
    stage.botpress.faults.add(fault)
    stage.desk.assign(thread.id, 'robin')
    await until(() => user.session?.humanAgentName === agents.robin.name)
    await calm(stage)
    expect(announced()).toBe(before + 1)
    expect(joinings(user)).toBe(2)
  })
})
