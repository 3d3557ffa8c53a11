import { describe, expect, test } from 'vitest'
import { seen } from '../stage/chat'
import { latestSession } from './called-for'
import { knock } from './knock'
import { statusOf } from './looking'
import { onStage } from './on-stage'
import { calm, dana, talking } from './talking'

/** A session, and a reply of which HubSpot tells in another form than we know. */
async function told(form: (payload: Payload) => Payload) {
  const stage = await onStage()
  const { user, write } = await talking(stage)
  const reply = write('Do not lose me.', { deliver: false })
  const { integrationThreadId, threadId } = latestSession(stage)
  const payload = {
    type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
    portalId: String(stage.portalId),
    channelIntegrationThreadIds: [integrationThreadId],
    message: {
      id: reply.id,
      type: 'MESSAGE',
      channelId: reply.channelId,
      conversationsThreadId: threadId,
      createdAt: new Date().toISOString(),
      createdBy: `A-${dana}`,
      senders: [{ actorId: `A-${dana}` }],
      text: 'Do not lose me.',
      attachments: [],
      direction: 'OUTGOING',
      truncationStatus: 'NOT_TRUNCATED',
      status: { statusType: 'SENT' },
    },
  }
  const { status } = await knock(stage, { body: form(payload) })
  await calm(stage)
  const errors = stage.logs.filter(({ level }) => level === 'error').map(({ text }) => text)
  return { status, seen: seen(user), mark: statusOf(stage, reply), errors }
}

type Payload = { message: Record<string, unknown> } & Record<string, unknown>
const message =
  (changes: Record<string, unknown>) =>
  (payload: Payload): Payload => ({ ...payload, message: { ...payload.message, ...changes } })

describe('a reply in another form than documented arrives:', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a time in numbers', { createdAt: Date.now() }],
    ['a sender by number', { senders: [{ actorId: Number(dana) }] }],
    ['an author by number', { createdBy: Number(dana), senders: [] }],
    ['senders that are none', { senders: dana }],
    ['an attachment that is null', { attachments: [null] }],
    ['attachments that are none', { attachments: 'a lamp' }],
    ['a status in one word', { status: 'SENT' }],
    ['a client in one word', { client: 'HUBSPOT' }],
    ['a thread that is none', { conversationsThreadId: {} }],
  ])('%s', async (_, changes) => {
    const outcome = await told(message(changes))
    expect(outcome).toMatchObject({ status: 200, seen: expect.arrayContaining(['agent: Do not lose me.']), errors: [] })
  })
})

describe('a reply that cannot be read is FAILED, and the owner is told where it is to blame:', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['its text is none', { text: { plain: 'Do not lose me.' } }, /message\.text/],
    ['it has no time', { createdAt: undefined }, /message\.createdAt/],
    ['its time is none', { createdAt: 'just now' }, /message\.createdAt/],
  ])('%s', async (_, changes, where) => {
    const outcome = await told(message(changes))
    expect(outcome).toMatchObject({ status: 200, mark: expect.stringMatching(/^FAILED: Not delivered/) })
    expect(outcome.errors).toEqual([expect.stringMatching(where)])
    expect(outcome.errors.join()).not.toContain('lose me')
  })
})

test('a reply of which even the thread is unreadable is told to the owner', async () => {
  const outcome = await told((payload) => ({ ...payload, channelIntegrationThreadIds: 'one' }))
  expect(outcome).toMatchObject({ status: 200, errors: [expect.stringMatching(/channelIntegrationThreadIds/)] })
})
