import { expect, test } from 'vitest'
import { agents } from '../../sim/stage'
import { addProcess, botpressPath, fromUser, hubspotPath, statusOf, told } from './looking'
import { escalated, onStage, seen, type TestStage, until } from './on-stage'

const dana = agents.dana.userId

/** A reply of Dana's, and everything it set off. */
async function reply(
  stage: TestStage,
  threadId: string,
  more: Partial<Parameters<TestStage['hubspot']['ui']['reply']>[0]>,
) {
  const message = stage.hubspot.ui.reply({ threadId, agent: dana, ...more })
  await stage.settled()
  await until(() => stage.botpress.scheduled().length === 0)
  return message
}

/** What agents said, as the end user sees it. */
const said = (user: { transcript: readonly { from: string; payload: Record<string, unknown> }[] }) =>
  user.transcript.filter(({ from }) => from === 'agent').map(({ payload }) => payload.text)

test('a plain text arrives as it was written', async () => {
  const stage = await onStage({ hubspot: { plainRepliesHaveRichText: false } })
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello Kim,\n\n1 * 2 < 3 & _so_ on.' })
  expect(said(user)).toEqual(['Hello Kim,\n\n1 * 2 < 3 & _so_ on.'])
})

test('a text that HubSpot also sends as rich text is not disfigured', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello Kim, 1 < 2 & 3.' })
  expect(said(user)).toEqual(['Hello Kim, 1 < 2 & 3.'])
})

test('rich text becomes Markdown', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, {
    richText:
      '<p>Please <strong>read</strong> <a href="https://shop.example/help">this</a>:</p><ul><li>one</li><li>two</li></ul>',
  })
  expect(said(user)).toEqual(['Please **read** [this](https://shop.example/help):\n\n- one\n- two'])
})

test('the end user sees the agent by name and picture', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello.' })
  expect(user.transcript.at(-1)).toMatchObject({
    from: 'agent',
    agentName: agents.dana.name,
    agentPicture: agents.dana.avatar,
  })
})

test('an agent without a name is called Agent', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: '777', text: 'Hello.' })
  expect(user.transcript.at(-1)).toMatchObject({ from: 'agent', agentName: 'Agent', payload: { text: 'Hello.' } })
})

test('an agent who replies without being assigned is announced once, with name', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello.' })
  await reply(stage, thread.id, { text: 'Hello again.' })
  expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Hello.', 'agent: Hello again.'])
  expect(user.session?.humanAgentName).toBe(agents.dana.name)
})

test('somebody else who replies is seen by their own name', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await reply(stage, thread.id, { text: 'Hello.' })
  await reply(stage, thread.id, { agent: agents.robin.userId, text: 'And from me.' })
  expect(user.transcript.filter(({ from }) => from === 'agent').map(({ agentName }) => agentName)).toEqual([
    agents.dana.name,
    agents.robin.name,
  ])
})

test('an AI agent of HubSpot can reply too', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: 'L-7', text: 'Beep.' })
  expect(said(user)).toEqual(['Beep.'])
})

test.each([{ status: 500 }, { status: 404 }, { status: 403 }, { drop: 'before' as const }, { delayMs: 3_000 }])(
  'a reply is delivered even when its author cannot be looked up (%j)',
  async (rule) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.hubspot.faults.add({ path: hubspotPath.actor, ...rule })
    const message = await reply(stage, thread.id, { text: 'Hello.' })
    expect(said(user)).toEqual(['Hello.'])
    expect(user.transcript.at(-1)?.agentName).toBe('Agent')
    expect(statusOf(stage, message)).toBe('SENT')
  },
)

test('a name that could not be looked up is there at the next reply', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const remove = stage.hubspot.faults.add({ path: hubspotPath.actor, status: 404 })
  await reply(stage, thread.id, { text: 'Hello.' })
  remove()
  await reply(stage, thread.id, { text: 'Hello again.' })
  const id = user.session?.humanAgentId
  expect(stage.botpress.users(stage.bot).find((candidate) => candidate.id === id)?.name).toBe(agents.dana.name)
})

test('one agent is one Botpress user, however many sessions and processes', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const sessions = await Promise.all([escalated(stage), escalated(stage)])
  for (const { id } of stage.hubspot.threads(stage.portalId)) {
    stage.hubspot.ui.assign(id, dana)
    stage.hubspot.ui.reply({ threadId: id, agent: dana, text: 'Hello.' })
  }
  await until(() => sessions.every(({ user }) => said(user).length === 1))
  await stage.settled()
  const named = stage.botpress.users(stage.bot).filter(({ name }) => name === agents.dana.name)
  expect(named).toHaveLength(1)
})

test('a reply delivered in several copies at once, to two processes, is seen once', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, thread } = await escalated(stage)
  stage.hubspot.webhooks.duplicate(4)
  await reply(stage, thread.id, { text: 'Only once.', attachments: [] })
  expect(said(user)).toEqual(['Only once.'])
  expect(seen(user).filter((line) => line === told.joined)).toHaveLength(1)
})

test('a reply delivered again after a lost answer of Botpress is seen once', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.botpress.faults.add({ method: 'POST', path: botpressPath.createMessage, drop: 'after', times: 1 })
  const message = await reply(stage, thread.id, { text: 'Only once.' })
  expect(said(user)).toEqual(['Only once.'])
  expect(statusOf(stage, message)).toBe('SENT')
})

test('what this app itself published as an agent does not come back, not even when the thread is closed', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const token = stage.botpress.states(stage.bot).find(({ name }) => name === 'credentials')?.payload?.accessToken
  const [first] = fromUser(stage, thread.id)
  const response = await fetch(
    `${stage.hubspot.url}/conversations/custom-channels/2026-09/${thread.channelId}/messages`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        channelAccountId: thread.accountId,
        messageDirection: 'OUTGOING',
        text: 'From a workflow of this app.',
        timestamp: new Date().toISOString(),
        senders: [{ deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'bot' } }],
        recipients: [{ deliveryIdentifier: first?.senders[0]?.deliveryIdentifier }],
        attachments: [],
        integrationThreadId: thread.integrationThreadIds[0],
      }),
    },
  )
  expect(response.status).toBe(201)
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
  expect(said(user)).toEqual([])
})

test('an internal comment of an agent stays internal', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.comment({ threadId: thread.id, agent: dana, text: 'He is lying.' })
  await stage.settled()
  expect(said(user)).toEqual([])
})

test('replies in quick succession are seen in the order they were written', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await stage.settled()
  await until(() => seen(user).includes(told.joined))
  for (const text of ['One.', 'Two.', 'Three.']) await reply(stage, thread.id, { text })
  expect(said(user)).toEqual(['One.', 'Two.', 'Three.'])
})
