import { describe, expect, test } from 'vitest'
import { errorBody } from '../../sim/botpress'
import type { FaultRule } from '../../sim/http/faults'
import { botpressPath } from '../stage/botpress'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { expectDelivered, isUndelivered, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated, talking } from './talking'

// What Botpress refuses for the moment because somebody else is at it, or because of a quota. Its client repeats none of it.

const refusals: [name: string, refusal: Pick<FaultRule, 'status' | 'body'>][] = [
  ['409', { status: 409, body: errorBody('ResourceLockedConflict', 'locked') }],
  ['423', { status: 423, body: { id: 'err_1', code: 423, type: 'Locked', message: 'locked' } }],
  ['QuotaExceeded', { status: 403, body: errorBody('QuotaExceeded', 'not now') }],
]

const calls = {
  user: { method: 'POST', path: /\/users\/get-or-create$/ },
  conversation: { method: 'POST', path: botpressPath.createConversation },
  note: { method: 'PUT', path: botpressPath.updateConversation },
  lock: { method: ['POST', 'PUT'], path: /\/states\/conversation\// },
  event: { method: 'POST', path: botpressPath.events },
  message: { method: 'POST', path: botpressPath.createMessage },
} as const

const onlyThread = (stage: DeskStage) => {
  const threads = stage.desk.threads()
  expect(threads).toHaveLength(1)
  return threads[0]?.id ?? ''
}

describe.each(seats)('$name', ({ onStage, agents }) => {
  describe.each(refusals)('%s, twice', (_, refusal) => {
    test.each(['user', 'conversation', 'note'] as const)(
      'on an escalation’s %s: it is handed over once',
      async (call) => {
        const stage = await onStage()
        stage.botpress.faults.add({ ...calls[call], ...refusal, times: 2 })
        const { user } = await escalated(stage, { email: 'kim@customers.example' })
        const threadId = onlyThread(stage)
        await user.say('Is anybody there?')
        expect(textsFromUser(stage, threadId)).toEqual(['Is anybody there?'])
        stage.desk.reply({ threadId, agent: 'dana', text: 'Yes.' })
        await until(() => said(user).includes('Yes.'))
        await calm(stage)
        expect(stage.botpress.conversations(stage.bot)).toHaveLength(1)
      },
    )

    test.each(['user', 'lock', 'event', 'note'] as const)('on an assignment’s %s: announced once', async (call) => {
      const stage = await onStage()
      const { user, thread } = await talking(stage)
      stage.botpress.faults.add({ ...calls[call], ...refusal, times: 2 })
      stage.desk.assign(thread.id, 'robin')
      await until(() => user.session?.humanAgentName === agents.robin.name)
      await calm(stage)
      expect(seen(user).filter((line) => line === told.joined)).toHaveLength(2)
    })

    test.each(['user', 'lock', 'message'] as const)(
      'on a first reply’s %s: seen once, and shown as delivered',
      async (call) => {
        const stage = await onStage()
        const { user, thread } = await escalated(stage)
        await calm(stage)
        stage.botpress.faults.add({ ...calls[call], ...refusal, times: 2 })
        const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'I can help.' })
        await until(() => said(user).includes('I can help.'))
        await calm(stage)
        expect(said(user)).toEqual(['I can help.'])
        expectDelivered(stage, message)
      },
    )

    test.each(['lock', 'event', 'note'] as const)('on a closing’s %s: the end user is told once', async (call) => {
      const stage = await onStage()
      const { user, thread, ended } = await talking(stage)
      stage.botpress.faults.add({ ...calls[call], ...refusal, times: 2 })
      stage.desk.close(thread.id)
      await ended()
      await calm(stage)
      expect(seen(user).filter((line) => line === told.agentClosed)).toHaveLength(1)
    })

    test.each(['lock', 'note'] as const)('on the end by the end user, its %s: the thread is closed', async (call) => {
      const stage = await onStage()
      const { user, thread } = await talking(stage)
      stage.botpress.faults.add({ ...calls[call], ...refusal, times: 2 })
      await user.say('/end')
      await calm(stage)
      expect(stage.desk.thread(thread.id).state).toBe('closed')
      expect(seen(user).at(-1)).toBe(told.userEnded)
      const late = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Wait!' })
      await until(() => isUndelivered(stage, late))
      await calm(stage)
      expect(said(user)).toEqual(['Hello.'])
    })

    test('on what a fresh process reads before it can hand on the end user’s words: they arrive once', async () => {
      const stage = await onStage()
      const { user, thread } = await talking(stage)
      stage.bot.integrationUrls = [await stage.startProcess()]
      stage.botpress.faults.add({ method: 'GET', path: /\/states\/integration\//, ...refusal, times: 2 })
      await user.say('Are you there?')
      expect(textsFromUser(stage, thread.id)).toEqual(['Are you there?'])
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    })
  })
})
