import { describe, expect, test, vi } from 'vitest'
import { type IncomingMessage, publishMessage, setMessageStatus } from '../../../src/hubspot/channel-messages'
import { nockHubSpot, refusal, soon } from './nock-hubspot'
import { caller } from './objects-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const path = '/conversations/custom-channels/2026-09/300/messages'

const message: IncomingMessage = {
  channelAccountId: '400',
  text: 'hello',
  timestamp: '2026-11-20T10:00:00.000Z',
  sender: { name: 'Kim Lee', deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' } },
  recipient: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'botpress-1' },
  fileIds: ['9'],
  integrationThreadId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  integrationIdempotencyId: 'msg_1:0',
}
const body = {
  channelAccountId: '400',
  messageDirection: 'INCOMING',
  text: 'hello',
  timestamp: '2026-11-20T10:00:00.000Z',
  senders: [{ name: 'Kim Lee', deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' } }],
  recipients: [{ deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'botpress-1' } }],
  attachments: [{ type: 'FILE', fileId: '9' }],
  integrationThreadId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  integrationIdempotencyId: 'msg_1:0',
}
const publish = (change: Partial<IncomingMessage> = {}) =>
  publishMessage(caller, '300', { ...message, ...change }, soon())

describe('publishing', () => {
  test('sends what HubSpot needs and tells message and thread', async () => {
    hubspot().post(path, body).reply(201, { id: 'm1', conversationsThreadId: 77 })
    expect(await publish()).toEqual({ id: 'm1', conversationsThreadId: '77' })
  })

  test('repeats the same after a fault: the idempotency ID makes it one message', async () => {
    hubspot().post(path, body).reply(504)
    hubspot().post(path, body).reply(201, { id: 'm1', conversationsThreadId: '77' })
    await publish()
  })

  test('repeats it after an answer that is not HubSpot’s', async () => {
    for (const [status, page] of [
      [200, '<html>hold on</html>'],
      [204, ''],
    ] as const) {
      hubspot().post(path, body).reply(status, page)
    }
    hubspot().post(path, body).reply(201, { id: 'm1', conversationsThreadId: '77' })
    expect(await publish()).toEqual({ id: 'm1', conversationsThreadId: '77' })
  })

  test('keeps all digits of the IDs in the answer', async () => {
    const answer = '{"id":9007199254740993,"conversationsThreadId":9007199254740995}'
    hubspot().post(path).reply(201, answer, { 'content-type': 'application/json' })
    expect(await publish()).toEqual({ id: '9007199254740993', conversationsThreadId: '9007199254740995' })
  })

  test('takes HTTP 409 for a message that is there already', async () => {
    hubspot().post(path).reply(409, { category: 'CONFLICT', message: 'Message already exists' })
    expect(await publish()).toBeUndefined()
  })

  test('knows what is there already by HubSpot’s words, whatever was written', async () => {
    hubspot().post(path).reply(409, { message: 'Already published' })
    expect(await publish({ text: 'already published' })).toBeUndefined()
  })

  test.each([
    [400, 'refused'],
    [403, 'refused'],
    [404, 'gone'],
    [409, 'refused'],
  ])('ends with HTTP %d', async (status, outcome) => {
    hubspot().post(path).reply(status)
    expect(await refusal(publish())).toMatchObject({ status, outcome })
  })

  test.each([
    ['51', { associateWithContactId: 51 }],
    ['', {}],
    ['0', {}],
    ['-51', {}],
    ['1e3', {}],
    ['V-51', {}],
    // No 64-bit number.
    ['9223372036854775808', {}],
    ['9'.repeat(100), {}],
  ])('associates with the contact %j as a number, if it is one', async (contact, expected) => {
    hubspot()
      .post(path, { ...body, ...expected })
      .reply(201, { id: 'm1', conversationsThreadId: '77' })
    await publish({ associateWithContactId: contact })
  })
})

describe('what is sent', () => {
  test.each(['9007199254740993', '9223372036854775807'])(
    'holds a contact that JavaScript would round, digit by digit: %s',
    async (contact) => {
      hubspot()
        .post(path, new RegExp(`"associateWithContactId":${contact}}$`))
        .reply(201, { id: 'm1', conversationsThreadId: '77' })
      await publish({ associateWithContactId: contact })
    },
  )

  test('holds no control characters and no half characters', async () => {
    hubspot()
      .post(path, { ...body, text: 'a\tb\r\nc\ufffd👍' })
      .reply(201, { id: 'm1', conversationsThreadId: '77' })
    await publish({ text: '\u0000a\tb\r\nc\ud83d\u0007\u009b👍' })
  })
})

describe('the status of an agent’s message', () => {
  test('is FAILED with a reason', async () => {
    hubspot().patch(`${path}/m1`, { statusType: 'FAILED', errorMessage: 'Too late.' }).reply(200, {})
    await setMessageStatus(caller, '300', 'm1', { type: 'FAILED', reason: 'Too late.' }, soon())
  })

  test('is SENT without one', async () => {
    hubspot().patch(`${path}/m1`, { statusType: 'SENT' }).reply(200, {})
    await setMessageStatus(caller, '300', 'm1', { type: 'SENT' }, soon())
  })
})
