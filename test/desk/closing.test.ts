import { describe, expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { endings, seen, told } from '../stage/chat'
import { addProcess, expectDelivered, expectUndelivered, notes } from './looking'
import { seats } from './seats'
import { calm, talking } from './talking'

describe.each(seats)('$name', ({ onStage, endings: ways, lacks }) => {
  test.each(ways)('an agent ends it (%s): the end user is told once, and the bot goes on', async (way) => {
    const stage = await onStage()
    const { user, thread, ended } = await talking(stage)
    stage.desk.end(thread.id, way)
    await ended()
    await calm(stage)
    expect(endings(user)).toBe(1)
    expect(user.timesContinued).toBe(1)
    expect(user.session?.endReason).toBe('agent-closed-ticket')
  })

  test.each(ways)(
    'the news of the end (%s) in several copies, to two processes, tells the end user once',
    async (way) => {
      const stage = await onStage()
      await addProcess(stage)
      const { user, thread, ended } = await talking(stage)
      stage.desk.news.duplicate(3)
      stage.desk.end(thread.id, way)
      await ended()
      await calm(stage)
      expect(endings(user)).toBe(1)
      expect(user.timesContinued).toBe(1)
    },
  )

  test.skipIf(lacks.has('delete'))('closed and then deleted: the end user is told once', async () => {
    const stage = await onStage()
    const { user, thread, ended } = await talking(stage)
    stage.desk.close(thread.id)
    stage.desk.delete(thread.id)
    await ended()
    await calm(stage)
    expect(endings(user)).toBe(1)
  })

  test('the last word and the closing in one go, and the closing is heard of first: the end user sees the word', async () => {
    const stage = await onStage()
    const { user, thread, write, ended } = await talking(stage)
    stage.desk.news.delay('replies', 300)
    const last = write('Have a nice day.')
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
    expectDelivered(stage, last)
    expect(user.dropped).toEqual([])
  })

  test.skipIf(lacks.has('recent'))(
    'also when the news of the last word comes after the end: it was delivered at the closing',
    async () => {
      const stage = await onStage()
      const { user, thread, write, ended } = await talking(stage)
      stage.desk.news.delay('replies', 1_500)
      const last = write('Have a nice day.')
      stage.desk.close(thread.id)
      await ended()
      await calm(stage)
      expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
      expectDelivered(stage, last)
    },
  )

  test.skipIf(lacks.has('recent'))('a reply of which no news comes is delivered at the closing', async () => {
    const stage = await onStage()
    const { user, thread, write, ended } = await talking(stage)
    write('One.', { unheard: true })
    write('Two.', { unheard: true })
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    expect(seen(user).slice(-3)).toEqual(['agent: One.', 'agent: Two.', told.agentClosed])
  })

  test.skipIf(lacks.has('recent'))('also when the news of the closing is late', async () => {
    const stage = await onStage()
    const { user, thread, write, ended } = await talking(stage)
    stage.desk.news.delay('changes', 1_500)
    write('Have a nice day.', { unheard: true })
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
  })

  test('what was delivered before is not shown again at the closing', async () => {
    const stage = await onStage()
    const { user, thread, ended } = await talking(stage)
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    expect(seen(user).filter((line) => line === 'agent: Hello.')).toHaveLength(1)
  })

  test('when the last replies cannot be looked up, the session ends all the same', async () => {
    const stage = await onStage()
    const { user, thread, ended } = await talking(stage)
    stage.desk.break('replies', { status: 500 })
    stage.desk.close(thread.id)
    await ended()
    expect(endings(user)).toBe(1)
  })

  test('nor does the last word get lost then: the end waits for the news of it', async () => {
    const stage = await onStage()
    const { user, thread, write, ended } = await talking(stage)
    stage.desk.break('replies', { status: 403 })
    stage.desk.news.delay('replies', 300)
    const last = write('Have a nice day.')
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
    expectDelivered(stage, last)
  })

  test('a reply after the end is shown as undelivered with a reason, and nobody sees it', async () => {
    const stage = await onStage()
    const { user, thread, write, ended } = await talking(stage)
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    const late = write('One more thing.')
    await calm(stage)
    expectUndelivered(stage, late, /^Not delivered: the conversation had already ended for the customer/)
    expect(seen(user)).not.toContain('agent: One more thing.')
  })

  test('what agents were told of such a reply they are not told again, when its news comes once more to another process', async () => {
    const stage = await onStage()
    const { thread, write, ended } = await talking(stage)
    stage.desk.close(thread.id)
    await ended()
    await calm(stage)
    write('One more thing.')
    await calm(stage)
    const before = notes(stage, thread.id)
    stage.bot.integrationUrls = [await stage.startProcess()]
    await stage.desk.news.repeatAll()
    await calm(stage)
    expect(notes(stage, thread.id)).toEqual(before)
  })

  test('a reply right after the closing, before the end user was told, is shown so too', async () => {
    const stage = await onStage()
    const { user, thread, write, ended } = await talking(stage)
    const at = Date.now()
    stage.desk.close(thread.id, { at })
    await stage.settled()
    const late = write('One more thing.', { at: at + 5 })
    await ended()
    await calm(stage)
    expectUndelivered(stage, late)
    expect(seen(user)).not.toContain('agent: One more thing.')
  })

  test('while Botpress is down, the end is delivered again', async () => {
    const stage = await onStage()
    const { user, thread, ended } = await talking(stage)
    stage.botpress.faults.add({ method: 'POST', path: botpressPath.events, status: 500, times: 3 })
    stage.desk.close(thread.id)
    await ended()
    expect(endings(user)).toBe(1)
  })
})
