import { describe, expect, test } from 'vitest'
import { agents, inboxes, scopes } from '../../sim/hubspot-stage'
import { notedSession, noteOpened, owedErrands } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, dana, reply, robin } from './talking'

const all = [...scopes.required, ...scopes.contacts, ...scopes.crm]
const email = 'kim@customers.example'
const helpDesk = inboxes[2].id
const assignee = /\/threads\/[^/]+\/assignee$/
const tickets = /\/crm\/objects\/[^/]+\/tickets\/[^/]+$/

const callsOf = ({ hubspot }: TestStage, method: string, path: RegExp) =>
  hubspot.log.calls.filter((call) => call.method === method && path.test(call.path))
const assignments = (stage: TestStage) => callsOf(stage, 'PUT', assignee)
const assigned = (stage: TestStage, threadId: string) => stage.hubspot.thread(threadId).assignedTo
const logged = ({ logs }: TestStage) => logs.map(({ text }) => text).join('\n')
/** What is still owed of a card, and what of it is kept. */
const owed = (stage: TestStage) => [
  ...owedErrands(stage),
  ...stage.botpress.states(stage.bot).filter(({ name }) => name === 'errands'),
]

/** The user writes until it is so: on a slow machine there is little time for what comes along. */
async function writing({ say }: { say(text: string): Promise<unknown> }, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 20 && !isSo(); tries += 1) await say('Hello?')
  await until(isSo)
}

type Chat = Awaited<ReturnType<typeof escalated>>

async function allDone(stage: TestStage, { user }: Chat): Promise<void> {
  await writing(user, () => owed(stage).length === 0)
  await calm(stage)
}

describe('"Assign to"', () => {
  const assigning = (stage: TestStage, assignTo: string, person = {}) =>
    escalated(stage, person, { hitlSession: { assignTo } })

  test('gives the conversation to the agent of that address, and the user is told', async () => {
    const stage = await onStage({ scopes: all })
    const chat = await assigning(stage, ` ${agents.robin.email.toUpperCase()} `)
    await allDone(stage, chat)
    expect(assigned(stage, chat.thread.id)).toBe(`A-${robin}`)
    expect(assignments(stage).map(({ requestBody }) => requestBody)).toEqual([{ actorId: `A-${robin}` }])
    await until(() => chat.user.session?.humanAgentName === agents.robin.name)
    expect(logged(stage)).not.toContain(agents.robin.email)
  })

  test('"lastAgent" gives it to who served the user in the latest earlier session', async () => {
    const stage = await onStage({ scopes: all })
    const first = await escalated(stage, { email })
    await reply(stage, first.thread.id, { text: 'Hello.', agent: robin })
    stage.hubspot.ui.close(first.thread.id)
    await until(() => first.user.session?.active === false)
    const second = await assigning(stage, 'lastAgent', { email })
    await allDone(stage, second)
    expect(assigned(stage, second.thread.id)).toBe(`A-${robin}`)
  })

  test('"contactOwner" gives it to the owner of the contact', async () => {
    const stage = await onStage({ scopes: all })
    const owner = stage.hubspot
      .crm(stage.portalId)
      .owners()
      .find(({ userId }) => String(userId) === dana)
    stage.hubspot.addContact(stage.portalId, { email, hubspot_owner_id: owner?.id ?? '' })
    const chat = await assigning(stage, 'contactowner', { email })
    await allDone(stage, chat)
    expect(assigned(stage, chat.thread.id)).toBe(`A-${dana}`)
  })

  test.each([
    ['nobody@agents.example', /nobody in this HubSpot account has that e-mail address/],
    ['the best one', /is no e-mail address/],
    ['lastAgent', /no agent of HubSpot has served this user before/],
    ['contactOwner', /has no owner/],
    ['queue@agents.example', /is a queue/],
  ])('%j that leads to nobody is logged, and costs the hand-over nothing', async (assignTo, reason) => {
    const stage = await onStage({ scopes: all })
    stage.hubspot.crm(stage.portalId).addQueue({ name: 'Tier 2', email: 'queue@agents.example' })
    stage.hubspot.addContact(stage.portalId, { email })
    const chat = await assigning(stage, assignTo, { email })
    await allDone(stage, chat)
    expect(chat.user.session?.active).toBe(true)
    expect(assignments(stage)).toEqual([])
    expect(logged(stage)).toMatch(reason)
    expect(logged(stage)).not.toMatch(/@agents|the best one/)
  })

  test('the owner of no contact is nobody', async () => {
    const stage = await onStage({ scopes: all })
    await allDone(stage, await assigning(stage, 'contactOwner'))
    expect(logged(stage)).toMatch(/this conversation has no contact/)
  })

  test('an agent whom HubSpot does not let have it is logged, in HubSpot’s words', async () => {
    const stage = await onStage({ scopes: all })
    const body = { status: 'error', category: 'VALIDATION_ERROR', message: 'The user has no service seat' }
    stage.hubspot.faults.add({ method: 'PUT', path: assignee, status: 400, body })
    const chat = await assigning(stage, agents.robin.email)
    await allDone(stage, chat)
    expect(logged(stage)).toMatch(/does not let this user have the conversation.*no service seat/)
    expect(assignments(stage)).toHaveLength(1)
  })

  test('without the scope for owners the log names it, and the box that brings it', async () => {
    const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts] })
    await allDone(stage, await assigning(stage, agents.robin.email))
    expect(logged(stage)).toMatch(/\(assignTo\): HubSpot has not granted crm\.objects\.owners\.read.*"CRM"/)
  })

  test('what HubSpot has no time for is done by another process with the next thing that happens, once', async () => {
    const stage = await onStage({ scopes: all })
    const heal = stage.hubspot.faults.add({ method: 'PUT', path: assignee, status: 503 })
    const chat = await assigning(stage, agents.robin.email)
    expect(assigned(stage, chat.thread.id)).toBeUndefined()
    heal()
    const before = assignments(stage).length
    await addProcess(stage)
    await allDone(stage, chat)
    expect(assigned(stage, chat.thread.id)).toBe(`A-${robin}`)
    expect(assignments(stage)).toHaveLength(before + 1)
  })

  test.each([
    ['took it', (stage: TestStage, id: string) => stage.hubspot.ui.assign(id, dana), `A-${dana}`],
    [
      'gave it back',
      (stage: TestStage, id: string) => {
        stage.hubspot.ui.assign(id, dana)
        stage.hubspot.ui.assign(id, null)
      },
      undefined,
    ],
  ])('is not done late where an agent %s meanwhile', async (_, act, expected) => {
    const stage = await onStage({ scopes: all })
    const heal = stage.hubspot.faults.add({ method: 'PUT', path: assignee, status: 503 })
    const chat = await assigning(stage, agents.robin.email)
    act(stage, chat.thread.id)
    await calm(stage)
    heal()
    await allDone(stage, chat)
    expect(assigned(stage, chat.thread.id)).toBe(expected)
  })

  test('one whose answer was lost is not done again', async () => {
    const stage = await onStage({ scopes: all })
    const heal = stage.hubspot.faults.add({ method: 'PUT', path: assignee, drop: 'after' })
    const chat = await assigning(stage, agents.robin.email)
    heal()
    stage.hubspot.ui.assign(chat.thread.id, dana)
    await allDone(stage, chat)
    expect(assigned(stage, chat.thread.id)).toBe(`A-${dana}`)
  })

  test('a repeated request does not take the conversation from who has it by now', async () => {
    const stage = await onStage({ scopes: all })
    const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee' })
    const start = () =>
      stage.bot.callAction('startHitl', {
        ...{ userId, title: 'A lamp', description: '', messageHistory: [] },
        hitlSession: { assignTo: agents.robin.email },
      })
    const first = await start()
    const [thread] = stage.hubspot.threads(stage.portalId)
    expect(assigned(stage, thread?.id ?? '')).toBe(`A-${robin}`)
    stage.hubspot.ui.assign(thread?.id ?? '', dana)
    await calm(stage)
    await addProcess(stage)
    for (let time = 0; time < 2; time += 1) expect(await start()).toEqual(first)
    expect(assigned(stage, thread?.id ?? '')).toBe(`A-${dana}`)
    expect(assignments(stage)).toHaveLength(1)
  })
})

describe('the ticket’s fields', () => {
  const wish = {
    ticketSubject: 'Lamp 1042',
    ticketPriority: 'high',
    ticketProperties: JSON.stringify({ content: 'It hums at night.', Category: 'Product issue' }),
  }
  const wanting = (stage: TestStage, hitlSession: Record<string, string>, inboxId: string = helpDesk) =>
    escalated(stage, { email }, { hitlSession: { inboxId, ...hitlSession } })
  const ticketOf = (stage: TestStage, { thread }: Chat) =>
    stage.hubspot.crm(stage.portalId).record('tickets', thread.ticketId ?? '').properties

  test('go into the ticket that the help desk makes a moment after the thread, in one write', async () => {
    const stage = await onStage({ scopes: all })
    const chat = await wanting(stage, wish)
    await allDone(stage, chat)
    expect(ticketOf(stage, chat)).toMatchObject({
      subject: 'Lamp 1042',
      content: 'It hums at night.',
      hs_ticket_priority: 'HIGH',
      hs_ticket_category: 'PRODUCT_ISSUE',
    })
    expect(callsOf(stage, 'PATCH', tickets)).toHaveLength(1)
    expect(logged(stage)).not.toMatch(/1042|hums/)
  })

  test('in an inbox there is no ticket, and the log says so', async () => {
    const stage = await onStage({ scopes: all })
    await allDone(stage, await wanting(stage, wish, inboxes[0].id))
    expect(logged(stage)).toMatch(/went to an inbox, and only a help desk makes tickets/)
    expect(logged(stage)).not.toMatch(/1042|hums/)
  })

  test('without the scope the log names it, and the box that brings it', async () => {
    const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts] })
    await allDone(stage, await wanting(stage, wish))
    expect(logged(stage)).toMatch(/\(ticket\): HubSpot has not granted tickets.*"Ticket fields"/)
  })

  test('what the account does not take is left out and named, without its value; the rest is written', async () => {
    const stage = await onStage({ scopes: all })
    const crm = stage.hubspot.crm(stage.portalId)
    crm.addRule('tickets', { property: 'content', matches: /^short$/, message: 'is not allowed' })
    const properties = {
      ...{
        content: 'secret content',
        hs_ticket_priority: 'secret priority',
        hs_ticket_id: '77',
        nothing: 'secret name',
      },
      ...{ hubspot_owner_id: '1', hs_pipeline: '0', 'Ticket status': '4', nested: { a: 'secret' }, 'two words': 'x' },
    }
    const chat = await wanting(stage, { ticketSubject: 'Lamp', ticketProperties: JSON.stringify(properties) })
    const before = ticketOf(stage, chat)
    await allDone(stage, chat)
    expect(ticketOf(stage, chat)).toEqual({ ...before, subject: 'Lamp' })
    const text = logged(stage)
    for (const name of Object.keys(properties).slice(0, 6)) expect(text).toContain(`"Ticket properties: ${name}" (`)
    expect(text).not.toMatch(/secret|two words/)
  })

  test('are tried again when HubSpot was away, by another process, and what is kept of them goes then', async () => {
    const stage = await onStage({ scopes: all })
    const heal = stage.hubspot.faults.add({ method: 'PATCH', path: tickets, status: 503 })
    const chat = await wanting(stage, wish)
    await until(() => owed(stage).length === 2)
    heal()
    await addProcess(stage)
    await allDone(stage, chat)
    expect(ticketOf(stage, chat)).toMatchObject({ subject: 'Lamp 1042' })
  })

  test('what may have been written is not written again later, when agents may have changed it', async () => {
    const stage = await onStage({ scopes: all })
    const heal = stage.hubspot.faults.add({ method: 'PATCH', path: tickets, drop: 'after' })
    const chat = await wanting(stage, wish)
    await until(() => owed(stage).length === 2)
    await writing(chat.user, () => callsOf(stage, 'PATCH', tickets).length > 0)
    // An attempt that is under way would still repeat it.
    await calm(stage)
    heal()
    stage.hubspot.crm(stage.portalId).update('tickets', chat.thread.ticketId ?? '', { subject: 'Changed by hand' })
    await noteOpened(stage, notedSession(stage).conversationId, Date.now() - 11 * 60_000)
    await allDone(stage, chat)
    expect(ticketOf(stage, chat).subject).toBe('Changed by hand')
    expect(logged(stage)).toMatch(/The ticket may lack what the card wants in it/)
  })

  test('what is not done after a day is given up', async () => {
    const stage = await onStage({ scopes: all, hubspot: { properties: { ticketHiddenForLooks: 1_000 } } })
    const chat = await wanting(stage, wish)
    await until(() => owed(stage).length === 2)
    await noteOpened(stage, notedSession(stage).conversationId, Date.now() - 25 * 3_600_000)
    await allDone(stage, chat)
    expect(logged(stage)).toMatch(/was not done in time, and is given up \(ticket\)/)
  })

  test('a session that ends before leaves them undone, which one line tells', async () => {
    const stage = await onStage({ scopes: all, hubspot: { properties: { ticketHiddenForLooks: 1_000 } } })
    const chat = await wanting(stage, wish)
    stage.hubspot.ui.close(chat.thread.id)
    await until(() => chat.user.session?.active === false)
    await until(() => owed(stage).length === 0)
    await calm(stage)
    expect(logged(stage).match(/was not done in time, and is given up \(ticket\)/g)).toHaveLength(1)
  })

  test('blank fields ask for nothing, and cost nothing', async () => {
    const stage = await onStage({ scopes: all })
    await wanting(stage, { assignTo: ' ', ticketSubject: '', ticketProperties: '\n' })
    await stage.settled()
    expect(stage.botpress.log.calls.filter(({ path }) => /errands/i.test(path))).toEqual([])
    expect(stage.hubspot.log.calls.filter(({ query }) => query.includes('association'))).toEqual([])
    expect(owed(stage)).toEqual([])
  })
})
