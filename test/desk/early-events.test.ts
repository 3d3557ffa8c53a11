import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { timing } from '../../src/timing'
import { botpressPath } from '../stage/botpress'
import { seen, told } from '../stage/chat'
import { notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess, expectDelivered } from './looking'
import type { AgentName, DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

// What comes early must have come before the plugin listens, also where the machine is slow.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.4'
})

/** What the plugin cannot hear yet is created by a call that knows a schedule. */
const isScheduling = (call: string) => call.endsWith('/messages/get-or-create')

describe.each(seats)('$name', ({ onStage, agents, lacks, holdsUpStart }) => {
  /** Begins an escalation whose startHitl takes its time, and waits for the thread. */
  async function opening(stage: DeskStage) {
    stage.desk.break(holdsUpStart, { delayMs: 400, times: 1 })
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    await user.say('hello there')
    const escalation = user.escalate({ title: 'A broken lamp' })
    await until(() => stage.desk.threads().length > 0)
    const threadId = stage.desk.threads()[0]?.id ?? ''
    const reply = (text: string, agent: AgentName = 'dana') => stage.desk.reply({ threadId, agent, text })
    return { user, threadId, reply, escalation }
  }

  test('a thread that the desk assigns at once: the end user is told, once', async () => {
    const stage = await onStage()
    stage.desk.autoAssign('dana')
    const { user } = await escalated(stage)
    await until(() => seen(user).includes(told.joined))
    await stage.settled()
    expect(seen(user)).toEqual([told.handoff, told.joined])
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
    expect(user.dropped).toEqual([])
  })

  test('also when the plugin needs a while to listen after startHitl has returned', async () => {
    const stage = await onStage()
    stage.desk.autoAssign('dana')
    stage.bot.plugin.activationDelayMs = 300
    const { user } = await escalated(stage)
    await until(() => seen(user).includes(told.joined))
    expect(user.dropped).toEqual([])
  })

  test.skipIf(lacks.has('look'))('also when the news of the assignment never comes', async () => {
    const stage = await onStage()
    stage.desk.news.silence()
    stage.desk.autoAssign('dana')
    const { user } = await escalated(stage)
    await until(() => seen(user).includes(told.joined))
  })

  test('also when the news comes in several copies, to two processes', async () => {
    const stage = await onStage()
    await addProcess(stage)
    stage.desk.news.duplicate(3)
    stage.desk.autoAssign('dana')
    const { user } = await escalated(stage)
    await until(() => seen(user).includes(told.joined))
    await stage.settled()
    await until(() => stage.botpress.scheduled().length === 0)
    expect(seen(user)).toEqual([told.handoff, told.joined])
  })

  test('assigned by hand before startHitl has returned: the end user is told', async () => {
    const stage = await onStage()
    const { user, threadId, escalation } = await opening(stage)
    stage.desk.assign(threadId, 'dana')
    await escalation
    await until(() => seen(user).includes(told.joined))
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
  })

  test('reassigned before startHitl has returned: the second agent is the one in the end', async () => {
    const stage = await onStage()
    const { user, threadId, escalation } = await opening(stage)
    stage.desk.assign(threadId, 'dana')
    await stage.desk.news.settled()
    stage.desk.assign(threadId, 'robin')
    await escalation
    await until(() => user.session?.humanAgentName === agents.robin.name)
  })

  test('replies before startHitl has returned are seen in the order they were written, after the joining', async () => {
    const stage = await onStage()
    stage.desk.autoAssign('dana')
    const { user, reply, escalation } = await opening(stage)
    for (const text of ['One.', 'Two.', 'Three.']) {
      reply(text)
      await stage.desk.news.settled()
    }
    await escalation
    await until(() => seen(user).length >= 5)
    expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: One.', 'agent: Two.', 'agent: Three.'])
    expect(user.dropped).toEqual([])
  })

  test('a reply that comes before our own note of the thread keeps its place before a later one', async () => {
    const stage = await onStage()
    stage.botpress.faults.add({ method: 'PUT', path: botpressPath.updateConversation, delayMs: 150, times: 1 })
    stage.desk.break('agent', { delayMs: 200, times: 1 })
    const { user, reply, escalation } = await opening(stage)
    reply('One.')
    await until(() => notedSession(stage).openedAt !== undefined)
    reply('Two.')
    await escalation
    await until(() => seen(user).includes('agent: One.') && seen(user).includes('agent: Two.'))
    expect(seen(user).filter((line) => line.startsWith('agent'))).toEqual(['agent: One.', 'agent: Two.'])
  })

  test('replies right before and right after the plugin begins to listen keep their order', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const sent: string[] = []
    const early = stage.calls().botpress.filter(isScheduling)
    // The agent goes on writing until some replies came before the plugin listens, and some after.
    for (let atOnce = 0; atOnce < 5; ) {
      sent.push(`agent: ${sent.length + 1}`)
      stage.startCounting()
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: String(sent.length) })
      await stage.desk.news.settled()
      early.push(...stage.calls().botpress.filter(isScheduling))
      atOnce += stage.calls().botpress.filter((call) => call.endsWith('/initialize-incoming-message')).length
      // Without a pause now and then, each could wait behind the one before for ever.
      await sleep(sent.length % 10 === 0 ? timing.creation * 1.5 : 50)
    }
    expect(early.length).toBeGreaterThan(0)
    await until(() => seen(user).length >= sent.length + 2)
    expect(seen(user).filter((line) => line.startsWith('agent'))).toEqual(sent)
  })

  test('a file that takes until the plugin listens does not overtake the words it came with', async () => {
    // What waits for its time waits until it is told to go, as with a scheduler that is late.
    const stage = await onStage({ botpress: { schedule: 'manual' } })
    const { user, thread } = await escalated(stage)
    const openedAt = notedSession(stage).openedAt ?? Number.NaN
    const listensAt = openedAt + timing.pluginListensAfter
    vi.useFakeTimers({ toFake: ['Date'], now: listensAt - 100 })
    onTestFinished(() => void vi.useRealTimers())
    stage.desk.break(lacks.has('fileLinks') ? 'content' : 'locate', { delayMs: 150, times: 1 })
    const file = { name: 'map.pdf', content: Buffer.from('a map'), contentType: 'application/pdf' }
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Here:', files: [file] })
    // The words are created before the plugin listens, the file after that.
    await until(() => stage.botpress.scheduled().length > 0)
    vi.setSystemTime(listensAt + 150)
    await stage.settled()
    vi.useRealTimers()
    await stage.botpress.runScheduled()
    const fromAgent = () => user.transcript.filter(({ from }) => from === 'agent').map(({ type }) => type)
    await until(() => fromAgent().length === 2)
    expect(fromAgent()).toEqual(['text', 'file'])
  })

  test('an agent who replies without being assigned is announced once, by the reply itself', async () => {
    const stage = await onStage()
    const { user, threadId, reply, escalation } = await opening(stage)
    reply('I can help.')
    stage.desk.assign(threadId, 'dana')
    await escalation
    await until(() => seen(user).includes('agent: I can help.'))
    await stage.settled()
    await until(() => stage.botpress.scheduled().length === 0)
    expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: I can help.'])
  })

  test('answered and closed before startHitl has returned: the end user sees the reply, then the end', async () => {
    const stage = await onStage()
    const { user, threadId, reply, escalation } = await opening(stage)
    const answer = reply('Have a look at our page.')
    stage.desk.close(threadId)
    await escalation
    await until(() => user.session?.active === false)
    expect(seen(user).slice(-2)).toEqual(['agent: Have a look at our page.', told.agentClosed])
    expectDelivered(stage, answer)
    expect(user.dropped).toEqual([])
  })

  test.skipIf(lacks.has('delete'))('deleted before startHitl has returned: the session ends', async () => {
    const stage = await onStage()
    const { user, threadId, escalation } = await opening(stage)
    stage.desk.delete(threadId)
    await escalation
    await until(() => user.session?.active === false)
    expect(seen(user).at(-1)).toBe(told.agentClosed)
  })

  test.skipIf(lacks.has('delete'))(
    'deleted before our own note of the thread, and nobody told us: it ends when the user writes',
    async () => {
      const stage = await onStage()
      stage.desk.news.silence()
      stage.desk.break('look', { delayMs: 200, times: 1 })
      const { user, threadId, escalation } = await opening(stage)
      stage.desk.delete(threadId)
      await escalation
      // A thread that was just opened may also be one that the desk does not show yet, so it is tried for a while.
      await user.say('Is anybody there?')
      await until(() => user.session?.active === false)
      expect(seen(user).at(-1)).toBe(told.agentClosed)
      expect(stage.bot.plugin.deliveryFailures).toHaveLength(1)
    },
  )

  test('an early reply that is delivered three times, to two processes, is seen once', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    stage.desk.news.duplicate(3)
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Early.' })
    await stage.settled()
    await until(() => seen(user).includes('agent: Early.'))
    await stage.settled()
    expect(seen(user).filter((line) => line === 'agent: Early.')).toHaveLength(1)
  })
})
