import { expect, test } from 'vitest'
import { agents, inboxes } from '../../sim/stage'
import { addProcess, comments, fromUser, hubspotPath } from './looking'
import { escalated, onStage, seen, type TestStage, until } from './on-stage'

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
  expect(first?.text).toBe('Kim Lee asks to talk to a person.\n\nA broken lamp\n\nIt is the kitchen lamp.')
  expect(first?.senders).toMatchObject([{ name: 'Kim Lee' }])
  expect(rest).toEqual([])
})

test('without a description there is no empty paragraph', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage, {}, { description: '  ' })
  expect(fromUser(stage, thread.id)[0]?.text).toBe('Kim Lee asks to talk to a person.\n\nA broken lamp')
})

test('a description of any length does not fail the escalation', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage, {}, { description: 'very '.repeat(20_000) })
  expect(fromUser(stage, thread.id)[0]?.text).toContain('A broken lamp')
})

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
