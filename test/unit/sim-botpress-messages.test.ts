import type { Client } from '@botpress/client'
import { afterEach, expect, it } from 'vitest'
import { Setup } from './sim-botpress-fixture'

// What an integration can read of a session afterwards: all that was said in its conversation.

let setup: Setup
let now = Date.UTC(2026, 10, 20, 10)
afterEach(() => setup.stop())

const all = async (client: Client, conversationId: string) => {
  const pages: Awaited<ReturnType<Client['listMessages']>>['messages'][] = []
  let nextToken: string | undefined
  do {
    const { messages, meta } = await client.listMessages({ conversationId, ...(nextToken ? { nextToken } : {}) })
    pages.push(messages)
    nextToken = meta.nextToken
  } while (nextToken !== undefined)
  return pages
}

it('lists the messages of a session in pages, newest first, with who said what when, and a day later still', async () => {
  setup = await Setup.start({ now: () => now, pageSize: 2 })
  const { sim, app, client } = setup
  const user = app.plugin.startConversation({ name: 'Robin', email: 'robin@example.com' })
  await user.escalate({ title: 'Help' })
  const conversationId = user.session?.downstreamConversationId ?? ''
  const endUserId = sim.users(app)[0]?.id
  const agentId = await setup.agent()
  const started = now
  const reply = async (text: string) => {
    now += 1000
    await client.createMessage({ conversationId, userId: agentId, type: 'text', payload: { text }, tags: {} })
  }
  const say = async (text: string) => {
    now += 1000
    await user.say(text)
  }
  await say('My lamp is dark')
  await reply('Is it plugged in?')
  await say('It is now')
  await reply('There you are')
  await client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
  await sim.runScheduled()
  await sim.settled()

  const seen = async () => {
    const pages = await all(client, conversationId)
    return pages.map((page) =>
      page.map(({ createdAt, direction, userId, payload }) => {
        const by = direction === 'outgoing' ? [userId === app.botId, payload.userId] : [userId]
        return [Date.parse(createdAt) - started, direction, ...by, payload.text]
      }),
    )
  }
  const said = [
    [
      [4000, 'incoming', agentId, 'There you are'],
      [3000, 'outgoing', true, endUserId, 'It is now'],
    ],
    [
      [2000, 'incoming', agentId, 'Is it plugged in?'],
      [1000, 'outgoing', true, endUserId, 'My lamp is dark'],
    ],
  ]
  expect(await seen()).toEqual(said)
  now += 24 * 3_600_000
  await user.escalate({ title: 'Once more' })
  expect(await seen()).toEqual(said)
  const later = await client.listMessages({ conversationId, afterDate: new Date(started + 3000).toISOString() })
  expect(later.messages.map(({ payload }) => payload.text)).toEqual(['There you are'])
})

it('lists nothing of a conversation that is another integration’s, nor of one that there is not', async () => {
  setup = await Setup.start()
  const { sim, app, client } = setup
  const user = app.plugin.startConversation()
  await user.say('Hello')
  expect((await client.listMessages({ conversationId: user.conversationId })).messages).toEqual([])
  expect((await client.listMessages({ conversationId: 'conv_other' })).messages).toEqual([])
  expect(sim.conversations(app)).toEqual([])
})
