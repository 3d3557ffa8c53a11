import { describe, expect, test } from 'vitest'
import { endings } from '../stage/chat'
import { addProcess, notes } from './looking'
import { seats } from './seats'
import { calm, talking } from './talking'

describe.each(seats)('$name', ({ onStage, lacks }) => {
  test.skipIf(lacks.has('reopen'))('a thread that is reopened after the end gets one note that says so', async () => {
    const stage = await onStage()
    const { thread, ended } = await talking(stage)
    stage.desk.close(thread.id)
    await ended()
    const before = notes(stage, thread.id).length
    for (let time = 0; time < 2; time += 1) {
      stage.desk.reopen(thread.id)
      await calm(stage)
      stage.desk.close(thread.id)
      await calm(stage)
    }
    expect(
      notes(stage, thread.id)
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([expect.stringMatching(/over for the customer.*replies here no longer reach them/)])
  })

  test.skipIf(lacks.has('reopen'))('the note comes once, however often the news does, to two processes', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { thread, ended } = await talking(stage)
    stage.desk.close(thread.id)
    await ended()
    const before = notes(stage, thread.id).length
    stage.desk.news.duplicate(3)
    stage.desk.reopen(thread.id)
    await calm(stage)
    expect(notes(stage, thread.id)).toHaveLength(before + 1)
  })

  test.skipIf(lacks.has('restore'))('a deleted thread that is restored gets the note as well', async () => {
    const stage = await onStage()
    const { thread, ended } = await talking(stage)
    stage.desk.delete(thread.id)
    await ended()
    const before = notes(stage, thread.id).length
    stage.desk.restore(thread.id)
    await calm(stage)
    expect(notes(stage, thread.id)).toHaveLength(before + 1)
  })

  test.skipIf(lacks.has('reopen'))(
    'closed and reopened in one breath, heard of the wrong way round: the session goes on',
    async () => {
      const stage = await onStage()
      const { user, thread } = await talking(stage)
      stage.desk.news.hold()
      const at = Date.now()
      stage.desk.close(thread.id, { at })
      stage.desk.reopen(thread.id, { at: at + 5 })
      await stage.desk.news.release({ order: 'reverse' })
      await calm(stage)
      expect(endings(user)).toBe(0)
      expect(user.session?.active).toBe(true)
    },
  )

  test.skipIf(lacks.has('reopen') || lacks.has('noteList'))(
    'the word to an agent who reopens a thread comes once, although its answer was lost',
    async () => {
      const stage = await onStage()
      const { thread, ended } = await talking(stage)
      stage.desk.close(thread.id)
      await ended()
      stage.desk.break('note', { drop: 'after', times: 1 })
      stage.desk.reopen(thread.id)
      await calm(stage)
      expect(notes(stage, thread.id).filter(({ text }) => /over for the customer/.test(text))).toHaveLength(1)
    },
  )
})
