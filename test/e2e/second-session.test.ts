import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { knock } from './knock'
import { addProcess, comments, statusOf, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { talking } from './talking'

const dana = agents.dana.userId
const robin = agents.robin.userId

/** The same person, escalated twice; the first session is over. */
async function twice(stage: TestStage) {
  const { user, thread: first } = await escalated(stage, { email: 'kim@customers.example' })
  stage.hubspot.ui.assign(first.id, dana)
  await until(() => seen(user).includes(told.joined))
  await user.say('About the lamp.')
  await user.say('/end')
  await stage.settled()
  await user.escalate({ title: 'Now the chair' })
  const second = stage.hubspot.threads(stage.portalId).at(-1)
  if (second === undefined || second.id === first.id) throw new Error('There is no second thread')
  return { user, first, second }
}

test('a second session of the same person has a thread of its own; each agent reads their own', async () => {
  const stage = await onStage()
  const { user, first, second } = await twice(stage)
  await user.say('About the chair.')
  expect(textsFromUser(stage, first.id)).toEqual(['About the lamp.'])
  expect(textsFromUser(stage, second.id)).toEqual(['About the chair.'])
  expect(stage.hubspot.thread(first.id).status).toBe('CLOSED')
  expect(stage.hubspot.thread(second.id).status).toBe('OPEN')
})

test('the agent of the second session is announced, even if it is the agent of the first', async () => {
  const stage = await onStage()
  const { user, second } = await twice(stage)
  stage.hubspot.ui.assign(second.id, dana)
  await until(() => seen(user).filter((line) => line === told.joined).length === 2)
})

test('a late reply in the thread of the first session is not shown in the second', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, first, second } = await twice(stage)
  const late = stage.hubspot.ui.reply({ threadId: first.id, agent: dana, text: 'About that lamp…' })
  stage.hubspot.ui.reply({ threadId: second.id, agent: robin, text: 'About the chair…' })
  await until(() => seen(user).includes('agent: About the chair…'))
  await stage.settled()
  expect(seen(user)).not.toContain('agent: About that lamp…')
  expect(statusOf(stage, late)).toMatch(/^FAILED: Not delivered: the conversation had already ended/)
})

test('what happens to the thread of the first session does not touch the second', async () => {
  const stage = await onStage()
  const { user, first, second } = await twice(stage)
  stage.hubspot.ui.reopen(first.id)
  await stage.settled()
  stage.hubspot.ui.assign(first.id, robin)
  stage.hubspot.ui.close(first.id)
  stage.hubspot.ui.deleteThread(first.id)
  await stage.settled()
  await until(() => stage.botpress.scheduled().length === 0)
  expect(user.session?.active).toBe(true)
  expect(user.session?.humanAgentId).toBeUndefined()
  expect(comments(stage, second.id)).toHaveLength(1)
})

test('the history of the second session also tells of the first', async () => {
  const stage = await onStage()
  const { second } = await twice(stage)
  expect(comments(stage, second.id)[0]?.text).toContain('Kim Lee: About the lamp.')
})

/** Escalates as the plugin does, with lines that the bot passed on for others. */
async function afterAgents(stage: TestStage, relayed: string[]) {
  const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee', email: 'kim@customers.example' })
  const line = (source: object, payload: object) => ({ source, type: 'text', payload })
  await stage.bot.callAction('startHitl', {
    userId,
    title: 'Now the chair',
    messageHistory: [
      ...relayed.map((id, at) => line({ type: 'bot' }, { type: 'text', text: `line ${at}`, userId: id })),
      line({ type: 'bot' }, { type: 'text', text: 'The agent is gone.' }),
      line({ type: 'user', userId }, { text: 'Again.' }),
    ],
  })
  return comments(stage, stage.hubspot.threads(stage.portalId).at(-1)?.id ?? '')[0]
    ?.text.split('\n')
    .slice(1)
}

/** The Botpress user that stands for an agent who has answered. */
async function agentOf(stage: TestStage) {
  const { user } = await talking(stage)
  return user.session?.humanAgentId ?? ''
}

test('what an agent said in an earlier session is the agent’s in the history, and its end is marked', async () => {
  const stage = await onStage()
  const id = await agentOf(stage)
  expect(await afterAgents(stage, [id, id])).toEqual([
    '--- Earlier session with an agent ---',
    `${agents.dana.name} (agent): line 0`,
    `${agents.dana.name} (agent): line 1`,
    '--- End of the earlier session ---',
    'Bot: The agent is gone.',
    'Kim Lee: Again.',
  ])
})

test('where the plugin does not say for whom the bot wrote, the replies of the latest session tell', async () => {
  const stage = await onStage()
  const { user, thread, write } = await talking(stage)
  write('I am Dana.', { richText: '<p>I am <strong>Dana</strong>.</p>' })
  await until(() => seen(user).includes('agent: I am **Dana**.'))
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
  const source = { type: 'bot' }
  const said = (payload: object) => ({ source, type: 'text', payload: { type: 'text', ...payload } })
  stage.startCounting()
  await stage.bot.callAction('startHitl', {
    userId: stage.botpress.conversations(stage.bot)[0]?.tags.userId,
    title: 'Once more',
    messageHistory: [said({ text: 'An agent joined.' }), said({ text: 'I am **Dana**.' }), said({ text: 'Closed.' })],
  })
  const latest = stage.hubspot.threads(stage.portalId).at(-1)?.id ?? ''
  expect(comments(stage, latest)[0]?.text.split('\n').slice(1)).toEqual([
    'Bot: An agent joined.',
    '--- Earlier session with an agent ---',
    `${agents.dana.name} (agent): I am Dana.`,
    '--- End of the earlier session ---',
    'Bot: Closed.',
  ])
})

test.each([{ status: 500 }, { status: 404 }, { delayMs: 4_000 }])(
  'an agent whose name cannot be had is an agent still, and costs no hand-over (%j)',
  async (rule) => {
    const stage = await onStage()
    const id = await agentOf(stage)
    stage.botpress.faults.add({ method: 'GET', path: new RegExp(`/users/${id}$`), ...rule })
    expect((await afterAgents(stage, [id]))?.[1]).toBe('Agent: line 0')
  },
)

test('of many agents the latest are looked up, and each once', async () => {
  const stage = await onStage()
  const id = await agentOf(stage)
  const looked = () => stage.calls().botpress.filter((call) => /^GET .*\/users\//.test(call))
  stage.startCounting()
  const lines = await afterAgents(stage, ['user_1', 'user_2', 'user_3', 'user_4', id])
  expect(lines?.slice(1, 6).map((line) => line.split(':')[0])).toEqual([
    ...Array.from({ length: 4 }, () => 'Agent'),
    `${agents.dana.name} (agent)`,
  ])
  expect(looked()).toHaveLength(2)
  await afterAgents(stage, [id, id])
  expect(looked().filter((call) => call.endsWith(id))).toHaveLength(1)
})

test('two people at the same time are never mixed up', async () => {
  const stage = await onStage()
  const a = await escalated(stage, { name: 'Kim Lee', email: 'kim@customers.example' })
  const b = await escalated(stage, { name: 'Sam Roe', email: 'sam@customers.example' })
  await Promise.all([a.user.say('I am Kim.'), b.user.say('I am Sam.')])
  stage.hubspot.ui.reply({ threadId: a.thread.id, agent: dana, text: 'Hello Kim.' })
  stage.hubspot.ui.reply({ threadId: b.thread.id, agent: dana, text: 'Hello Sam.' })
  await until(() => seen(a.user).length >= 3 && seen(b.user).length >= 3)
  expect(seen(a.user).at(-1)).toBe('agent: Hello Kim.')
  expect(seen(b.user).at(-1)).toBe('agent: Hello Sam.')
  expect(textsFromUser(stage, a.thread.id)).toEqual(['I am Kim.'])
  expect(textsFromUser(stage, b.thread.id)).toEqual(['I am Sam.'])
})

test('the same person in two chats at once has two sessions', async () => {
  const stage = await onStage()
  const a = await escalated(stage, { email: 'kim@customers.example' })
  const b = await escalated(stage, { email: 'kim@customers.example' })
  await a.user.say('In the first chat.')
  await b.user.say('In the second chat.')
  expect(textsFromUser(stage, a.thread.id)).toEqual(['In the first chat.'])
  expect(textsFromUser(stage, b.thread.id)).toEqual(['In the second chat.'])
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
})

test('a reply in a thread that agents merged from an ended and an open session gets to the open one', async () => {
  const stage = await onStage()
  const ended = await escalated(stage)
  stage.hubspot.ui.close(ended.thread.id)
  await until(() => ended.user.session?.active === false)
  const { user, thread, write } = await talking(stage)
  const reply = write('Merged.', { deliver: false })
  const integrationThreadIds = [ended.thread, thread].flatMap((one) => one.integrationThreadIds)
  await knock(stage, {
    body: {
      type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
      portalId: String(stage.portalId),
      channelIntegrationThreadIds: integrationThreadIds,
      message: reply,
    },
  })
  await until(() => seen(user).includes('agent: Merged.'))
  expect(statusOf(stage, reply)).toBe('SENT')
})
