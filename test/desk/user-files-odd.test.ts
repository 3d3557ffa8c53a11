import { describe, expect, test } from 'vitest'
import { onTheWeb } from '../stage/botpress'
import { fromUser, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')

const jpeg = Buffer.from('ffd8ffe000104a46494600', 'hex')

const login = '<!doctype html><html><title>Log in</title></html>'

/** The last message the agent got: its text, and its files. */
function last(stage: DeskStage, threadId: string) {
  const { text, files = [] } = fromUser(stage, threadId).at(-1) ?? {}
  return {
    text,
    files: files.map(({ name, contentType }) => ({ name, contentType })),
    contents: files.map(({ content }) => content),
  }
}

/** An address whose server answers so, however odd. */
async function served(stage: DeskStage, name: string, body: string | Buffer, headers: Record<string, string>) {
  const url = await onTheWeb(stage, { name, content: png, contentType: 'image/png' })
  const path = new RegExp(`${new URL(url).pathname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
  stage.botpress.faults.add({ method: 'GET', path, status: 200, body, headers })
  return url
}

describe.each(seats)('$name', ({ onStage, textMax, fileMax, callsPerFile }) => {
  describe('what is not the file goes as its link', () => {
    test.each([
      ['a page', 'image', 'lamp.png', login, 'text/html'],
      ['a page that says it is a picture', 'image', 'lamp.png', login, 'image/png'],
      ['a page that says nothing', 'file', 'bill.pdf', login, 'application/octet-stream'],
      ['a page for a document', 'file', 'bill.pdf', login, 'text/html; charset=utf-8'],
      ['an error', 'image', 'lamp.png', '{"error":"expired"}', 'application/json'],
      ['a document for a sound', 'audio', 'voice.mp3', '%PDF-1.7', 'application/pdf'],
      ['nothing', 'video', 'film.mp4', '', 'video/mp4'],
    ])('%s', async (_, type, name, body, contentType) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const url = await served(stage, name, body, { 'content-type': contentType })
      await user.say({ type, payload: { [`${type}Url`]: url, title: 'This one' } })
      expect(last(stage, thread.id)).toMatchObject({ text: `This one\n[${type}] ${url}`, files: [] })
      expect(stage.desk.files()).toEqual([])
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    })

    test('half of a file', async () => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
      const headers = { 'content-type': 'image/png', 'content-range': 'bytes 0-7/12' }
      stage.botpress.faults.add({ method: 'GET', path: /lamp\.png$/, status: 206, body: png.subarray(0, 8), headers })
      await user.say({ type: 'image', payload: { imageUrl: url } })
      expect(last(stage, thread.id)).toMatchObject({ text: `[image] ${url}`, files: [] })
    })
  })

  describe('a file arrives with a name by which it opens, and its type whole', () => {
    test.each([
      [
        'a dot in the title',
        'image',
        'x',
        jpeg,
        { 'content-type': 'image/jpeg' },
        'Order no.A123',
        'Order no.A123.jpg',
        'image/jpeg',
      ],
      [
        'a type of its own making',
        'image',
        'a1b2c3',
        jpeg,
        { 'content-type': 'image/jpg' },
        undefined,
        'a1b2c3.jpg',
        'image/jpg',
      ],
      ['no type at all', 'image', 'a1b2c3', jpeg, {}, undefined, 'a1b2c3.jpg', 'image/jpeg'],
      [
        'a type that says nothing',
        'image',
        'p',
        png,
        { 'content-type': 'binary/octet-stream' },
        'Me',
        'Me.png',
        'image/png',
      ],
      [
        'a name from the server',
        'file',
        'download',
        Buffer.from('%PDF-1.7'),
        {
          'content-type': 'application/pdf',
          'content-disposition': "attachment; filename*=UTF-8''Rechnung%20f%C3%BCr%20Kim.pdf",
        },
        undefined,
        'Rechnung für Kim.pdf',
        'application/pdf',
      ],
      [
        'a charset',
        'file',
        't.csv',
        Buffer.from('a,b'),
        { 'content-type': 'text/csv; charset=utf-8' },
        undefined,
        't.csv',
        'text/csv; charset=utf-8',
      ],
      [
        'a codec',
        'audio',
        'v',
        Buffer.from('OggS'),
        { 'content-type': 'audio/ogg; codecs=opus' },
        'Voice',
        'Voice.ogg',
        'audio/ogg; codecs=opus',
      ],
    ])('%s', async (_, type, path, body, headers, title, name, contentType) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const url = await served(stage, path, body, headers)
      await user.say({ type, payload: { [`${type}Url`]: url, ...(title === undefined ? {} : { title }) } })
      const { files, contents } = last(stage, thread.id)
      expect(files).toEqual([{ name, contentType }])
      expect(contents[0]?.equals(body)).toBe(true)
    })

    test('and a page that is called one is no exception', async () => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const url = await served(stage, 'offer.html', login, { 'content-type': 'text/html; charset=utf-8' })
      await user.say({ type: 'file', payload: { fileUrl: url } })
      expect(last(stage, thread.id).files).toEqual([{ name: 'offer.html', contentType: 'text/html; charset=utf-8' }])
    })
  })

  describe('a picture written out in its address', () => {
    const written = (content: Buffer) => `data:image/png;base64,${content.toString('base64')}`

    test.each([20_000, 90_000, 3_000_000])('is attached, also when it has %d bytes', async (size) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const content = Buffer.concat([png, Buffer.alloc(size, 7)])
      await user.say({ type: 'image', payload: { imageUrl: written(content), title: 'my screen' } })
      const { text, files, contents } = last(stage, thread.id)
      expect(text).toBe('my screen')
      expect(files).toEqual([{ name: 'my screen.png', contentType: 'image/png' }])
      expect(contents[0]?.equals(content)).toBe(true)
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    })

    test('costs no call to Botpress, and none to the desk that another file does not', async () => {
      const stage = await onStage()
      const { user } = await escalated(stage)
      await user.say('Look:')
      stage.startCounting()
      await user.say({ type: 'image', payload: { imageUrl: written(png) } })
      expect(stage.calls().desk).toHaveLength(callsPerFile)
      expect(stage.calls().botpress).toEqual([])
    })

    test.each([
      ['malformed', `data:image/png;base64,${'*'.repeat(90_000)}`],
      ['empty', 'data:image/png;base64,'],
      ['too large', written(Buffer.alloc(fileMax + 1, 7))],
      ['not even an address', png.toString('base64').repeat(5_000)],
    ])('that is %s leaves a word', async (_, imageUrl) => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      await user.say({ type: 'image', payload: { imageUrl, title: 'my screen' } })
      expect(textsFromUser(stage, thread.id)).toEqual(['[image] my screen (could not be passed on)'])
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    })

    test('leaves a word where the desk takes no files, and in a bloc the rest goes on', async () => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      stage.desk.break('upload', { status: 403 })
      const items = [
        { type: 'text', payload: { text: 'Before' } },
        { type: 'image', payload: { imageUrl: written(Buffer.alloc(90_000, 7)) } },
        { type: 'text', payload: { text: 'After' } },
      ]
      await user.say({ type: 'bloc', payload: { items } })
      expect(textsFromUser(stage, thread.id)).toEqual(['Before', '[image] (could not be passed on)', 'After'])
    })
  })

  describe('the text that stands in for a file', () => {
    const link = `https://nowhere.invalid/${'a'.repeat(textMax / 2 - 1_000)}`
    const caption = 'word '.repeat(1_990).trim()

    test('is no longer than any other, and the link stays whole', async () => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      await user.say({ type: 'image', payload: { imageUrl: link, title: caption } })
      const texts = textsFromUser(stage, thread.id)
      expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(textMax)
      expect(texts.join(' ').replaceAll('\n', ' ')).toBe(`${caption} [image] ${link}`)
      expect(texts.some((text) => text.includes(link))).toBe(true)
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    })

    test('is shortened as often as the desk wants, and not doubled when it comes again', async () => {
      const stage = await onStage({ textMax: 1_000 })
      const { user, thread } = await escalated(stage)
      stage.bot.plugin.repeatDispatch(2)
      await user.say({ type: 'image', payload: { imageUrl: link.slice(0, 900), title: caption } })
      const texts = textsFromUser(stage, thread.id)
      expect(texts.join(' ').replaceAll('\n', ' ')).toBe(`${caption} [image] ${link.slice(0, 900)}`)
      expect(texts.some((text) => text.includes(link.slice(0, 900)))).toBe(true)
      expect(stage.bot.plugin.deliveryFailures).toEqual([])
    })

    test('is even a link that no message holds, in pieces', async () => {
      const stage = await onStage()
      const { user, thread } = await escalated(stage)
      const imageUrl = `https://nowhere.invalid/${'a'.repeat(12_000)}`
      await user.say({ type: 'image', payload: { imageUrl } })
      expect(textsFromUser(stage, thread.id).join('')).toContain(imageUrl)
    })
  })

  test('a part that turns out otherwise the second time is there once, and what follows it too', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    const items = [
      { type: 'image', payload: { imageUrl: url, title: 'the lamp' } },
      { type: 'text', payload: { text: 'After' } },
    ]
    stage.bot.plugin.repeatDispatch(1)
    // The first time the file gets there; the second time it cannot be fetched.
    stage.botpress.faults.add({ method: 'GET', path: /lamp\.png$/, status: 404, skip: 1 })
    await user.say({ type: 'bloc', payload: { items } })
    expect(textsFromUser(stage, thread.id)).toEqual(['the lamp', 'After'])
  })

  test('a server that fails for a moment is asked again', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
    stage.botpress.faults.add({ method: 'GET', path: /lamp\.png$/, status: 503, times: 1 })
    await user.say({ type: 'image', payload: { imageUrl: url } })
    expect(last(stage, thread.id).files).toEqual([{ name: 'lamp.png', contentType: 'image/png' }])
  })
})
