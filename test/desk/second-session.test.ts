import { describe, expect, test } from 'vitest'
import { seen, told } from '../stage/chat'
import { notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess, expectUndelivered, latestThread, notes, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated, talking } from './talking'

/** The same person, escalated twice; the first session is over. */
async function twice(stage: DeskStage) {
  const { user, thread: first } = await escalated(stage, { email: 'kim@customers.example' })
  stage.desk.assign(first.id, 'dana')
  await until(() => seen(user).includes(told.joined))
  await user.say('About the lamp.')
  await user.say('/end')
  await stage.settled()
  await user.escalate({ title: 'Now the chair' })
  const second = stage.desk.threads().at(-1)
  if (second === undefined || second.id === first.id) throw new Error('There is no second thread')
  return { user, first, second }
}

/** Escalates as the plugin does, with lines that the bot passed on for others. */
async function afterAgents(stage: DeskStage, relayed: string[]) {
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
  return stage.desk.history(latestThread(stage).id)[0]
}

/** The Botpress user that stands for an agent who has answered. */
async function agentOf(stage: DeskStage) {
  const { user } = await talking(stage)
  return user.session?.humanAgentId ?? ''
}

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  test('a second session of the same person has a thread of its own; each agent reads their own', async () => {
    const stage = await onStage()
    const { user, first, second } = await twice(stage)
    await user.say('About the chair.')
    expect(textsFromUser(stage, first.id)).toEqual(['About the lamp.'])
    expect(textsFromUser(stage, second.id)).toEqual(['About the chair.'])
    expect(stage.desk.thread(first.id).state).toBe('closed')
    expect(stage.desk.thread(second.id).state).toBe('open')
  })

  test('the agent of the second session is announced, even if it is the agent of the first', async () => {
    const stage = await onStage()
    const { user, second } = await twice(stage)
    stage.desk.assign(second.id, 'dana')
    await until(() => seen(user).filter((line) => line === told.joined).length === 2)
  })

  test('a late reply in the thread of the first session is not shown in the second', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, first, second } = await twice(stage)
    const late = stage.desk.reply({ threadId: first.id, agent: 'dana', text: 'About that lamp…' })
    stage.desk.reply({ threadId: second.id, agent: 'robin', text: 'About the chair…' })
    await until(() => seen(user).includes('agent: About the chair…'))
    await stage.settled()
    expect(seen(user)).not.toContain('agent: About that lamp…')
    expectUndelivered(stage, late, /^Not delivered: the conversation had already ended/)
  })

  test('what happens to the thread of the first session does not touch the second', async () => {
    const stage = await onStage()
    const { user, first, second } = await twice(stage)
    if (!lacks.has('reopen')) stage.desk.reopen(first.id)
    await stage.settled()
    stage.desk.assign(first.id, 'robin')
    stage.desk.close(first.id)
    if (!lacks.has('delete')) stage.desk.delete(first.id)
    await stage.settled()
    await until(() => stage.botpress.scheduled().length === 0)
    expect(user.session?.active).toBe(true)
    expect(user.session?.humanAgentId).toBeUndefined()
    expect(stage.desk.history(second.id)).toHaveLength(1)
    expect(notes(stage, second.id)).toEqual([])
  })

  test('the history of the second session also tells of the first', async () => {
    const stage = await onStage()
    const { second } = await twice(stage)
    expect(stage.desk.history(second.id)[0]).toContain('Kim Lee: About the lamp.')
  })

  test('what an agent said in an earlier session is the agent’s in the history, and its end is marked', async () => {
    const stage = await onStage({ history: 'note' })
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
    const stage = await onStage({ history: 'note' })
    const { user, thread, write } = await talking(stage)
    write('I am Dana.', { richText: '<p>I am <strong>Dana</strong>.</p>' })
    await until(() => seen(user).includes('agent: I am **Dana**.'))
    stage.desk.close(thread.id)
    await until(() => user.session?.active === false)
    const source = { type: 'bot' }
    const said = (payload: object) => ({ source, type: 'text', payload: { type: 'text', ...payload } })
    stage.startCounting()
    await stage.bot.callAction('startHitl', {
      userId: notedSession(stage).userId,
      title: 'Once more',
      messageHistory: [said({ text: 'An agent joined.' }), said({ text: 'I am **Dana**.' }), said({ text: 'Closed.' })],
    })
    expect(stage.desk.history(latestThread(stage).id)[0]).toEqual([
      'Bot: An agent joined.',
      expect.stringMatching(new RegExp(`^--- Earlier session: .* with ${agents.dana.name}, closed by the agent ---$`)),
      'Bot: Closed.',
    ])
  })

  test.each([{ status: 500 }, { status: 404 }, { delayMs: 4_000 }])(
    'an agent whose name cannot be had is an agent still, and costs no hand-over (%j)',
    async (rule) => {
      const stage = await onStage({ history: 'note' })
      const id = await agentOf(stage)
      stage.botpress.faults.add({ method: 'GET', path: new RegExp(`/users/${id}$`), ...rule })
      expect((await afterAgents(stage, [id]))?.[1]).toBe('Agent: line 0')
    },
  )

  test('of many agents the latest are looked up, and each once', async () => {
    const stage = await onStage({ history: 'note' })
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
    stage.desk.reply({ threadId: a.thread.id, agent: 'dana', text: 'Hello Kim.' })
    stage.desk.reply({ threadId: b.thread.id, agent: 'dana', text: 'Hello Sam.' })
    await until(() => seen(a.user).length >= 3 && seen(b.user).length >= 3)
    expect(seen(a.user).at(-1)).toBe('agent: Hello Kim.')
    expect(seen(b.user).at(-1)).toBe('agent: Hello Sam.')
    expect(textsFromUser(stage, a.thread.id)).toEqual(['I am Kim.'])
    expect(textsFromUser(stage, b.thread.id)).toEqual(['I am Sam.'])
  })
})
