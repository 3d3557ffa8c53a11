import type { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BotpressSim, BotpressSimOptions, Installation } from '../../sim/botpress'
import { Setup } from './sim-botpress-fixture'

let setup: Setup
let sim: BotpressSim
let app: Installation
let client: Client

async function start(options?: BotpressSimOptions) {
  setup = await Setup.start(options)
  ;({ sim, app, client } = setup)
}

beforeEach(() => start())
afterEach(() => setup.stop())

const seen = (user: { transcript: readonly { from: string; payload: Record<string, unknown> }[] }) =>
  user.transcript.map(({ from, payload }) => `${from}: ${payload.text ?? JSON.stringify(payload)}`)

const joined = 'system: A human agent has joined the conversation.'
const handoff = 'system: I have escalated this conversation to a human agent. They should be with you shortly.'
const closed = 'system: The human agent closed the conversation. I will continue assisting you.'

describe('the hitl plugin', () => {
  const escalated = async (name = 'Robin') => {
    const user = app.plugin.startConversation({ name, email: 'robin@example.com' })
    await user.say('Hello')
    user.botSays('Hi there')
    await user.escalate({ title: 'Help' })
    const conversationId = user.session?.downstreamConversationId ?? ''
    const reply = (userId: string, text: string, schedule?: { delay: number }) =>
      client.createMessage({
        conversationId,
        userId,
        type: 'text',
        payload: { text },
        tags: {},
        ...(schedule ? { schedule } : {}),
      })
    const event = (type: string, payload: Record<string, string> = {}, schedule?: { delay: number }) =>
      client.createEvent({ type, payload: { conversationId, ...payload }, ...(schedule ? { schedule } : {}) })
    return { user, conversationId, reply, event }
  }

  it('tells the user first, links them once, hands over the history and tags both sides', async () => {
    const { user, conversationId } = await escalated()
    expect(seen(user)).toEqual(['user: Hello', 'bot: Hi there', handoff])
    const [downstream] = sim.users(app)
    expect(setup.inputOf('createUser')).toEqual([{ name: 'Robin', email: 'robin@example.com' }])
    expect(setup.inputOf('startHitl')).toEqual([
      {
        title: 'Help',
        userId: downstream?.id,
        messageHistory: [
          { source: { type: 'user', userId: downstream?.id }, type: 'text', payload: { text: 'Hello' } },
          { source: { type: 'bot' }, type: 'text', payload: { text: 'Hi there' } },
          { source: { type: 'bot' }, type: 'text', payload: { type: 'text', text: user.transcript[2]?.payload.text } },
        ],
      },
    ])
    expect((await client.getConversation({ id: conversationId })).conversation.tags).toMatchObject({
      'hitl#upstream': user.conversationId,
    })
    await user.stopByBot()
    await user.escalate({ title: 'Again', userEmail: 'new@example.com' })
    expect(setup.inputOf('createUser')).toHaveLength(1)
    expect(user.sessions.map(({ active }) => active)).toEqual([false, true])
  })

  it('makes up an address for somebody it knows nothing of', async () => {
    const user = app.plugin.startConversation()
    await user.escalate({ title: 'Help' })
    expect(setup.inputOf('createUser')).toEqual([
      { name: 'Unknown User', email: expect.stringMatching(/@no-reply\.bot-[0-9A-Z]+\.botpress\.com$/) },
    ])
  })

  it('relays what the user says with their downstream id, and answers what it cannot relay itself', async () => {
    const { user } = await escalated()
    setup.received = []
    await user.say('Are you there?')
    await user.say({ type: 'image', payload: { imageUrl: 'https://example.com/i.png' } })
    await user.say({ type: 'location', payload: { latitude: 1, longitude: 2 } })
    const [downstream] = sim.users(app)
    expect(setup.received.map(({ body }) => body.payload)).toEqual([
      { type: 'text', text: 'Are you there?', userId: downstream?.id },
      { type: 'image', imageUrl: 'https://example.com/i.png', userId: downstream?.id },
    ])
    expect(setup.received[0]?.body).toMatchObject({
      type: 'text',
      user: { id: app.botId },
      conversation: { channel: 'hitl' },
      message: { direction: 'outgoing' },
    })
    expect(seen(user).at(-1)).toContain('can only handle')
  })

  it('takes the author of the first reply as the agent and says so, and again with each hitlAssigned', async () => {
    const { user, reply, event } = await escalated()
    const [dana, kim] = [await setup.agent(), await setup.agent('Kim')]
    await reply(dana, 'Hello Robin')
    await reply(dana, 'How can I help?')
    expect(seen(user).slice(3)).toEqual([joined, 'agent: Hello Robin', 'agent: How can I help?'])
    expect(user.transcript.at(-1)).toMatchObject({ agentName: 'Dana', agentPicture: 'https://example.com/d.png' })
    await event('hitlAssigned', { userId: kim })
    expect(user.session).toMatchObject({ humanAgentId: kim, humanAgentName: 'Kim' })
    expect(seen(user).filter((line) => line === joined)).toHaveLength(2)
  })

  it('renews an agent’s name when they are assigned, by the first reply too, and only then', async () => {
    const { user, reply, event } = await escalated()
    const dana = await setup.agent('Someone')
    await reply(dana, '1')
    await client.updateUser({ id: dana, name: 'Dana' })
    await reply(dana, '2')
    await event('hitlAssigned', { userId: dana })
    await reply(dana, '3')
    await client.updateUser({ id: dana, name: 'Dana F.' })
    const next = await escalated()
    await next.reply(dana, '4')
    const names = [user, next.user].flatMap(({ transcript }) =>
      transcript.filter(({ from }) => from === 'agent').map(({ agentName }) => agentName),
    )
    expect(names).toEqual(['Someone', 'Someone', 'Dana', 'Dana F.'])
  })

  it('shows a reply written in the customer’s name as the customer’s', async () => {
    const { user, reply } = await escalated('Robin R.')
    const [downstream] = sim.users(app)
    await reply(downstream?.id ?? '', 'oops')
    expect(user.transcript.at(-1)).toMatchObject({ from: 'agent', agentName: 'Robin R.' })
  })

  it('drops silently what comes before startHitl returned, and delivers what was scheduled', async () => {
    const dana = await setup.agent()
    setup.duringStart = async (conversationId) => {
      await client.createEvent({ type: 'hitlAssigned', payload: { conversationId, userId: dana } })
      const message = { conversationId, userId: dana, type: 'text', tags: {} }
      await client.createMessage({ ...message, payload: { text: 'too early' } })
      await client.createMessage({ ...message, payload: { text: 'second' }, schedule: { delay: 2000 } })
      await client.createEvent({
        type: 'hitlAssigned',
        payload: { conversationId, userId: dana },
        schedule: { dateTime: new Date(Date.now() + 1000).toISOString() },
      })
    }
    const { user } = await escalated()
    expect(user.dropped.map(({ kind, type }) => `${kind} ${type}`)).toEqual(['event hitlAssigned', 'message text'])
    expect(sim.scheduled().map(({ kind }) => kind)).toEqual(['event', 'message'])
    expect(await sim.runScheduled()).toBe(2)
    expect(seen(user).slice(3)).toEqual([joined, 'agent: second'])
  })

  it('delivers by the clock in timers mode', async () => {
    await setup.stop()
    await start({ schedule: 'timers' })
    const { user, reply } = await escalated()
    const dana = await setup.agent()
    await Promise.all([reply(dana, 'later', { delay: 120 }), reply(dana, 'sooner', { delay: 40 })])
    expect(seen(user)).toHaveLength(3)
    await expect.poll(() => seen(user).slice(4)).toEqual(['agent: sooner', 'agent: later'])
  })

  it('gives the conversation back when the agent closes it, and loses what comes after', async () => {
    const { user, reply, event } = await escalated()
    await event('hitlStopped')
    await event('hitlStopped')
    await reply(await setup.agent(), 'One more thing')
    expect(seen(user).slice(3)).toEqual([closed])
    expect(user).toMatchObject({ timesContinued: 1, session: { active: false, endReason: 'agent-closed-ticket' } })
    expect(user.dropped.map(({ type }) => type)).toEqual(['hitlStopped', 'text'])
    expect(setup.inputOf('stopHitl')).toEqual([])
    setup.received = []
    await user.say('Thanks')
    expect(setup.received).toEqual([])
  })

  it('ends with /end: a notice without user id, stopHitl, then the goodbye', async () => {
    const { user, conversationId } = await escalated()
    await user.say('  /END ')
    await sim.settled()
    expect(setup.inputOf('stopHitl')).toEqual([{ conversationId }])
    const notice = setup.received.find(({ operation }) => operation === 'message_created')?.body.payload
    expect(notice).toEqual({ type: 'text', text: '( The user has ended the session. )' })
    expect(seen(user).at(-1)).toContain('You have ended the session')
    expect(user.timesContinued).toBe(1)
  })

  it('says no goodbye when stopHitl fails', async () => {
    const { user } = await escalated()
    setup.refusals = { stopHitl: 'HubSpot is down' }
    await user.say('/end')
    expect(seen(user).at(-1)).toBe('user: /end')
    expect(app.plugin.deliveryFailures).toMatchObject([
      { operation: 'stopHitl', status: 400, message: 'HubSpot is down' },
    ])
  })

  it('times an assignment out only while nobody is assigned', async () => {
    const waiting = await escalated()
    const served = await escalated()
    await served.event('hitlAssigned', { userId: await setup.agent() })
    await Promise.all([waiting.user.timeOutAssignment(), served.user.timeOutAssignment()])
    expect(seen(waiting.user).at(-1)).toContain('No human agent is available')
    expect(served.user.session?.active).toBe(true)
  })

  it('is not activated, and says nothing more, when startHitl throws', async () => {
    setup.refusals = { startHitl: 'No such inbox' }
    const user = app.plugin.startConversation()
    await expect(user.escalate({ title: 'Help' })).rejects.toThrow('No such inbox')
    expect(seen(user)).toEqual([handoff])
    expect(user.session).toBeUndefined()
  })

  it('records a message the integration refused, and repeats dispatches on request', async () => {
    const { user } = await escalated()
    app.plugin.repeatDispatch(2)
    setup.received = []
    await user.say('Hello?')
    expect(setup.received).toHaveLength(3)
    expect(new Set(setup.received.map(({ body }) => JSON.stringify(body.message))).size).toBe(1)
    setup.refusals = { message_created: 'Too long' }
    await user.say('x')
    expect(app.plugin.deliveryFailures).toMatchObject([{ operation: 'message_created', message: 'Too long' }])
  })

  it('serves hundreds of sessions at once', async () => {
    const dana = await setup.agent()
    const sessions = await Promise.all(Array.from({ length: 300 }, (_, n) => escalated(`User ${n}`)))
    await Promise.all(sessions.map(({ user, reply }, n) => Promise.all([user.say(`q${n}`), reply(dana, `a${n}`)])))
    for (const [n, { user }] of sessions.entries()) {
      expect(seen(user)).toContain(`agent: a${n}`)
      expect(seen(user)).toContain(`user: q${n}`)
    }
  })
})
