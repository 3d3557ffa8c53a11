import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { onTheWeb } from '../stage/botpress'
import { fromUser, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')

const kinds = [
  { type: 'image', field: 'imageUrl', name: 'lamp.png', contentType: 'image/png' },
  { type: 'audio', field: 'audioUrl', name: 'noise.mp3', contentType: 'audio/mpeg' },
  { type: 'video', field: 'videoUrl', name: 'flicker.mp4', contentType: 'video/mp4' },
  { type: 'file', field: 'fileUrl', name: 'invoice.pdf', contentType: 'application/pdf' },
]

/** The last message the agent got. */
function last(stage: DeskStage, threadId: string) {
  const { text, files = [] } = fromUser(stage, threadId).at(-1) ?? {}
  return { text, files }
}

describe.each(seats)('$name', ({ onStage, fileMax }) => {
  test.each(kinds)(
    'a message of type $type arrives as an attached file',
    async ({ type, field, name, contentType }) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const url = await onTheWeb(stage, { name, content: png, contentType })
      await user.say({ type, payload: { [field]: url, title: 'Look at this' } })
      const { text, files } = last(stage, thread.id)
      expect(text).toBe('Look at this')
      expect(files.map((file) => ({ type: file.contentType, ending: file.name.split('.').at(-1) }))).toEqual([
        { type: contentType, ending: name.split('.').at(-1) },
      ])
      expect(files[0]?.content.equals(png)).toBe(true)
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    },
  )

  test('a file without a title arrives without words', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    await user.say({ type: 'image', payload: { imageUrl: url } })
    const { text, files } = last(stage, thread.id)
    expect(text?.trim()).toBe('')
    expect(files).toMatchObject([{ name: 'lamp.png' }])
  })

  test('files in a bloc keep their place among the texts', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    const items = [
      { type: 'text', payload: { text: 'before' } },
      { type: 'image', payload: { imageUrl: url, title: 'the lamp' } },
      { type: 'file', payload: { fileUrl: url } },
      { type: 'text', payload: { text: 'after' } },
    ]
    await user.say({ type: 'bloc', payload: { items } })
    expect(textsFromUser(stage, thread.id).map((text) => text.trim())).toEqual(['before', 'the lamp', '', 'after'])
    expect(
      fromUser(stage, thread.id)
        .slice(1)
        .map(({ files }) => files.length),
    ).toEqual([0, 1, 1, 0])
  })

  test.each([{ status: 503 }, { status: 401 }, { drop: 'after' as const }])(
    'an upload that fails once (%j) is made again, whole',
    async (rule) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
      stage.desk.break('upload', { ...rule, times: 1 })
      await user.say({ type: 'image', payload: { imageUrl: url, title: 'the lamp' } })
      expect(last(stage, thread.id).files[0]?.content.equals(png)).toBe(true)
    },
  )

  test('a file that is too large goes as a link', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const content = Buffer.alloc(fileMax + 1)
    const url = await onTheWeb(stage, { name: 'film.mp4', content, contentType: 'video/mp4' })
    await user.say({ type: 'video', payload: { videoUrl: url } })
    expect(last(stage, thread.id)).toEqual({ text: `[video] ${url}`, files: [] })
    expect(stage.desk.files()).toEqual([])
  })

  test('a file that the desk finds too large goes as a link', async () => {
    const stage = await onStage({ fileMax: 5 })
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    await user.say({ type: 'image', payload: { imageUrl: url } })
    expect(last(stage, thread.id)).toEqual({ text: `[image] ${url}`, files: [] })
  })

  test.each(['http://nowhere.invalid/lamp.png', 'ftp://files.example/lamp.png', 'not a web address'])(
    'a file that cannot be fetched (%s) goes as a link',
    async (url) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      await user.say({ type: 'image', payload: { imageUrl: url } })
      expect(last(stage, thread.id)).toEqual({ text: `[image] ${url}`, files: [] })
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    },
  )

  test('a file in a private network is not fetched: its link goes as text', async () => {
    const stage = await onStage()
    let asked = 0
    const server = createServer((_, response) => {
      asked += 1
      response.end('secret')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
    const { port } = server.address() as AddressInfo
    const { user, thread } = await escalated(stage)
    const url = `http://127.0.0.1:${port}/lamp.png`
    await user.say({ type: 'image', payload: { imageUrl: url } })
    expect(last(stage, thread.id)).toEqual({ text: `[image] ${url}`, files: [] })
    expect(asked).toBe(0)
  })

  test('while the desk cannot take files, the link goes as text in time', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    stage.desk.break('upload', { status: 500 })
    await user.say({ type: 'image', payload: { imageUrl: url } })
    expect(last(stage, thread.id)).toEqual({ text: `[image] ${url}`, files: [] })
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('a file that is dispatched again is attached once', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    stage.bot.plugin.repeatDispatch(1)
    await user.say({ type: 'image', payload: { imageUrl: url, title: 'the lamp' } })
    expect(textsFromUser(stage, thread.id)).toEqual(['the lamp'])
  })

  test('a file whose server hangs arrives as a link, and in time', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    stage.botpress.faults.add({ path: new RegExp(new URL(url).pathname), delayMs: 60_000 })
    await user.say({ type: 'image', payload: { imageUrl: url, title: 'My lamp' } })
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
    expect(last(stage, thread.id)).toEqual({ text: expect.stringContaining(url), files: [] })
  })
})
