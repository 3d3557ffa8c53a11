import { expect, test } from 'vitest'
import * as z from 'zod'
import type { ActionRun, CrmRecord } from '../../playground/crm-protocol'
import type { ThreadEntry } from '../../playground/protocol'
import { agents } from '../../sim/hubspot-stage'
import { send, texts, type Visitor, visitPlayground } from './playground-visitor'

const { dana, robin } = agents

const ticketType = '0-5'

const lines = (visitor: Visitor) => texts(visitor.user().transcript)
const tickets = (visitor: Visitor): CrmRecord[] =>
  visitor.world().crm?.objects.find(({ typeId }) => typeId === ticketType)?.records ?? []

/** Says something to the bot, and waits for its answer, which it returns. */
async function ask(visitor: Visitor, text: string): Promise<string> {
  const before = lines(visitor).length
  await visitor.command({ do: 'say', userId: visitor.user().id, text })
  await visitor.until(`the bot answers "${text}"`, () => lines(visitor).length > before + 1)
  return lines(visitor).at(-1) ?? ''
}

async function greeted(visitor: Visitor): Promise<string> {
  await visitor.until('the bot has greeted', () => lines(visitor).length > 0)
  return lines(visitor).at(-1) ?? ''
}

async function tryOut(visitor: Visitor, action: string, input: object): Promise<ActionRun> {
  const response = await fetch(`${visitor.url}/api/hubspot/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, input, userId: visitor.user().id }),
  })
  expect(response.status).toBe(200)
  return JSON.parse(await response.text())
}

/** Where the calls under a trace went to, without those to the integration. */
const callsOf = (visitor: Visitor, trace: string) =>
  visitor
    .rows()
    .filter(({ traces, to }) => traces.includes(trace) && to !== 'integration')
    .map(({ to, what }) => `${to}: ${what}`)

const output = (run: ActionRun) => ('output' in run ? run.output : { thrown: run.error })

test('the bot knows a customer, says how their ticket stands, and opens one on a yes', async () => {
  const visitor = await visitPlayground()
  expect(await greeted(visitor)).toMatch(/^bot: Hello Kim, .*“Desk lamp flickers” is now: \*\*Waiting on us\*\*/)
  const before = tickets(visitor).length
  await ask(visitor, 'Open a ticket')
  expect(await ask(visitor, 'The second lamp hums')).toMatch(/^bot: Shall I create a ticket .*"The second lamp hums"/)
  expect(await ask(visitor, 'not now')).toContain('I have written nothing')
  expect(tickets(visitor)).toHaveLength(before)
  await ask(visitor, 'Open a ticket')
  await ask(visitor, 'The second lamp hums')
  expect(await ask(visitor, 'Yes, please')).toContain('“The second lamp hums” is open')
  await visitor.until('the record is shown', () => tickets(visitor).length === before + 1)
  const [made] = tickets(visitor)
  expect(made).toMatchObject({
    title: 'The second lamp hums',
    stage: { label: 'New', isOpen: true },
    links: [{ kind: 'Contact', title: 'Kim Lee' }],
    changes: [{ by: 'bot', label: 'Created' }],
  })
  const answer = visitor.user().transcript.at(-1)
  expect(answer?.record).toEqual({ typeId: ticketType, id: made?.id })
  expect(callsOf(visitor, answer?.trace ?? '')).toContain('HubSpot: create the ticket')
  expect(callsOf(visitor, answer?.trace ?? '').filter((call) => call.startsWith('HubSpot'))).toHaveLength(1)
})

test('somebody in HubSpot moves the ticket on, and the bot knows; the record says who did it', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  const id = tickets(visitor)[0]?.id ?? ''
  await visitor.command({ do: 'move', typeId: ticketType, id, stageId: '1' })
  await visitor.until('the change is shown', () => tickets(visitor)[0]?.changes.length === 1)
  expect(tickets(visitor)[0]?.changes[0]).toMatchObject({ by: 'person', from: 'Waiting on us', to: 'New' })
  const told = async () => /now: \*\*New\*\*/.test(await ask(visitor, 'How is my ticket?'))
  expect(await told()).toBe(true)
  for (const wrong of [{ stageId: '99' }, { id: '1' }, { typeId: '0-99' }]) {
    const answer = await send(visitor.url, { do: 'move', typeId: ticketType, id, stageId: '1', ...wrong })
    expect(answer.status).toBe(404)
  }
})

test('somebody new is made a contact first, and a ticket then', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  await visitor.command({ do: 'add-user', kind: 'phone' })
  await visitor.until('they are here', () => visitor.world().users.length === 2)
  expect(await greeted(visitor)).toBe('bot: Hello, I am the bot of the lamp shop. What can I do for you?')
  await ask(visitor, 'Open a ticket')
  expect(await ask(visitor, 'It hums')).toContain('Shall I create a contact')
  expect(await ask(visitor, 'yes')).toContain('Shall I create a ticket')
  expect(await ask(visitor, 'yes')).toContain('“It hums” is open')
  await visitor.until('it is shown', () => tickets(visitor)[0]?.links[0]?.title === 'Chris Novak')
})

const kim = (visitor: Visitor) =>
  visitor
    .world()
    .crm?.objects.flatMap(({ records }) => records)
    .find(({ title }) => title === 'Kim Lee')

test('a conversation that ends is on the timeline of the contact, without card numbers, and counted', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  const say = (text: string) => visitor.command({ do: 'say', userId: visitor.user().id, text })
  expect(kim(visitor)?.timeline).toEqual([])
  expect(visitor.world().crm?.log).toMatchObject({ mode: 'summaryAndTranscript', counters: { logged: 0, pending: 0 } })
  await say('Talk to a human')
  await visitor.until('the session is open', () => visitor.user().talkingTo === 'nobody', 40_000)
  await say('I paid with 4111 1111 1111 1111, <b>not</b> with cash')
  const isInThread = (entry: ThreadEntry) => entry.type === 'message' && entry.text.includes('4111')
  await visitor.until('it is in the thread', () => visitor.world().threads.some((it) => it.entries.some(isInThread)))
  await say('/end')
  await visitor.until('the bot is back', () => visitor.user().talkingTo === 'bot')
  await visitor.until('it is noted', () => kim(visitor)?.timeline.length === 1, 40_000)
  const [note] = kim(visitor)?.timeline ?? []
  expect(note).toMatchObject({ kind: 'Note', title: 'Chat with Kim Lee', facts: [], links: [] })
  expect(note?.html).toContain('I paid with [card number removed], &lt;b&gt;not&lt;/b&gt; with cash')
  expect(kim(visitor)?.changes[0]).toMatchObject({ by: 'bot', label: 'Note', to: 'Chat with Kim Lee' })
  await visitor.until('it is counted', () => visitor.world().crm?.log.counters.logged === 1)
  expect(visitor.world().crm?.log.counters).toMatchObject({ pending: 0, redactions: 1 })
  expect(visitor.world().crm?.objects.map(({ labelPlural }) => labelPlural)).not.toContain('Notes')
}, 60_000)

test('a call that is given to the log is shown as HubSpot shows calls', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  const ticketId = tickets(visitor).find(({ title }) => title === 'Desk lamp flickers')?.id
  const call = {
    ...{ kind: 'call', conversationId: 'call-1', contactId: kim(visitor)?.id, ticketId, title: 'About the dimmer' },
    ...{ startedAt: new Date().toISOString(), durationSeconds: 205, outcome: 'left voicemail', direction: 'outbound' },
  }
  expect(output(await tryOut(visitor, 'logInteraction', call))).toMatchObject({ status: 'logged' })
  expect(output(await tryOut(visitor, 'logInteraction', call))).toMatchObject({ status: 'alreadyLogged' })
  await visitor.until('it is shown', () => kim(visitor)?.timeline.length === 1)
  expect(kim(visitor)?.timeline[0]).toMatchObject({
    ...{ kind: 'Call', title: 'About the dimmer', links: [{ kind: 'Ticket', title: 'Desk lamp flickers' }] },
    facts: [
      { label: 'Call direction', value: 'Outbound' },
      { label: 'Call outcome', value: 'Left voicemail' },
      { label: 'Call duration', value: '3:25' },
    ],
  })
  const counted = z.object({ counters: z.object({ logged: z.number() }) })
  expect(counted.parse(output(await tryOut(visitor, 'getInteractionLog', {})))).toEqual({ counters: { logged: 1 } })
  expect(output(await tryOut(visitor, 'setInteractionLog', { mode: 'off' }))).toMatchObject({ mode: 'off' })
  await visitor.until('it is off', () => visitor.world().crm?.log.mode === 'off')
})

test('the bot hands over to a person, whatever it has asked', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  await ask(visitor, 'Open a ticket')
  await ask(visitor, 'It hums')
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'Talk to a human' })
  await visitor.until('the session is open', () => visitor.user().talkingTo === 'nobody', 40_000)
  expect(tickets(visitor).some(({ title }) => title === 'It hums')).toBe(false)
})

test('the bot greets all the same while HubSpot does not answer', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  await visitor.command({ do: 'break', id: 'botpress-down', on: true })
  await visitor.command({ do: 'break', id: 'hubspot-503', on: true })
  await visitor.command({ do: 'add-user', kind: 'known' })
  await visitor.until('they are here', () => visitor.world().users.length === 2)
  expect(await greeted(visitor)).toMatch(/^bot: Hello/)
}, 40_000)

const asked = z.object({ status: z.literal('needsConfirmation'), confirmation: z.string() })

test('an action that is tried counts as done for the end user: a confirmation is good once they have written', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  await ask(visitor, 'Which bulb do I need?')
  const input = {
    ...{ subject: 'Try it', conversationId: '{{ event.conversationId }}', messageId: '{{ event.messageId }}' },
  }
  const { confirmation } = asked.parse(output(await tryOut(visitor, 'createTicket', input)))
  const inHaste = await tryOut(visitor, 'createTicket', { ...input, confirmation })
  expect(output(inHaste)).toEqual({ thrown: expect.stringContaining('The user has not answered yet') })
  await ask(visitor, 'Where is my order?')
  const done = await tryOut(visitor, 'createTicket', { ...input, confirmation })
  expect(output(done)).toMatchObject({ status: 'done', record: { title: 'Try it' } })
  await visitor.until('its calls are known', () => callsOf(visitor, done.trace).length > 1)
  expect(callsOf(visitor, done.trace).filter((call) => call.startsWith('HubSpot'))).toEqual([
    'HubSpot: create the ticket',
  ])
  expect(callsOf(visitor, done.trace)).toContain('Botpress: write a state')
})

test('what is no input, and what is no action, is answered with words', async () => {
  const visitor = await visitPlayground()
  expect(output(await tryOut(visitor, 'findContact', {}))).toEqual({
    thrown: expect.stringContaining('Nothing to look'),
  })
  expect(output(await tryOut(visitor, 'findContact', { phone: 5 }))).toEqual({ thrown: expect.stringMatching(/phone/) })
  for (const body of [{ action: 'startHitl', input: {} }, { action: 'toString', input: {} }, { input: {} }]) {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${visitor.url}/api/hubspot/actions`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    expect([400, 404]).toContain(answer.status)
  }
})

test('the bot says who is there, and promises nobody once all agents are away', async () => {
  const visitor = await visitPlayground()
  await greeted(visitor)
  expect(await ask(visitor, 'Is anybody there?')).toContain('**Dana Fields** and **Robin Hale** can answer now')
  await visitor.command({ do: 'be-there', agentId: dana.userId, isThere: false })
  await visitor.until('Dana is away', () => visitor.world().agents[0]?.isThere === false)
  expect(await ask(visitor, 'Is anybody there?')).toMatch(/^bot: \*\*Robin Hale\*\* can answer now/)
  await visitor.command({ do: 'be-there', agentId: robin.userId, isThere: false })
  expect(await ask(visitor, 'is somebody available?')).toMatch(/^bot: Nobody is known to be available: 2 away\./)
  expect(callsOf(visitor, visitor.user().transcript.at(-1)?.trace ?? '')).toContain('HubSpot: read the users')
})
