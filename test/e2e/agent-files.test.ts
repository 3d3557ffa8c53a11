import { expect, test, vi } from 'vitest'
import { agents, scopes } from '../../sim/hubspot-stage'
import { hubspotPath } from './looking'
import * as theStage from './on-stage'
import { escalated, type TestStage } from './on-stage'

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

test.each(['url', 'id', 'urlAsId'] as const)(
  'however HubSpot names the file (%s), the end user can open it',
  async (agentFiles) => {
    const stage = await onStage({ hubspot: { agentFiles } })
    const [message] = await reply(stage, { attachments: [picture] })
    expect(message?.type).toBe('image')
    expect((await fetched(message?.payload.imageUrl)).equals(png)).toBe(true)
  },
)

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
