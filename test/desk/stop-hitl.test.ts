import { describe, expect, test } from 'vitest'
import { errorBody } from '../../sim/botpress'
import { notices } from '../../sim/botpress/hitl-plugin/notices'
import { seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectUndelivered, notes, textsFromUser } from './looking'
import { seats } from './seats'
import { calm, escalated, reply, talking } from './talking'

describe.each(seats)('$name', ({ name, onStage, endings }) => {
  test('the end user says /end: the thread is closed, the agent reads why, the end user gets the goodbye', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await user.say('/end')
    await stage.settled()
    expect(stage.desk.thread(thread.id).state).toBe('closed')
    expect(notes(stage, thread.id).at(-1)?.text).toBe(notices.sessionEnded)
    expect(textsFromUser(stage, thread.id)).toEqual([])
    expect(seen(user).at(-1)).toBe(told.userEnded)
    expect(user.timesContinued).toBe(1)
  })

  test('the notice is one comment, even when Botpress dispatches it again', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.bot.plugin.repeatDispatch(1)
    await user.say('/end')
    await stage.settled()
    expect(notes(stage, thread.id).filter(({ text }) => text === notices.sessionEnded)).toHaveLength(1)
  })

  test('a notice that comes after the closing leaves the thread closed', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.bot.plugin.messageDelayMs = 300
    await user.say('/end')
    await stage.settled()
    expect(notes(stage, thread.id).at(-1)?.text).toBe(notices.sessionEnded)
    expect(stage.desk.thread(thread.id).state).toBe('closed')
  })

  test('the bot ends it: the thread is closed', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await user.stopByBot()
    expect(stage.desk.thread(thread.id).state).toBe('closed')
  })

  test('nobody was assigned in time: the thread is closed and the end user is told', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await user.timeOutAssignment()
    expect(stage.desk.thread(thread.id).state).toBe('closed')
    expect(seen(user).at(-1)).toBe(told.nobodyAvailable)
  })

  test('a session that the bot ended is not ended once more by the news of our own closing', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user } = await escalated(stage)
    await user.stopByBot()
    await stage.settled()
    await until(() => stage.botpress.scheduled().length === 0)
    expect(stage.botpress.events(stage.bot).filter(({ type }) => type === 'hitlStopped')).toEqual([])
    expect(user.dropped).toEqual([])
  })

  test.each(endings)('where an agent was faster (%s), the goodbye comes all the same', async (way) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.news.hold()
    stage.desk.end(thread.id, way)
    await user.say('/end')
    expect(seen(user).at(-1)).toBe(told.userEnded)
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
    await stage.desk.news.release()
    await stage.settled()
    expect(seen(user).at(-1)).toBe(told.userEnded)
    expect(stage.logs.filter(({ level }) => level === 'error')).toEqual([])
  })

  test.each([{ status: 500 }, { status: 403 }, { status: 429 }, { drop: 'before' as const }, { delayMs: 6_000 }])(
    'a fault of the desk (%j) is logged with what to do, and the goodbye comes all the same',
    async (rule) => {
      const stage = await onStage()
      const { user } = await escalated(stage)
      stage.desk.break('close', { ...rule })
      await user.say('/end')
      expect(seen(user).at(-1)).toBe(told.userEnded)
      expect(stage.logs.map(({ text }) => text).join('\n')).toContain(
        `${name} thread of an ended session was not closed`,
      )
    },
  )

  test('a notice that cannot be written is not called a message of the end user', async () => {
    const stage = await onStage()
    const { user } = await escalated(stage)
    stage.desk.break('note', { status: 403 })
    await user.say('/end')
    await stage.settled()
    expect(stage.bot.plugin.deliveryFailures).toMatchObject([
      { message: expect.stringMatching(/^A notice of the bot did/) },
    ])
  })

  test('Botpress does not answer: the thread is closed all the same, and the end is noted when it does again', async () => {
    const stage = await onStage()
    const { user, thread, write } = await talking(stage)
    const remove = stage.botpress.faults.add({ path: /\/conversations\/[^/]+$/, status: 503 })
    await user.say('/end')
    expect(stage.desk.thread(thread.id).state).toBe('closed')
    expect(stage.logs.map(({ text }) => text).join('\n')).toMatch(/end of a session could not be noted yet/)
    const unheard = write('One moment, please.')
    await until(() => stage.bot.plugin.dropped.length > 0)
    remove()
    await calm(stage)
    expect(seen(user)).not.toContain('agent: One moment, please.')
    expectUndelivered(stage, unheard)
    const late = await reply(stage, thread.id, { text: 'Are you still there?' })
    expectUndelivered(stage, late)
  })

  test('somebody else is at the session: a process that hears of it for the first time closes the thread all the same', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    stage.bot.integrationUrls = [await stage.startProcess()]
    const locked = { status: 409, body: errorBody('ResourceLockedConflict', 'locked') }
    const remove = stage.botpress.faults.add({ path: /\/states\/conversation\//, ...locked })
    await stage.bot.callAction('stopHitl', { conversationId: user.session?.downstreamConversationId ?? '' })
    expect(stage.desk.thread(thread.id).state).toBe('closed')
    remove()
  })

  test('a passing fault is tried again until the thread is closed', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.break('close', { status: 503, times: 2 })
    await user.say('/end')
    expect(stage.desk.thread(thread.id).state).toBe('closed')
  })

  test('stopping a conversation that does not exist, or is none of ours, is no error', async () => {
    const stage = await onStage()
    expect(await stage.bot.callAction('stopHitl', { conversationId: 'conv_00000000000000000000000000' })).toEqual({})
  })

  test('stopping twice is no error, and closes once', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const conversationId = user.session?.downstreamConversationId ?? ''
    await user.stopByBot()
    await stage.bot.callAction('stopHitl', { conversationId })
    expect(stage.desk.thread(thread.id).state).toBe('closed')
  })

  test("an agent's reply after the user's end is shown as undelivered with a reason", async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    await user.say('/end')
    const late = [1, 2].map((number) =>
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: `Wait ${number}!` }),
    )
    await stage.settled()
    for (const one of late) expectUndelivered(stage, one, /^Not delivered: the conversation had already ended/)
    expect(user.dropped).toEqual([])
  })
})
