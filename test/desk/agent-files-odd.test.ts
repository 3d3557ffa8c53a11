import { describe, expect, test, vi } from 'vitest'
import { expectDelivered } from './looking'
import type { DeskStage, ReplyInput, SeatOptions } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

// Files are copied only while there is time, and on a slow machine a fraction of it would not do.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')

const picture = { name: 'lamp.png', content: png, contentType: 'image/png' }

const login = '<!doctype html><html><title>Log in</title></html>'

/** A reply, and what the end user sees of it: each message's type and payload. */
async function reply(stage: DeskStage, more: Omit<ReplyInput, 'threadId'>) {
  const { user, thread } = await escalated(stage)
  const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', ...more })
  await stage.settled()
  await stage.botpress.runScheduled()
  const seen = user.transcript.filter(({ from }) => from === 'agent').map(({ type, payload }) => ({ type, payload }))
  return { seen, message }
}

describe.each(seats)('$name', (seat) => {
  const { lacks } = seat
  /** Whatever comes in a session's first seconds is scheduled, and need not be waited for here. */
  const onStage = (options: SeatOptions = {}) => seat.onStage({ ...options, botpress: { schedule: 'manual' } })

  describe('a file that is not where the desk says leaves its link as text', () => {
    test.each([
      ['gone', { status: 404 }],
      ['refused', { status: 403 }],
      ['a page', { status: 200, body: login, headers: { 'content-type': 'text/html' } }],
      ['a page that says it is a picture', { status: 200, body: login, headers: { 'content-type': 'image/png' } }],
    ])('%s', async (_, rule) => {
      const stage = await onStage()
      stage.desk.break('content', { ...rule })
      const { seen, message } = await reply(stage, { text: 'Here:', files: [picture] })
      expect(seen).toEqual([
        { type: 'text', payload: { text: 'Here:' } },
        {
          type: 'text',
          payload: {
            text: expect.stringMatching(
              lacks.has('fileLinks')
                ? /^\[image\] lamp\.png \(cannot be shown here\)$/
                : /^\[image\] lamp\.png http\S+$/,
            ),
          },
        },
      ])
      expectDelivered(stage, message)
      expect(stage.botpress.files()).toEqual([])
      expect(stage.logs.some(({ text }) => text.includes(`not where ${seat.name} says`))).toBe(true)
    })

    test.skipIf(lacks.has('richText'))('a picture in the text, too', async () => {
      const stage = await onStage()
      const inline = stage.desk.inlineImage({ ...picture, name: 'inline.png' })
      stage.desk.break('content', { status: 404 })
      const { seen } = await reply(stage, { richText: `<p>Look</p><img src="${inline}" alt="The lamp">` })
      expect(seen.at(-1)).toEqual({ type: 'text', payload: { text: `[image] The lamp ${inline}` } })
    })

    test.skipIf(lacks.has('richText'))('a picture in the text that is something else', async () => {
      const stage = await onStage()
      const inline = stage.desk.inlineImage({ ...picture, name: 'inline.png' })
      stage.desk.break('content', {
        status: 200,
        body: '{"error":1}',
        headers: { 'content-type': 'application/json' },
      })
      const { seen } = await reply(stage, { richText: `<p>Look</p><img src="${inline}">` })
      expect(seen.at(-1)).toEqual({ type: 'text', payload: { text: `[image] ${inline}` } })
    })
  })

  describe('a file is stored as what it is', () => {
    test.each([
      ['text/csv; charset=utf-8', 'prices.csv', Buffer.from('a,b'), 'text/csv; charset=utf-8', 'file'],
      ['audio/ogg; codecs=opus', 'voice.ogg', Buffer.from('OggS'), 'audio/ogg; codecs=opus', 'audio'],
      ['application/ogg', 'voice.oga', Buffer.from('OggS'), 'application/ogg', 'audio'],
      ['application/octet-stream', 'lamp.png', png, 'image/png', 'image'],
      ['text/html', 'offer.html', Buffer.from(login), 'text/html', 'file'],
    ])('%s: %s', async (contentType, name, content, stored, type) => {
      const stage = await onStage()
      const { seen } = await reply(stage, { files: [{ name, content, contentType }] })
      expect(seen).toMatchObject([{ type, payload: { title: name } }])
      const response = await fetch(String(seen[0]?.payload[`${type}Url`]))
      expect(response.headers.get('content-type')).toBe(stored)
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
    })
  })
})
