import { describe, expect, test } from 'vitest'
import { agents, inboxes } from '../../sim/hubspot-stage'
import { seen, told } from '../stage/chat'
import { stored } from '../stage/stored'
import { notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { connect, consent, linkInLog, submit, unconnected, visit, waitFor } from './connect-visitor'
import { appEvent, knock } from './knock'
import { statusOf, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

/** The HubSpot account is changed while conversations are open in the old one. */

/** A bot that is connected on the page, and another account whose inbox has the very same ID. */
async function connected(): Promise<{ stage: TestStage; second: number }> {
  const stage = await unconnected()
  await connect(stage)
  const second = stage.portalId + 500_000
  stage.hubspot.addPortal({ portalId: second, inboxes: [...inboxes], agents: Object.values(agents) })
  return { stage, second }
}

/** The bot's owner goes to another account, from the link to the last page. */
async function changeTo(stage: TestStage, portalId: number, inboxId = '1001'): Promise<void> {
  await stage.bot.register()
  const choice = await submit(await consent(stage, await visit(linkInLog(stage)), portalId))
  await waitFor(await submit(choice, [['default', inboxId]]), /is connected/)
}

/** Which of the calls to HubSpot since `startCounting` are about this thread. */
const callsAbout = (stage: TestStage, threadId: string) =>
  stage.calls().hubspot.filter((call) => call.includes(threadId))

/** As HubSpot does: until it is taken, which a machine with much to do may not manage at once. */
async function deliver(stage: TestStage, body: unknown[]): Promise<void> {
  await expect.poll(async () => (await knock(stage, { body })).status, { timeout: 10_000 }).toBe(200)
}

const handOver = async (stage: TestStage, portalId: number) => {
  const user = stage.bot.plugin.startConversation({ name: 'Sam Roe' })
  await user.say('hello')
  await user.escalate({ title: 'Another lamp' })
  const thread = stage.hubspot.threads(portalId).at(-1)
  if (thread === undefined) throw new Error('The escalation opened no thread')
  return { user, thread }
}

describe('a session in an account that was left', () => {
  async function left() {
    const { stage, second } = await connected()
    const { user, thread } = await escalated(stage)
    await changeTo(stage, second)
    await stage.settled()
    stage.startCounting()
    return { stage, second, user, thread }
  }

  test('ends with the next message of the end user, of which the new account sees nothing', async () => {
    const { stage, second, user, thread } = await left()
    await user.say('Is anybody there?')
    expect(stage.hubspot.threads(second)).toEqual([])
    expect(textsFromUser(stage, thread.id)).toEqual([])
    expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
      `A message of the end user did not reach HubSpot. The conversation belongs to HubSpot account ${stage.portalId}, and this bot has been connected with account ${second} since. A new conversation opens there when the customer asks for a person again.`,
    ])
    await until(() => user.session?.active === false)
    expect(seen(user)).toContain(told.agentClosed)
    expect(callsAbout(stage, thread.id)).toEqual([])
  })

  test('is not taken for one whose inbox is not connected, where the new account has another inbox', async () => {
    const { stage } = await connected()
    const { user } = await escalated(stage)
    const third = stage.portalId + 600_000
    stage.hubspot.addPortal({ portalId: third, inboxes: [{ ...inboxes[1], id: '3001' }], agents: [] })
    await changeTo(stage, third, '3001')
    await user.say('Is anybody there?')
    expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message).join()).toContain(
      `this bot has been connected with account ${third} since`,
    )
    await until(() => user.session?.active === false)
  })

  test('ends as well when a file is sent, and nothing is uploaded', async () => {
    const { stage, second, user } = await left()
    await user.say({ type: 'image', payload: { imageUrl: 'https://files.example/lamp.png' } })
    await until(() => user.session?.active === false)
    expect(stage.calls().hubspot.filter((call) => call.includes('/files'))).toEqual([])
    expect(stage.hubspot.threads(second)).toEqual([])
  })

  test("brings the agent's reply to the end user before it ends", async () => {
    const { stage, user, thread } = await left()
    stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'It is on its way.' })
    await until(() => user.session?.active === false)
    const words = seen(user)
    expect(words).toContain('agent: It is on its way.')
    expect(words.indexOf('agent: It is on its way.')).toBeLessThan(words.indexOf(told.agentClosed))
    expect(callsAbout(stage, thread.id)).toEqual([])
    expect(stage.logs.map(({ text }) => text).join()).toContain(
      `A conversation in HubSpot account ${stage.portalId} has ended for the customer`,
    )
  })

  test('brings no reply any more once it has ended, and the owner reads so', async () => {
    const { stage, user, thread } = await left()
    await user.say('Is anybody there?')
    await until(() => user.session?.active === false)
    const reply = stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Still here?' })
    await stage.settled()
    expect(stage.hubspot.webhookLog.calls.at(-1)?.status).toBe(200)
    expect(seen(user)).not.toContain('agent: Still here?')
    expect(statusOf(stage, reply)).toBe('SENT')
    const errors = stage.logs.filter(({ level }) => level === 'error').map(({ text }) => text)
    expect(errors.at(-1)).toMatch(/state of an agent's reply could not be shown.*belongs to HubSpot account/)
  })

  test.each([
    ['an agent closes it', (stage: TestStage, id: string) => stage.hubspot.ui.close(id)],
    ['an agent takes it', (stage: TestStage, id: string) => stage.hubspot.ui.assign(id, agents.robin.userId)],
    ['it is deleted', (stage: TestStage, id: string) => stage.hubspot.ui.deleteThread(id)],
  ])('ends when %s', async (_what, happen) => {
    const { stage, user, thread } = await left()
    happen(stage, thread.id)
    await until(() => user.session?.active === false)
    expect(seen(user)).not.toContain(told.joined)
    expect(callsAbout(stage, thread.id)).toEqual([])
  })

  test('is not closed or commented upon in the new account when the end user leaves', async () => {
    const { stage, user, thread } = await left()
    await user.say('/end')
    await stage.settled()
    expect(callsAbout(stage, thread.id)).toEqual([])
    expect(stage.logs.map(({ text }) => text).join()).toMatch(
      /The HubSpot thread of an ended session was not closed. The conversation belongs to HubSpot account/,
    )
  })

  test('ends although Botpress has a fault then: with what happens next', async () => {
    const { stage, user } = await left()
    const mend = stage.botpress.faults.add({ method: 'POST', path: /\/chat\/events$/, status: 500 })
    await user.say('Is anybody there?')
    expect(user.session?.active).toBe(true)
    mend()
    await user.say('Hello?')
    await until(() => user.session?.active === false)
  })
})

describe('a process that remembers the old account', () => {
  /** The change is made at the first process; the second one, which is called from then on, has heard nothing of it. */
  async function unaware() {
    const { stage, second } = await connected()
    const there = await anotherProcess(stage)
    stage.bot.integrationUrls = [there.url]
    const kim = await escalated(stage)
    // It looks now and then which account is connected: so it has just looked.
    await kim.user.say('One more thing.')
    await stage.settled()
    stage.bot.integrationUrls = [stage.host.url]
    await changeTo(stage, second)
    await stage.settled()
    return { stage, second, there, kim }
  }

  test('handles an array with events of both', async () => {
    const { stage, second, there, kim } = await unaware()
    const sam = await handOver(stage, second)
    await stage.settled()
    stage.bot.integrationUrls = [there.url]
    const body = [appEvent(stage, kim.thread.id), appEvent(stage, sam.thread.id, { portalId: second })]
    await deliver(stage, body)
    await until(() => kim.user.session?.active === false && sam.user.session?.active === false)
  })

  test("is not kept from looking by strangers' events", async () => {
    const { stage, second, there } = await unaware()
    const sam = await handOver(stage, second)
    await stage.settled()
    stage.bot.integrationUrls = [there.url]
    const strangers = [1, 2, 3].map((portalId) => appEvent(stage, '5999999999', { portalId }))
    for (const event of strangers) await deliver(stage, [event])
    const closing = appEvent(stage, sam.thread.id, { portalId: second })
    await deliver(stage, [...strangers, closing])
    await until(() => sam.user.session?.active === false)
  })

  test('asks for the events again when it cannot look, and handles what it knows', async () => {
    const { stage, second, there, kim } = await unaware()
    const sam = await handOver(stage, second)
    await stage.settled()
    stage.bot.integrationUrls = [there.url]
    const mend = stage.botpress.faults.add({ method: 'GET', path: /\/credentials$/, status: 500 })
    const body = [appEvent(stage, kim.thread.id), appEvent(stage, sam.thread.id, { portalId: second })]
    expect(await knock(stage, { body })).toMatchObject({ status: 503 })
    await until(() => kim.user.session?.active === false)
    expect(sam.user.session?.active).toBe(true)
    mend()
    await deliver(stage, body)
    await until(() => sam.user.session?.active === false)
  })

  test('never writes into the new account what belongs to the old one, and hears of the change in time', async () => {
    const { stage, second, there, kim } = await unaware()
    stage.bot.integrationUrls = [there.url]
    // Its token is good for some time; then there is none but the new account's.
    await kim.user.say('Can you hear me?')
    stage.hubspot.expireAccessTokens(stage.portalId)
    await kim.user.say('And now?')
    expect(stage.hubspot.threads(second)).toEqual([])
    await until(() => kim.user.session?.active === false)
  })

  test('serves the first account again when the owner has gone back to it', async () => {
    const { stage, second, there } = await unaware()
    stage.bot.integrationUrls = [there.url]
    const sam = await handOver(stage, second)
    stage.bot.integrationUrls = [stage.host.url]
    await changeTo(stage, stage.portalId)
    const back = await handOver(stage, stage.portalId)
    await stage.settled()
    stage.bot.integrationUrls = [there.url]
    const reply = { threadId: back.thread.id, agent: agents.dana.userId, text: 'Here again.' }
    stage.hubspot.ui.reply(reply)
    await until(() => seen(back.user).includes('agent: Here again.'))
    await back.user.say('Good.')
    expect(textsFromUser(stage, back.thread.id)).toEqual(['Good.'])
    await stage.settled()
    expect(back.user.session?.active).toBe(true)
    await sam.user.say('And me?')
    await until(() => sam.user.session?.active === false)
  })
})

test('a session ends likewise when another account comes with a refresh token in the configuration', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const portalId = stage.portalId + 500_000
  stage.hubspot.addPortal({ portalId, inboxes: [...inboxes], agents: Object.values(agents) })
  const { refreshToken } = stage.hubspot.install({
    appId: stage.appId,
    portalId,
    scopes: ['oauth', 'conversations.read', 'conversations.write', 'conversations.custom_channels.read'],
  })
  stage.bot.configuration = { ...stage.bot.configuration, refreshToken }
  await user.say('Is anybody there?')
  await until(() => user.session?.active === false)
  expect(stage.hubspot.threads(portalId)).toEqual([])
  expect(textsFromUser(stage, thread.id)).toEqual([])
})

test('an escalation that is repeated after the change opens in the new account', async () => {
  const { stage, second } = await connected()
  // The first attempt leaves its conversation behind: it is not known whether the thread opened.
  const mend = stage.hubspot.faults.add({ method: 'POST', path: /\/messages$/, drop: 'after' })
  const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee' })
  const input = { userId, title: 'A broken lamp', messageHistory: [] }
  await expect(stage.bot.callAction('startHitl', input)).rejects.toThrow(/Try again/)
  mend()
  await changeTo(stage, second)
  const { conversationId } = await stage.bot.callAction('startHitl', input)
  const [thread] = stage.hubspot.threads(second)
  const session = notedSession(stage, String(conversationId))
  expect(session).toMatchObject({ account: String(second), threadId: thread?.id })
})

test('the set-up of one account never goes on in another', async () => {
  const { stage, second } = await connected()
  await stage.bot.register()
  const before = stored(stage, 'credentials')
  const choice = await submit(await consent(stage, await visit(linkInLog(stage)), second))
  const there = await anotherProcess(stage)
  stage.bot.integrationUrls = [there.url]
  // A process that knows the first account, from its state, before the choice is made at the other.
  await escalated(stage)
  stage.bot.integrationUrls = [stage.host.url]
  const progress = await submit(choice, [['default', '1001']])
  stage.bot.integrationUrls = [there.url]
  await waitFor(progress, /is connected/)
  expect(stage.hubspot.accounts(second)).toHaveLength(1)
  expect(stored(stage, 'credentials')).not.toEqual(before)
  const { thread } = await handOver(stage, second)
  expect(thread.status).toBe('OPEN')
})
