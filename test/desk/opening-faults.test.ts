import { describe, expect, test } from 'vitest'
import { expectUndelivered, fromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

/** What the bot's owner reads of the escalation that failed. */
async function refusal(
  stage: DeskStage,
  ...more: Parameters<typeof escalated> extends [unknown, ...infer R] ? R : never
) {
  const error: unknown = await escalated(stage, ...more).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('The escalation did not fail')
  return error.message
}

const conversations = ({ botpress, bot }: DeskStage) => botpress.conversations(bot)

describe.each(seats)('$name', ({ onStage, lacks }) => {
  /** Where the desk recognises no repeated request, another thread is better than none. */
  const threadsWhenBlind = lacks.has('repeatKey') ? 2 : 1

  test('after a refusal the same escalation can be tried again', async () => {
    const stage = await onStage()
    const remove = stage.desk.break('open', { status: 400 })
    await refusal(stage)
    remove()
    const { user } = await escalated(stage)
    expect(user.session?.active).toBe(true)
    expect(conversations(stage)).toHaveLength(1)
  })

  test.each([
    { what: 'is lost before the desk did anything', rule: { drop: 'before' as const } },
    { what: 'is lost after the desk did it', rule: { drop: 'after' as const } },
    { what: 'is a 503', rule: { status: 503 } },
    { what: 'is a 502', rule: { status: 502 } },
    { what: 'is a 423', rule: { status: 423 } },
  ])('when the answer to the first message $what, it is tried again and one thread opens', async ({ rule }) => {
    const stage = await onStage()
    stage.desk.break('open', { ...rule, times: 1 })
    const { user, thread } = await escalated(stage)
    expect(user.session?.active).toBe(true)
    expect(stage.desk.threads()).toHaveLength(1)
    expect(fromUser(stage, thread.id)).toHaveLength(1)
  })

  test('when it stays unclear whether the thread came to be, the error says to try again and the conversation stays', async () => {
    const stage = await onStage()
    stage.desk.break('open', { drop: 'after' })
    stage.desk.break('find', { status: 500 })
    expect(await refusal(stage)).toMatch(/could not be reached.*Try again/)
    expect(conversations(stage)).toHaveLength(1)
    expect(stage.desk.threads()).toHaveLength(threadsWhenBlind)
  })

  test('a repeated request after an unclear outcome finds the thread that came to be', async () => {
    const stage = await onStage()
    const mend = [stage.desk.break('open', { drop: 'after' }), stage.desk.break('find', { status: 500 })]
    const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee' })
    const input = { userId, title: 'A broken lamp', messageHistory: [] }
    await expect(stage.bot.callAction('startHitl', input)).rejects.toThrow(/Try again/)
    for (const heal of mend) heal()
    const { conversationId } = await stage.bot.callAction('startHitl', input)
    expect(conversations(stage).map(({ id }) => id)).toEqual([conversationId])
    const [thread, ...others] = stage.desk.threads()
    expect(others).toHaveLength(threadsWhenBlind - 1)
    expect(fromUser(stage, thread?.id ?? '')).toHaveLength(1)
  })

  test('an agent who answers in a thread whose escalation failed is told that nobody hears it', async () => {
    const stage = await onStage()
    const mend = [stage.desk.break('open', { drop: 'after' }), stage.desk.break('find', { status: 500 })]
    await refusal(stage)
    for (const heal of mend) heal()
    const [thread] = stage.desk.threads()
    const reply = stage.desk.reply({
      threadId: thread?.id ?? '',
      agent: 'dana',
      text: 'Anybody there?',
    })
    await stage.settled()
    expectUndelivered(stage, reply, /^Not delivered/)
  })

  test('Botpress refusing the conversation is an error of its own, and no thread opens', async () => {
    const stage = await onStage()
    stage.botpress.faults.add({ method: 'POST', path: /\/conversations/, status: 500 })
    await refusal(stage)
    expect(stage.desk.threads()).toEqual([])
  })
})
