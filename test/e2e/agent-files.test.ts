import { expect, test, vi } from 'vitest'
import { agents, scopes } from '../../sim/hubspot-stage'
import { until } from '../stage/until'
import { hubspotPath, statusOf } from './looking'
import * as theStage from './on-stage'
import { escalated, type TestStage } from './on-stage'
import { talking } from './talking'

// Files are copied only while there is time, and on a slow machine a fraction of it would not do.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

/** Whatever comes in a session's first seconds is scheduled, and need not be waited for here. */
const onStage = (options: Parameters<typeof theStage.onStage>[0] = {}) =>
  theStage.onStage({ ...options, botpress: { schedule: 'manual' } })

const dana = agents.dana.userId
const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')
const picture = { name: 'lamp.png', content: png, contentType: 'image/png' }

/** A reply, and what the end user sees of it: each message's type and payload. */
async function reply(stage: TestStage, more: Partial<Parameters<TestStage['hubspot']['ui']['reply']>[0]>) {
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, ...more })
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

const kinds = [
  { name: 'lamp.png', contentType: 'image/png', type: 'image', field: 'imageUrl' },
  { name: 'voice.mp3', contentType: 'audio/mpeg', type: 'audio', field: 'audioUrl' },
  { name: 'how-to.mp4', contentType: 'video/mp4', type: 'video', field: 'videoUrl' },
  { name: 'terms.pdf', contentType: 'application/pdf', type: 'file', field: 'fileUrl' },
]

test.each(kinds)(
  '$contentType arrives as a message of type $type, copied to Botpress',
  async ({ name, contentType, type, field }) => {
    const stage = await onStage()
    const messages = await reply(stage, { text: 'Here:', attachments: [{ name, content: png, contentType }] })
    expect(messages).toEqual([
      { type: 'text', payload: { text: 'Here:' } },
      { type, payload: { [field]: expect.stringContaining(stage.botpress.url), title: name } },
    ])
    expect((await fetched(messages[1]?.payload[field])).equals(png)).toBe(true)
  },
)

test.each(['url', 'id', 'urlAsId'] as const)(
  'however HubSpot names the file (%s), the end user can open it',
  async (agentFiles) => {
    const stage = await onStage({ hubspot: { agentFiles } })
    const [message] = await reply(stage, { attachments: [picture] })
    expect(message?.type).toBe('image')
    expect((await fetched(message?.payload.imageUrl)).equals(png)).toBe(true)
  },
)

test('a file alone, without words, is enough', async () => {
  const stage = await onStage()
  expect(await reply(stage, { attachments: [picture] })).toMatchObject([{ type: 'image' }])
})

test('a file above 5 MB goes as a link of HubSpot that lives long, as the same type of message', async () => {
  const stage = await onStage()
  const content = Buffer.alloc(5_000_001)
  const [message] = await reply(stage, { attachments: [{ name: 'film.mp4', content, contentType: 'video/mp4' }] })
  const url = new URL(String(message?.payload.videoUrl))
  expect(url.origin).toBe(stage.hubspot.url)
  expect(stage.botpress.files()).toEqual([])
  expect((await fetched(url)).length).toBe(5_000_001)
  const asked = stage.hubspot.log.calls.find(({ path }) => hubspotPath.signedUrl.test(path))
  expect(asked?.query).toBe('expirationSeconds=21600')
})

test.each(['id', 'url'] as const)(
  'a large file that HubSpot names by %s is not read into memory',
  async (agentFiles) => {
    const stage = await onStage({ hubspot: { agentFiles } })
    const content = Buffer.alloc(6_000_000)
    await reply(stage, { attachments: [{ name: 'film.mp4', content, contentType: 'video/mp4' }] })
    expect(stage.hubspot.log.calls.filter(({ path }) => path.startsWith('/hubfs/'))).toEqual([])
  },
)

test('when the copy fails, the link goes', async () => {
  const stage = await onStage()
  stage.botpress.faults.add({ path: /\/files$/, status: 500 })
  const [message] = await reply(stage, { attachments: [picture] })
  expect(String(message?.payload.imageUrl)).toContain(stage.hubspot.url)
})

test('when the copy takes too long, the link goes in time', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ method: 'GET', path: /^\/hubfs\//, delayMs: 3_000, times: 1 })
  const [message] = await reply(stage, { attachments: [picture] })
  expect(String(message?.payload.imageUrl)).toContain(stage.hubspot.url)
  expect(stage.hubspot.webhookLog.calls.some(({ status }) => status === 503)).toBe(false)
})

test('without the scope to read files, the address in the message does', async () => {
  const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts] })
  const [message] = await reply(stage, { attachments: [picture] })
  expect(message?.type).toBe('image')
  expect((await fetched(message?.payload.imageUrl)).equals(png)).toBe(true)
})

test('a file that nobody can open is at least named', async () => {
  const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts], hubspot: { agentFiles: 'id' } })
  expect(await reply(stage, { attachments: [picture] })).toEqual([
    { type: 'text', payload: { text: expect.stringContaining('lamp.png') } },
  ])
})

test('inline images follow the text, and attachments follow them, in order', async () => {
  const stage = await onStage()
  const inline = stage.hubspot.ui.inlineImage(stage.portalId, { ...picture, name: 'inline.png' })
  const messages = await reply(stage, {
    richText: `<p>Look here:</p><p><img src="${inline}" alt="The lamp"></p>`,
    attachments: [
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
})

test('several files in several copies at once are seen once each', async () => {
  const stage = await onStage()
  stage.hubspot.webhooks.duplicate(3)
  const messages = await reply(stage, { text: 'Two:', attachments: [picture, { ...picture, name: 'second.png' }] })
  expect(messages.map(({ payload }) => payload.text ?? payload.title)).toEqual(['Two:', 'lamp.png', 'second.png'])
  expect(stage.botpress.files()).toHaveLength(2)
})

test('an attachment that is no file comes as text', async () => {
  const stage = await onStage()
  const messages = await reply(stage, {
    text: 'We are here:',
    attachments: [
      { type: 'LOCATION', latitude: 52.5, longitude: 13.4, name: 'Shop' },
      { type: 'SOMETHING_NEW', value: 1 },
    ],
  })
  expect(messages).toEqual([
    { type: 'text', payload: { text: 'We are here:' } },
    { type: 'text', payload: { text: 'Shop  \nhttps://www.google.com/maps/search/?api=1&query=52.5,13.4' } },
    { type: 'text', payload: { text: '(An attachment could not be delivered: something new)' } },
  ])
})

test('a link in an inline image to a private network is not fetched', async () => {
  const stage = await onStage()
  const [, message] = await reply(stage, { richText: '<p>Look</p><img src="http://169.254.169.254/latest/meta-data">' })
  expect(message?.payload.imageUrl).toBe('http://169.254.169.254/latest/meta-data')
  expect(stage.botpress.files()).toEqual([])
})

test('ten files cost no redelivery', async () => {
  const stage = await onStage()
  const files = Array.from({ length: 10 }, (_, number) => ({ ...picture, name: `lamp-${number}.png` }))
  const messages = await reply(stage, { text: 'All of them:', attachments: files })
  expect(messages).toHaveLength(11)
  expect(stage.bot.plugin.dropped).toEqual([])
  expect(stage.hubspot.webhookLog.calls.every(({ status }) => status === 200)).toBe(true)
})

test('a reply of ten files gets there whole at the pace of the internet, be it in several deliveries', {
  timeout: 90_000,
}, async () => {
  const stage = await theStage.onStage({ hubspot: { redeliveryDelaysMs: Array.from({ length: 12 }, () => 500) } })
  // Once the plugin listens, so that no part of it waits for its time.
  const { user, thread } = await talking(stage)
  const faults = [stage.hubspot.faults, stage.botpress.faults]
  const slow = faults.map((side) => side.add({ path: /./, delayMs: 150 }))
  const attachments = Array.from({ length: 10 }, (_, index) => ({
    name: `page-${index}.png`,
    contentType: 'image/png',
    content: Buffer.alloc(20_000, 1),
  }))
  const message = stage.hubspot.ui.reply({
    threadId: thread.id,
    agent: agents.dana.userId,
    text: 'All pages:',
    attachments,
  })
  await stage.hubspot.webhooks.settled()
  for (const end of slow) end()
  const heard = () => user.transcript.flatMap(({ from, payload }) => (from === 'agent' ? [payload] : [])).slice(1)
  await until(() => heard().length > attachments.length)
  expect(heard()).toMatchObject([{ text: 'All pages:' }, ...attachments.map(({ name }) => ({ title: name }))])
  expect(statusOf(stage, message)).toBe('SENT')
})
