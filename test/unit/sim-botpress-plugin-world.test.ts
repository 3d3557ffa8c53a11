import type { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BotpressSim, EndUser, Escalation, Installation } from '../../sim/botpress'
import { notices } from '../../sim/botpress/hitl-plugin/notices'
import { Setup } from './sim-botpress-fixture'

let setup: Setup
let sim: BotpressSim
let app: Installation
let client: Client

beforeEach(async () => {
  setup = await Setup.start()
  ;({ sim, app, client } = setup)
})
afterEach(() => setup.stop())

const lines = (user: EndUser) => user.transcript.map(({ from, payload }) => `${from}: ${String(payload.text)}`)
const joined = `system: ${notices.agentJoined}`
const conversationOf = (user: EndUser) => user.session?.downstreamConversationId ?? ''

async function escalated(card: Partial<Escalation> = {}) {
  const user = app.plugin.startConversation({ name: 'Robin', email: 'robin@example.com' })
  await user.escalate({ title: 'Help', ...card })
  return user
}

const reply = (user: EndUser, userId: string, text: string) =>
  client.createMessage({ conversationId: conversationOf(user), userId, type: 'text', payload: { text }, tags: {} })
const event = (user: EndUser, type: string, more = {}) =>
  client.createEvent({ type, payload: { conversationId: conversationOf(user), ...more } })

describe('the hitl plugin', () => {
  it('binds the conversations before it listens, five calls after startHitl returned', async () => {
    app.plugin.tripMs = 60
    const user = app.plugin.startConversation({ name: 'Robin' })
    await user.say('I need a person')
    const agent = await setup.agent()
    let conversationId = ''
    let returnedAt = 0
    setup.duringStart = async (id) => {
      conversationId = id
      returnedAt = Date.now()
    }
    const escalation = user.escalate({ title: 'Help' })
    const isBound = async () => {
      if (conversationId === '') return false
      return 'hitl#upstream' in (await client.getConversation({ id: conversationId })).conversation.tags
    }
    await expect.poll(isBound, { interval: 5 }).toBe(true)
    expect(user.session?.active).toBe(false)
    await client.createMessage({ conversationId, userId: agent, type: 'text', payload: { text: 'Early' }, tags: {} })
    await sim.settled()
    await escalation
    expect(user.session?.active).toBe(true)
    expect(Date.now() - returnedAt).toBeGreaterThanOrEqual(5 * 60 - 5)
  })

  it('assigns two that reply at once one after the other, for neither sees the other', async () => {
    const user = await escalated()
    app.plugin.tripMs = 20
    const [dana, kim] = [await setup.agent(), await setup.agent('Kim')]
    await Promise.all([reply(user, dana, 'Hello'), reply(user, kim, 'Hi')])
    await sim.settled()
    expect(lines(user).filter((line) => line === joined)).toHaveLength(2)
    await reply(user, dana, 'Where were we?')
    await sim.settled()
    expect(lines(user).filter((line) => line === joined)).toHaveLength(2)
    expect(lines(user).at(-1)).toBe('agent: Where were we?')
  })

  it('assigns in each session anew, but never times out who had an agent once', async () => {
    const user = await escalated()
    const dana = await setup.agent()
    await reply(user, dana, 'First')
    await event(user, 'hitlStopped')
    await user.escalate({ title: 'Again' })
    const { tags } = (await client.getConversation({ id: conversationOf(user) })).conversation
    expect(tags).not.toHaveProperty('hitl#humanAgentId')
    await user.timeOutAssignment()
    expect(user.session?.active).toBe(true)
    await reply(user, dana, 'Second')
    expect(lines(user).filter((line) => line === joined)).toHaveLength(2)
    const newcomer = await escalated()
    await newcomer.timeOutAssignment()
    expect(newcomer.session).toMatchObject({ active: false, endReason: 'agent-assignment-timeout' })
  })

  it('loses a reply whose author could not be assigned, or is gone', async () => {
    const user = await escalated()
    const dana = await setup.agent()
    app.plugin.failAssignments(2)
    await reply(user, dana, 'Lost')
    expect((await event(user, 'hitlAssigned', { userId: dana })).event.id).toBeDefined()
    expect(sim.events(app).at(-1)).toMatchObject({ status: 'failed' })
    const gone = await setup.agent('Gone')
    const message = {
      conversationId: conversationOf(user),
      userId: gone,
      type: 'text',
      payload: { text: 'x' },
      tags: {},
    }
    await client.createMessage({ ...message, schedule: { delay: 1 } })
    await client.deleteUser({ id: gone })
    await sim.runScheduled()
    expect(user.dropped.map(({ reason }) => reason)).toEqual(['failed', 'failed'])
    await reply(user, dana, 'Here')
    expect(lines(user).slice(-2)).toEqual([joined, 'agent: Here'])
  })

  it('says what it is configured to say, per session too, and nothing for NULL', async () => {
    app.plugin.configuration = { onHitlHandoffMessage: 'One moment.', onUserHitlCloseMessage: 'NULL' }
    const user = await escalated({
      configurationOverrides: { onUserHitlCancelledMessage: 'NULL', onHumanAgentAssignedMessage: '' },
    })
    app.plugin.configuration = {}
    await reply(user, await setup.agent(), 'Hello')
    setup.received = []
    await user.say('/end')
    await sim.settled()
    expect(lines(user)).toEqual(['system: One moment.', joined, 'agent: Hello', 'user: /end'])
    expect(setup.received.map(({ operation }) => operation)).toEqual(['action_triggered'])
    const other = await escalated({ configurationOverrides: { onUserHitlCancelledMessage: 'Gone.' } })
    await other.stopByBot()
    await sim.settled()
    expect(setup.received.flatMap(({ body }) => body.payload ?? [])).toEqual([{ type: 'text', text: 'Gone.' }])
  })

  it('hands over a history in which agents bear their look-alikes, asking once per message for strangers', async () => {
    const user = await escalated()
    const dana = await setup.agent()
    await reply(user, dana, 'Earlier')
    await event(user, 'hitlStopped')
    await user.otherSays({ name: 'Alex' }, 'I am here too')
    await user.otherSays({ name: 'Alex' }, 'And again')
    setup.received = []
    await user.escalate({ title: 'Again' })
    expect(setup.inputOf('createUser')).toEqual([
      expect.objectContaining({ name: 'Alex' }),
      expect.objectContaining({ name: 'Alex' }),
    ])
    const [input] = setup.inputOf('startHitl')
    expect(input).toMatchObject({
      messageHistory: expect.arrayContaining([
        {
          source: { type: 'bot' },
          type: 'text',
          payload: { type: 'text', text: 'Earlier', userId: `webchat-${dana}` },
        },
      ]),
    })
  })

  it('breaks off, upstream only, when somebody speaks up whom it does not know', async () => {
    const user = await escalated()
    setup.received = []
    await user.otherSays({ name: 'Alex' }, 'Me too')
    await user.say('Hello?')
    await reply(user, await setup.agent(), 'Yes?')
    expect(setup.received).toEqual([])
    expect(lines(user).slice(1)).toEqual([
      'user: Me too',
      `system: ${notices.notConnected}`,
      'user: Hello?',
      joined,
      'agent: Yes?',
    ])
  })

  it('goes by the conversation that an event names itself, but for its own two', async () => {
    const [mine, other] = [await escalated(), await escalated()]
    await other.stopByBot()
    await client.createEvent({
      type: 'hitlStopped',
      payload: { conversationId: conversationOf(mine) },
      conversationId: conversationOf(other),
    })
    expect(mine.session?.active).toBe(false)
    expect(lines(mine).at(-1)).toBe(`system: ${notices.agentClosed}`)
    const { conversation } = await client.getConversation({ id: conversationOf(mine) })
    expect(conversation.tags).toMatchObject({ 'hitl#hitlEndReason': 'agent-closed-ticket' })
  })

  it.each([
    ['alias', 1],
    ['name', 0],
  ] as const)(
    'knows people by the integration’s %s: a link of an older plugin is made anew %i times',
    async (by, times) => {
      app.plugin.linksBy = by
      const { user: downstream } = await client.createUser({ tags: {} })
      const user = app.plugin.startConversation({ tags: { downstream: downstream.id, integrationName: 'sample' } })
      await user.escalate({ title: 'Help' })
      expect(setup.inputOf('createUser')).toHaveLength(times)
    },
  )

  it('shows agents without names where it is not to use them', async () => {
    const user = await escalated({ configurationOverrides: { useHumanAgentInfo: false, flowOnHitlStopped: false } })
    await reply(user, await setup.agent(), 'Hello')
    expect(user.transcript.at(-1)).not.toHaveProperty('agentName')
    await event(user, 'hitlStopped')
    expect(user.timesContinued).toBe(0)
  })
})
