import { describe, expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectDelivered } from './looking'
import { seats } from './seats'
import { escalated, reply } from './talking'

describe.each(seats)('$name', ({ onStage, lacks }) => {
  test.skipIf(lacks.has('richText'))('rich text becomes Markdown', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await reply(stage, thread.id, {
      richText:
        '<p>Please <strong>read</strong> <a href="https://shop.example/help">this</a>:</p><ul><li>one</li><li>two</li></ul>',
    })
    expect(said(user)).toEqual(['Please **read** [this](https://shop.example/help):\n\n- one\n- two'])
  })

  test.skipIf(lacks.has('richText'))('a reply of nothing but what a message cannot hold is not lost', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await reply(stage, thread.id, { text: '', richText: '<p><img src="data:image/png;base64,AA=="></p>' })
    await reply(stage, thread.id, { text: '', richText: '<iframe src="https://video.example/embed/abc"></iframe>' })
    expect(said(user)).toEqual(['[image]', '[embedded page] <https://video.example/embed/abc>'])
  })

  test('a reply delivered in several copies at once, to two processes, is seen once', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, thread } = await escalated(stage)
    stage.desk.news.duplicate(4)
    await reply(stage, thread.id, { text: 'Only once.', files: [] })
    expect(said(user)).toEqual(['Only once.'])
    expect(seen(user).filter((line) => line === told.joined)).toHaveLength(1)
  })

  test('a reply delivered again after a lost answer of Botpress is seen once', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.botpress.faults.add({ method: 'POST', path: botpressPath.createMessage, drop: 'after', times: 1 })
    const message = await reply(stage, thread.id, { text: 'Only once.' })
    expect(said(user)).toEqual(['Only once.'])
    expectDelivered(stage, message)
  })

  test('what two agents write in the same moment reaches each its own end user, files too', async () => {
    const stage = await onStage()
    const [one, other] = [await escalated(stage), await escalated(stage)]
    const at = Date.now()
    const map = (content: string) => [{ name: 'map.txt', content: Buffer.from(content), contentType: 'text/plain' }]
    stage.desk.reply({ threadId: one.thread.id, agent: 'dana', text: 'For one.', files: map('one'), at })
    stage.desk.reply({ threadId: other.thread.id, agent: 'robin', text: 'For the other.', files: map('other'), at })
    const filesOf = ({ user }: typeof one) => user.transcript.flatMap(({ payload }) => payload.fileUrl ?? [])
    await until(() => [one, other].every((session) => filesOf(session).length === 1))
    expect(said(one.user)[0]).toBe('For one.')
    expect(said(other.user)[0]).toBe('For the other.')
    const read = async (session: typeof one) => (await fetch(String(filesOf(session)[0]))).text()
    expect([await read(one), await read(other)]).toEqual(['one', 'other'])
  })

  test('an internal comment of an agent stays internal', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.comment({ threadId: thread.id, agent: 'dana', text: 'He is lying.' })
    await stage.settled()
    expect(said(user)).toEqual([])
  })

  test('replies in quick succession are seen in the order they were written', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.desk.assign(thread.id, 'dana')
    await stage.settled()
    await until(() => seen(user).includes(told.joined))
    for (const text of ['One.', 'Two.', 'Three.']) await reply(stage, thread.id, { text })
    expect(said(user)).toEqual(['One.', 'Two.', 'Three.'])
  })
})
