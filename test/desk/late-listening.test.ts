import { describe, expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { botpressPath } from '../stage/botpress'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectDelivered, expectUndelivered } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated } from './talking'

/** Begins an escalation, and waits for its thread; nothing of it need be noted in Botpress yet. */
async function beginning(stage: DeskStage) {
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
  await user.say('hello there')
  const escalation = user.escalate({ title: 'A broken lamp' })
  await until(() => stage.desk.threads().length > 0)
  const threadId = stage.desk.threads()[0]?.id ?? ''
  const reply = (text: string) => stage.desk.reply({ threadId, agent: 'dana', text })
  return { user, threadId, reply, escalation }
}

/** Botpress takes longer to note the thread than the plugin usually takes to listen. */
const slowNote = {
  method: 'PUT',
  path: botpressPath.updateConversation,
  delayMs: timing.pluginListensAfter * 2,
  times: 1,
}

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  test('answered while Botpress takes its time to note the thread: the end user sees it, once', async () => {
    const stage = await onStage()
    stage.botpress.faults.add(slowNote)
    const { user, reply, escalation } = await beginning(stage)
    const answer = reply('I can help.')
    await escalation
    await until(() => seen(user).includes('agent: I can help.'), 20_000)
    await calm(stage)
    expect(said(user)).toEqual(['I can help.'])
    expectDelivered(stage, answer)
    expect(user.dropped).toEqual([])
  })

  test('answered and closed meanwhile: the end user sees the reply, and is with the bot again', async () => {
    const stage = await onStage()
    stage.botpress.faults.add(slowNote)
    const { user, threadId, reply, escalation } = await beginning(stage)
    const answer = reply('Have a look at our page.')
    stage.desk.close(threadId)
    await escalation
    await until(() => user.session?.active === false, 20_000)
    await calm(stage)
    if (said(user).length === 0) expectUndelivered(stage, answer)
    else expect(said(user)).toEqual(['Have a look at our page.'])
  })

  test('a plugin that listens late: an early reply waits for it', async () => {
    const stage = await onStage()
    stage.bot.plugin.activationDelayMs = timing.pluginListensAfter * 1.3
    const { user, reply, escalation } = await beginning(stage)
    const answer = reply('I can help.')
    await escalation
    await until(() => seen(user).includes('agent: I can help.'), 20_000)
    await calm(stage)
    expectDelivered(stage, answer)
    expect(user.dropped.filter(({ kind }) => kind === 'message')).toEqual([])
  })

  test('in whichever process the news of it come in', async () => {
    const stage = await onStage()
    await addProcess(stage)
    stage.bot.plugin.activationDelayMs = timing.pluginListensAfter * 1.3
    const { user, reply, escalation } = await beginning(stage)
    reply('One.')
    reply('Two.')
    await escalation
    await until(() => said(user).length === 2, 20_000)
    await calm(stage)
    expect(said(user)).toHaveLength(2)
    expect(user.dropped.filter(({ kind }) => kind === 'message')).toEqual([])
  })

  test.skipIf(lacks.has('look'))(
    'an end that the plugin did not hear is told again when the end user writes',
    async () => {
      const stage = await onStage()
      stage.desk.news.silence()
      // The thread is closed by the time it is looked at.
      stage.desk.break('look', { delayMs: 200, times: 1 })
      stage.bot.plugin.activationDelayMs = timing.pluginListensAfter * 3
      const { user, threadId, escalation } = await beginning(stage)
      stage.desk.close(threadId)
      await escalation
      await calm(stage)
      expect(user.session?.active).toBe(true)
      expect(user.dropped.map(({ type }) => type)).toContain('hitlStopped')
      await user.say('Hello?')
      await until(() => user.session?.active === false)
      expect(seen(user).filter((line) => line === told.agentClosed)).toHaveLength(1)
    },
  )

  test('an agent whom the plugin did not hear of is announced again when the end user writes', async () => {
    const stage = await onStage()
    stage.desk.autoAssign('dana')
    stage.bot.plugin.activationDelayMs = timing.pluginListensAfter * 3
    const { user } = await escalated(stage)
    await calm(stage)
    expect(user.dropped.map(({ type }) => type)).toContain('hitlAssigned')
    await user.say('Hello?')
    await until(() => seen(user).includes(told.joined))
    await calm(stage)
    expect(seen(user).filter((line) => line === told.joined)).toHaveLength(1)
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
  })
})
