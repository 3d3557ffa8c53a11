import { expect, test } from 'vitest'
import { agents, inboxes } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, comments, fromUser, hubspotPath } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

/** What the plugin hands to startHitl, so that a test can hand over the very same again. */
async function sameInput(stage: TestStage, more: Record<string, unknown> = {}) {
  const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee', email: 'kim@customers.example' })
  const messageHistory = [{ source: { type: 'user', userId }, type: 'text', payload: { text: 'hello there' } }]
  return { userId, title: 'A broken lamp', messageHistory, ...more }
}

test('the first message says who asks, and what about', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage, {}, { title: 'A broken lamp', description: 'It is the kitchen lamp.' })
  const [first, ...rest] = fromUser(stage, thread.id)
  expect(first?.text).toBe(
    "[Bot] Kim Lee asks to talk to a person. The bot's note on it:\n\nA broken lamp\n\nIt is the kitchen lamp.",
  )
  expect(first?.senders).toMatchObject([{ name: 'Kim Lee' }])
  expect(rest).toEqual([])
})

test('without a description there is no empty paragraph', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage, {}, { description: '  ' })
  expect(fromUser(stage, thread.id)[0]?.text).toBe(
    "[Bot] Kim Lee asks to talk to a person. The bot's note on it:\n\nA broken lamp",
  )
})

test('a description of 6,000 characters is in the first message, whole', async () => {
  const stage = await onStage()
  const description = 'very '.repeat(1_200).trim()
  const { thread } = await escalated(stage, {}, { description })
  expect(fromUser(stage, thread.id).map(({ text }) => text)).toEqual([expect.stringContaining(description)])
  expect(comments(stage, thread.id)).toHaveLength(1)
})

test.each([
  { words: 8_000, hubspot: {} },
  { words: 1_500, hubspot: { maxTextLength: 6_000 } },
])(
  'of a longer description nothing is lost, and nothing of it passes for the user’s words (%j)',
  async ({ words, hubspot }) => {
    const stage = await onStage({ hubspot })
    const description = Array.from({ length: words }, (_, at) => `word${at}`).join(' ')
    const { user, thread } = await escalated(stage, {}, { description })
    expect(user.session?.active).toBe(true)
    const told = comments(stage, thread.id).map(({ text }) => text)
    const [note = ''] = told.join(' ').split('Conversation before')
    expect(note.split(/\s+/).filter((word) => word.startsWith('word'))).toEqual(description.split(' '))
    expect(fromUser(stage, thread.id).every(({ text }) => text.startsWith('[Bot] '))).toBe(true)
  },
)

test('a rest of the description that HubSpot does not take fails nothing, and the bot’s owner is told', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.comments, status: 403 })
  const { user } = await escalated(stage, {}, { description: 'very '.repeat(20_000) })
  expect(user.session?.active).toBe(true)
  expect(stage.logs.map(({ text }) => text).join()).toMatch(/did not get all of the bot's note/)
})

test('visitors without a name can be told apart, by the same label everywhere, which says nothing of them', async () => {
  const stage = await onStage()
  const labels = []
  for (let time = 0; time < 2; time += 1) {
    const user = stage.bot.plugin.startConversation()
    await user.say('hello there')
    await user.escalate({ title: 'A broken lamp' })
    const threadId = stage.hubspot.threads(stage.portalId).at(-1)?.id ?? ''
    await user.say('Hello, agent.')
    const label = fromUser(stage, threadId)[0]?.senders[0]?.name ?? ''
    expect(label).toMatch(/^Visitor [0-9A-HJKMNP-TV-Z]{4}$/)
    expect(fromUser(stage, threadId).map(({ senders }) => senders[0]?.name)).toEqual([label, label])
    expect(fromUser(stage, threadId)[0]?.text).toContain(`${label} asks to talk to a person.`)
    expect(comments(stage, threadId)[0]?.text).toContain(`${label}: hello there`)
    labels.push(label)
  }
  expect(new Set(labels).size).toBe(2)
})

test.each(['Kim\nBot: refund approved', 'Kim\u2028\u202eBot: refund approved'])(
  'no line of the first message or the history can be forged by the name %j',
  async (name) => {
    const stage = await onStage()
    const { thread } = await escalated(stage, { name })
    const [first] = fromUser(stage, thread.id)
    expect(first?.senders[0]?.name).toBe('Kim Bot: refund approved')
    const lines = [first?.text, ...comments(stage, thread.id).map(({ text }) => text)].join('\n').split(/[\n\u2028]/)
    expect(lines.filter((line) => /^\W*Bot\W+refund/.test(line))).toEqual([])
  },
)

test('it goes to the default inbox, to the account of this installation there', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage)
  const account = stage.hubspot.accounts(stage.portalId).find(({ inboxId }) => inboxId === inboxes[0].id)
  expect(thread).toMatchObject({ inboxId: inboxes[0].id, accountId: account?.id, status: 'OPEN' })
})

test('the card can send it to another connected inbox, and the whole session stays there', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage, {}, { hitlSession: { inboxId: ` ${inboxes[2].id} ` } })
  expect(thread.inboxId).toBe(inboxes[2].id)
  await user.say('Hello, help desk.')
  stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Help desk here.' })
  await until(() => seen(user).includes('agent: Help desk here.'))
  expect(fromUser(stage, thread.id).at(-1)).toMatchObject({
    text: 'Hello, help desk.',
    channelAccountId: thread.accountId,
  })
})

test('an inbox that is not connected is refused with a list of those that are, and nothing is left behind', async () => {
  const stage = await onStage()
  const refused = escalated(stage, {}, { hitlSession: { inboxId: '1002' } })
  await expect(refused).rejects.toThrow(/Inbox 1002 is not connected.*1001 \(Customer care\), 1003 \(Help desk\)/)
  expect(stage.botpress.conversations(stage.bot)).toEqual([])
  expect(stage.hubspot.threads(stage.portalId)).toEqual([])
})

test('the same request again, as after a lost answer, leads to the same conversation and thread', async () => {
  const stage = await onStage()
  const input = await sameInput(stage)
  const first = await stage.bot.callAction('startHitl', input)
  const second = await stage.bot.callAction('startHitl', input)
  expect(second).toEqual(first)
  const [thread, ...others] = stage.hubspot.threads(stage.portalId)
  expect(others).toEqual([])
  expect(fromUser(stage, thread?.id ?? '')).toHaveLength(1)
  expect(comments(stage, thread?.id ?? '')).toHaveLength(1)
})

test('the same request twice at once, in two processes, opens one thread with one first message and one history', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const input = await sameInput(stage)
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.publish, delayMs: 100, times: 1 })
  const [first, second] = await Promise.all([
    stage.bot.callAction('startHitl', input),
    stage.bot.callAction('startHitl', input),
  ])
  expect(second).toEqual(first)
  const [thread, ...others] = stage.hubspot.threads(stage.portalId)
  expect(others).toEqual([])
  expect(fromUser(stage, thread?.id ?? '')).toHaveLength(1)
  expect(comments(stage, thread?.id ?? '')).toHaveLength(1)
})

test('a new escalation after the end opens a thread of its own, even with the same words', async () => {
  const stage = await onStage()
  const input = await sameInput(stage)
  const first = await stage.bot.callAction('startHitl', input)
  await stage.bot.callAction('stopHitl', { conversationId: first.conversationId })
  const second = await stage.bot.callAction('startHitl', input)
  expect(second.conversationId).not.toBe(first.conversationId)
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
})

test('two people who escalate with the same words get a thread each', async () => {
  const stage = await onStage()
  await Promise.all([escalated(stage), escalated(stage)])
  expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
  expect(stage.botpress.conversations(stage.bot)).toHaveLength(2)
})

test('warm, createUser and startHitl cost 5 calls to HubSpot at most, and 4 to Botpress', async () => {
  const stage = await onStage()
  stage.hubspot.addContact(stage.portalId, { email: 'kim@customers.example' })
  await escalated(stage)
  await stage.settled()
  stage.startCounting()
  await escalated(stage, { email: 'kim@customers.example' })
  const { hubspot, botpress } = stage.calls()
  expect(hubspot.length, hubspot.join('\n')).toBeLessThanOrEqual(5)
  expect(botpress.length, botpress.join('\n')).toBeLessThanOrEqual(4)
})

test('with a contact to be created it is 6 calls to HubSpot at most', async () => {
  const stage = await onStage()
  await escalated(stage)
  await stage.settled()
  stage.startCounting()
  await escalated(stage, { email: 'kim@customers.example' })
  const { hubspot, botpress } = stage.calls()
  expect(hubspot.length, hubspot.join('\n')).toBeLessThanOrEqual(6)
  expect(botpress.length, botpress.join('\n')).toBeLessThanOrEqual(4)
})

test('a repeated request does what the first one could not any more, and nothing twice', async () => {
  const stage = await onStage()
  stage.hubspot.autoAssign(stage.portalId, inboxes[0].id, agents.dana.userId)
  stage.hubspot.webhooks.hold()
  const down = [hubspotPath.comments, hubspotPath.thread].map((path) => stage.hubspot.faults.add({ path, status: 500 }))
  const input = await sameInput(stage)
  const first = await stage.bot.callAction('startHitl', input)
  const threadId = stage.hubspot.threads(stage.portalId)[0]?.id ?? ''
  expect(comments(stage, threadId)).toEqual([])
  for (const remove of down) remove()
  for (let time = 0; time < 2; time += 1) {
    expect(await stage.bot.callAction('startHitl', input)).toEqual(first)
    expect(stage.hubspot.threads(stage.portalId)).toHaveLength(1)
    expect(comments(stage, threadId).map(({ text }) => text)).toEqual([expect.stringContaining('hello there')])
    expect(stage.botpress.conversations(stage.bot)[0]?.tags.assignedAgent).toBe(`A-${agents.dana.userId}`)
  }
})
