import type { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BotpressSim, BotpressSimOptions, Installation } from '../../sim/botpress'
import { clientOf, definition, Setup } from './sim-botpress-fixture'

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

async function place() {
  const { user } = await client.createUser({ tags: {} })
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
  return { userId: user.id, conversationId: conversation.id }
}

const token = () => ({ type: 'integration' as const, id: app.integrationId, name: 'token' })

describe('what Botpress does not promise can be otherwise:', () => {
  it('a message that waits for its time is not found, and so is created again', async () => {
    sim.properties.findsScheduledMessages = false
    const { userId, conversationId } = await place()
    const content = { type: 'text', payload: { text: 'Later' }, tags: { origin: 'a' } }
    const input = { ...content, userId, conversationId, discriminateByTags: ['origin'] }
    const first = (await client.getOrCreateMessage({ ...input, schedule: { delay: 60_000 } })).message
    const found = async () => (await client.listMessages({ conversationId, tags: { origin: 'a' } })).messages.length
    expect(await found()).toBe(0)
    await expect(client.getMessage({ id: first.id })).rejects.toMatchObject({ code: 404 })
    const message = { ...content, discriminateByTags: ['origin'] }
    const { message: second } = await client.initializeIncomingMessage({ userId, conversationId, message })
    expect(second?.id).not.toBe(first.id)
    await sim.runScheduled()
    expect(await found()).toBe(2)
    sim.properties.findsScheduledMessages = true
    const third = { ...input, tags: { origin: 'b' }, discriminateByTags: ['origin'] }
    const scheduled = (await client.getOrCreateMessage({ ...third, schedule: { delay: 60_000 } })).message
    expect((await client.getOrCreateMessage(third)).message.id).toBe(scheduled.id)
  })

  it('an event that waits for its time is not listed, or none may be listed at all', async () => {
    const { userId, conversationId } = await place()
    const event = { type: 'hitlAssigned', payload: { conversationId, userId } }
    await client.createEvent({ ...event, schedule: { delay: 60_000 } })
    const listed = async () => (await client.listEvents({ type: 'hitlAssigned' })).events.length
    expect(await listed()).toBe(1)
    sim.properties.listsScheduledEvents = false
    expect(await listed()).toBe(0)
    sim.properties.integrationsListEvents = false
    await expect(listed()).rejects.toMatchObject({ code: 403, type: 'Forbidden' })
  })

  it('a plugin’s tags are not shown, in answers, in filters and in what is handed over', async () => {
    const user = app.plugin.startConversation({ name: 'Robin' })
    await user.escalate({ title: 'Help' })
    const conversationId = user.session?.downstreamConversationId ?? ''
    const listed = async () => {
      const { conversations } = await client.listConversations({ tags: { 'hitl#upstream': user.conversationId } })
      return conversations.length
    }
    const namesOf = (tags: object) => Object.keys(tags).filter((name) => name.includes('#'))
    expect(namesOf((await client.getConversation({ id: conversationId })).conversation.tags)).not.toEqual([])
    expect(await listed()).toBe(1)
    sim.properties.showsPluginTags = false
    setup.received = []
    await user.say('Hello')
    const [handed] = setup.received
    expect(JSON.stringify(handed?.body)).not.toContain('hitl#')
    expect(handed?.body).toMatchObject({ conversation: { tags: { thread: expect.any(String) } } })
    const { conversation } = await client.getConversation({ id: conversationId })
    expect(namesOf(conversation.tags)).toEqual([])
    expect(JSON.stringify(await client.listUsers({}))).not.toContain('hitl#')
    expect(await listed()).toBe(0)
  })

  it('events take effect late, and in another order than that of their times', async () => {
    await setup.stop()
    await start({ schedule: 'timers', properties: { eventDelayMs: [100, 100] } })
    const { userId, conversationId } = await place()
    const { event } = await client.createEvent({ type: 'hitlAssigned', payload: { conversationId, userId } })
    expect(event.status).toBe('pending')
    sim.properties.eventDelayMs = [0, 0]
    await client.createEvent({ type: 'hitlStopped', payload: { conversationId }, schedule: { delay: 40 } })
    expect(sim.scheduled().map(({ type }) => type)).toEqual(['hitlStopped', 'hitlAssigned'])
    await expect.poll(() => sim.scheduled()).toEqual([])
    sim.properties.scheduledMessageDelayMs = [500, 500]
    const before = Date.now()
    const message = { conversationId, userId, type: 'text', payload: { text: 'x' }, tags: {} }
    await client.createMessage({ ...message, schedule: { delay: 100 } })
    expect(sim.scheduled()[0]?.dueAt).toBeGreaterThanOrEqual(before + 600)
  })

  it('the states of an integration belong to all its installations on one bot', async () => {
    const again = { definition, integrationUrl: setup.server.url, configuration: {}, alias: 'other', botId: app.botId }
    const other = sim.install(again)
    const elsewhere = sim.install({ ...again, alias: 'sample', botId: 'bot_elsewhere' })
    const read = (of: Installation) =>
      clientOf(sim, of)
        .getState(token())
        .then(({ state }) => state.payload.value)
        .catch(({ code }: { code: number }) => code)
    await client.setState({ ...token(), payload: { value: 'mine' } })
    expect([await read(app), await read(other), await read(elsewhere)]).toEqual(['mine', 404, 404])
    sim.properties.integrationStatesOf = 'bot'
    await client.setState({ ...token(), payload: { value: 'ours' } })
    expect([await read(app), await read(other), await read(elsewhere)]).toEqual(['ours', 'ours', 404])
    expect(sim.states(other).map(({ payload }) => payload.value)).toContain('ours')
  })

  it('but not to another integration of that bot', async () => {
    sim.properties.integrationStatesOf = 'bot'
    const second = { ...definition, name: 'second' }
    const other = sim.install({
      definition: second,
      integrationUrl: setup.server.url,
      configuration: {},
      botId: app.botId,
    })
    await client.setState({ ...token(), payload: { value: 'mine' } })
    const theirs = { ...token(), id: other.integrationId }
    await expect(clientOf(sim, other).getState(theirs)).rejects.toMatchObject({ code: 404 })
    expect(sim.states(other)).toEqual([])
    expect(sim.states(app)).toHaveLength(1)
  })

  it.each([
    [true, 'kept'],
    [false, 404],
  ])('after an upgrade, with its new id, states are there: %s', async (statesSurviveUpgrades, expected) => {
    sim.properties.statesSurviveUpgrades = statesSurviveUpgrades
    await client.setState({ ...token(), payload: { value: 'kept' } })
    const before = token()
    app.upgrade()
    expect(app.integrationId).not.toBe(before.id)
    // What the version before is still at goes on.
    expect((await client.getState(before)).state.payload.value).toBe('kept')
    const found = await clientOf(sim, app)
      .getState(token())
      .then(({ state }) => state.payload.value)
      .catch(({ code }: { code: number }) => code)
    expect(found).toBe(expected)
    await app.callAction('stopHitl', { conversationId: 'conv_x' })
    expect(setup.received.at(-1)?.headers['x-integration-id']).toBe(app.integrationId)
  })

  it('get-or-set is two steps, and two may get through at once', async () => {
    sim.properties.getOrSetIsAtomic = false
    const sets = ['a', 'b'].map((value) => client.getOrSetState({ ...token(), payload: { value } }))
    const told = (await Promise.all(sets)).map(({ state, meta }) => [state.payload.value, meta.cached])
    expect(told).toEqual([
      ['a', false],
      ['b', false],
    ])
  })
})
