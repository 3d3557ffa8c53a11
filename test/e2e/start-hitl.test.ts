import { expect, test } from 'vitest'
import { agents, inboxes } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { comments, fromUser } from './looking'
import { escalated, onStage } from './on-stage'

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
