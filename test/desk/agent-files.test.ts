import { describe, expect, test, vi } from 'vitest'
import { until } from '../stage/until'
import { expectDelivered } from './looking'
import type { DeskStage, ReplyInput, SeatOptions } from './seat'
import { seats } from './seats'
import { escalated, talking } from './talking'

// Files are copied only while there is time, and on a slow machine a fraction of it would not do.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')

const picture = { name: 'lamp.png', content: png, contentType: 'image/png' }

/** A reply, and what the end user sees of it: each message's type and payload. */
async function reply(stage: DeskStage, more: Omit<ReplyInput, 'threadId'>) {
  const { user, thread } = await escalated(stage)
  stage.desk.reply({ threadId: thread.id, agent: 'dana', ...more })
  await stage.settled()
  await stage.botpress.runScheduled()
  return user.transcript.filter(({ from }) => from === 'agent').map(({ type, payload }) => ({ type, payload }))
}

/** What an address that the end user was given holds. */
async function fetched(url: unknown): Promise<Buffer> {
  const response = await fetch(String(url))
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

/** What the end user gets in place of a copy: the link, or a word where nobody but the integration could open it. */
function expectLink({ desk }: DeskStage, message: { payload: Record<string, unknown> } | undefined): void {
  if (desk.lacks.has('fileLinks')) expect(message?.payload.text).toBe('[image] lamp.png (cannot be shown here)')
  else expect(String(message?.payload.imageUrl)).toContain(desk.url)
}

const kinds = [
  { name: 'lamp.png', contentType: 'image/png', type: 'image', field: 'imageUrl' },
  { name: 'voice.mp3', contentType: 'audio/mpeg', type: 'audio', field: 'audioUrl' },
  { name: 'how-to.mp4', contentType: 'video/mp4', type: 'video', field: 'videoUrl' },
  { name: 'terms.pdf', contentType: 'application/pdf', type: 'file', field: 'fileUrl' },
]

describe.each(seats)('$name', (seat) => {
  /** Whatever comes in a session's first seconds is scheduled, and need not be waited for here. */
  const onStage = (options: SeatOptions = {}) => seat.onStage({ ...options, botpress: { schedule: 'manual' } })

  test.each(kinds)(
    '$contentType arrives as a message of type $type, copied to Botpress',
    async ({ name, contentType, type, field }) => {
      const stage = await onStage()
      const messages = await reply(stage, { text: 'Here:', files: [{ name, content: png, contentType }] })
      expect(messages).toEqual([
        { type: 'text', payload: { text: 'Here:' } },
        { type, payload: { [field]: expect.stringContaining(stage.botpress.url), title: name } },
      ])
      expect((await fetched(messages[1]?.payload[field])).equals(png)).toBe(true)
    },
  )

  test('a file alone, without words, is enough', async () => {
    const stage = await onStage()
    expect(await reply(stage, { files: [picture] })).toMatchObject([{ type: 'image' }])
  })

  test('when the copy fails, the link goes', async () => {
    const stage = await onStage()
    stage.botpress.faults.add({ path: /\/files$/, status: 500 })
    const [message] = await reply(stage, { files: [picture] })
    expectLink(stage, message)
  })

  test.skipIf(!seat.lacks.has('fileLinks'))(
    'when the copy takes too long and there is no link, it is made with the next delivery',
    async () => {
      const stage = await onStage()
      stage.desk.break('content', { delayMs: 3_000, times: 1 })
      const [message] = await reply(stage, { files: [picture] })
      expect((await fetched(message?.payload.imageUrl)).equals(png)).toBe(true)
      expect(stage.desk.news.answers().filter((status) => status === 503)).toHaveLength(1)
    },
  )

  test.skipIf(seat.lacks.has('fileLinks'))('when the copy takes too long, the link goes in time', async () => {
    const stage = await onStage()
    stage.desk.break('content', { delayMs: 3_000, times: 1 })
    const [message] = await reply(stage, { files: [picture] })
    expectLink(stage, message)
    expect(stage.desk.news.answers().some((status) => status === 503)).toBe(false)
  })

  test.skipIf(seat.lacks.has('richText'))(
    'inline images follow the text, and attachments follow them, in order',
    async () => {
      const stage = await onStage()
      const inline = stage.desk.inlineImage({ ...picture, name: 'inline.png' })
      const messages = await reply(stage, {
        richText: `<p>Look here:</p><p><img src="${inline}" alt="The lamp"></p>`,
        files: [
          { name: 'one.pdf', content: png, contentType: 'application/pdf' },
          { name: 'two.png', content: png, contentType: 'image/png' },
        ],
      })
      expect(messages.map(({ type, payload }) => `${type}: ${payload.text ?? payload.title}`)).toEqual([
        'text: Look here:',
        'image: The lamp',
        'file: one.pdf',
        'image: two.png',
      ])
    },
  )

  test('several files in several copies at once are seen once each', async () => {
    const stage = await onStage()
    stage.desk.news.duplicate(3)
    const messages = await reply(stage, { text: 'Two:', files: [picture, { ...picture, name: 'second.png' }] })
    expect(messages.map(({ payload }) => payload.text ?? payload.title)).toEqual(['Two:', 'lamp.png', 'second.png'])
    expect(stage.botpress.files()).toHaveLength(2)
  })

  test.skipIf(seat.lacks.has('richText'))('a link in an inline image to a private network is not fetched', async () => {
    const stage = await onStage()
    const [, message] = await reply(stage, {
      richText: '<p>Look</p><img src="http://169.254.169.254/latest/meta-data">',
    })
    expect(message?.payload.imageUrl).toBe('http://169.254.169.254/latest/meta-data')
    expect(stage.botpress.files()).toEqual([])
  })

  test('ten files cost no redelivery', async () => {
    const stage = await onStage()
    const files = Array.from({ length: 10 }, (_, number) => ({ ...picture, name: `lamp-${number}.png` }))
    const messages = await reply(stage, { text: 'All of them:', files })
    expect(messages).toHaveLength(11)
    expect(stage.bot.plugin.dropped).toEqual([])
    expect(stage.desk.news.answers().every((status) => status === 200)).toBe(true)
  })

  test('a reply of many files gets there whole at the pace of the internet, be it in several deliveries', {
    timeout: 90_000,
  }, async () => {
    const stage = await seat.onStage({ redeliveryDelaysMs: Array.from({ length: 12 }, () => 500) })
    // Once the plugin listens, so that no part of it waits for its time.
    const { user, thread } = await talking(stage)
    const slow = [stage.desk.break('all', { delayMs: 150 }), stage.botpress.faults.add({ path: /./, delayMs: 150 })]
    // Where each is a reply of its own, they have less time together.
    const files = Array.from({ length: seat.lacks.has('fileLinks') ? 5 : 10 }, (_, index) => ({
      name: `page-${index}.png`,
      contentType: 'image/png',
      content: Buffer.alloc(20_000, 1),
    }))
    const message = stage.desk.reply({
      threadId: thread.id,
      agent: 'dana',
      text: 'All pages:',
      files,
    })
    await stage.desk.news.settled()
    for (const end of slow) end()
    const heard = () => user.transcript.flatMap(({ from, payload }) => (from === 'agent' ? [payload] : [])).slice(1)
    await until(() => heard().length > files.length)
    expect(heard()).toMatchObject([{ text: 'All pages:' }, ...files.map(({ name }) => ({ title: name }))])
    expectDelivered(stage, message)
  })
})
