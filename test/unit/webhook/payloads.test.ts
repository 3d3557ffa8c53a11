import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AgentReply } from '../../../core/desk'
import { languages } from '../../../core/texts/languages'
import { type HubSpotEvent, parseEvents } from '../../../src/webhook/payloads'
import fc from '../../property'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/webhooks/${name}.json`, import.meta.url), 'utf8')

const appId = '40001'
const parsed = (body: string) => parseEvents(body, appId)
const events = (payload: unknown) => parsed(JSON.stringify(payload))
/** A fixture with changes; of a list, its first event. */
const changed = (name: string, changes: Record<string, unknown>): Record<string, unknown> => {
  const json: unknown = JSON.parse(fixture(name))
  return { ...(Array.isArray(json) ? json[0] : json), ...changes }
}

const thread = { account: '7000001', threads: [{ name: 'threadId', id: '9876543210' }] }
const reply = {
  kind: 'reply',
  account: '7000001',
  threads: [{ name: 'ref', id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }],
  reply: {
    id: '3f6d1d8c4b2e4c0f9a1b',
    author: 'A-501',
    writtenAt: Date.parse('2026-11-20T10:15:30.123Z'),
    recipients: ['kim@customers.example'],
    via: '400',
    threadId: '9876543210',
    isCut: false,
    isMarked: false,
    parts: expect.any(Function),
  },
}
const account = { kind: 'account', account: '7000001', accountId: '400', at: Date.parse('2026-11-20T10:20:00.000Z') }

const replyIn = (found: HubSpotEvent[] | undefined): AgentReply => {
  const [event] = found ?? []
  if (event?.kind !== 'reply') throw new Error('no reply')
  return event.reply
}

describe('HubSpot’s payloads, in full', () => {
  test.each<[string, unknown[]]>([
    ['reply', [reply]],
    ['account-created', [{ ...account, change: 'created', facts: { authorized: true, active: true } }]],
    ['account-switched-off', [{ ...account, change: 'updated', facts: { authorized: false, active: true } }]],
    ['account-purged', [{ ...account, change: 'purged', facts: {} }]],
    ['assigned', [{ kind: 'assigned', ...thread, at: 1763633730000, agent: 'A-501' }]],
    ['unassigned', [{ kind: 'assigned', ...thread, at: 1763633740000, agent: undefined }]],
    ['closed', [{ kind: 'ended', ...thread, at: 1763633750000, reason: 'agent' }]],
    ['reopened', [{ kind: 'reopened', ...thread, at: 1763633760000 }]],
    ['deleted', [{ kind: 'ended', ...thread, at: 1763633770000, reason: 'deleted' }]],
    ['deleted-for-privacy', [{ kind: 'ended', ...thread, at: 1763633780000, reason: 'deleted' }]],
    ['restored', [{ kind: 'reopened', ...thread, at: 1763633790000 }]],
  ])('%s', (name, expected) => {
    expect(parsed(fixture(name))).toEqual(expected)
  })

  test.each(['assigned', 'closed', 'reopened', 'deleted'])(
    '%s, with IDs beyond what JavaScript holds exactly',
    (name) => {
      const text = fixture(name)
        .replace(/"portalId":\s*"?\d+"?/, '"portalId": 9007199254740993')
        .replace(/"objectId":\s*"?\d+"?/, '"objectId": 9223372036854775807')
      expect(parsed(text)).toMatchObject([
        { account: '9007199254740993', threads: [{ name: 'threadId', id: '9223372036854775807' }] },
      ])
    },
  )

  test('a reply with such IDs', () => {
    const { message } = changed('reply', {})
    const text = JSON.stringify(changed('reply', { message: { ...Object(message), id: 'ID', channelAccountId: 'ID' } }))
    expect(parsed(text.replaceAll('"ID"', '9007199254740993'))).toMatchObject([
      { kind: 'reply', reply: { id: '9007199254740993', via: '9007199254740993' } },
    ])
  })

  test('a reply of files alone, without text', () => {
    expect(replyIn(parsed(fixture('reply-with-files'))).parts(languages.English)).toMatchObject([
      { type: 'file', source: { fileId: '188234567890' }, name: 'lamp.png' },
      { type: 'text', text: '(An attachment could not be delivered: unsupported content)' },
    ])
  })

  test('a reply with its rich text, and its plain text beside that', () => {
    expect(replyIn(parsed(fixture('reply'))).parts(languages.English)).toEqual([
      { key: 'text', type: 'text', text: 'Hello Kim, try **this**:\n\n1. turn it off and on.' },
    ])
    const { message } = JSON.parse(fixture('reply'))
    const plain = changed('reply', { message: { ...message, richText: null } })
    expect(replyIn(events(plain)).parts(languages.English)).toEqual([
      { key: 'text', type: 'text', text: 'Hello Kim, try this:  \nturn it off and on.' },
    ])
  })

  test('several in one list, of both systems: what means nothing to us is left out', () => {
    expect(parsed(fixture('several'))).toEqual([
      { kind: 'assigned', ...thread, at: 1763633730000, agent: 'A-501' },
      { kind: 'news', ...thread, at: 1763633731000, messageId: '3f6d1d8c4b2e4c0f9a1b' },
      {
        kind: 'ended',
        account: '7000099',
        threads: [{ name: 'threadId', id: '555' }],
        at: 1763633750000,
        reason: 'agent',
      },
      reply,
    ])
  })
})

describe('whatever HubSpot’s documentation leaves open is taken', () => {
  test('channel webhooks in a list', () => {
    expect(parsed(`[${fixture('reply')},${fixture('account-purged')}]`)).toHaveLength(2)
  })

  test('an app webhook outside a list', () => {
    expect(events(changed('closed', {}))).toEqual(parsed(fixture('closed')))
  })

  test('numbers for text and text for numbers', () => {
    expect(events(changed('reply', { portalId: 7000001, channelId: 300 }))).toEqual([reply])
    expect(
      events(changed('closed', { portalId: '7000001', objectId: '9876543210', occurredAt: '1763633750000' })),
    ).toEqual(parsed(fixture('closed')))
    expect(events(changed('account-purged', { channelAccountId: 400 }))).toEqual([
      { ...account, change: 'purged', facts: {} },
    ])
  })

  test.each([
    ['A-501', 'A-501'],
    ['501', 'A-501'],
    [501, 'A-501'],
    ['L-77', 'L-77'],
    ['I-40001', 'I-40001'],
    ['', undefined],
    [' ', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('an assignment to %j', (propertyValue, agent) => {
    expect(events(changed('assigned', { propertyValue }))).toMatchObject([{ kind: 'assigned', agent }])
  })

  test('the name of the subscription under either key', () => {
    const named = changed('closed', { subscriptionType: undefined, eventType: 'conversation.propertyChange' })
    expect(events(named)).toEqual(parsed(fixture('closed')))
    const nulled = changed('closed', { subscriptionType: null, eventType: 'conversation.propertyChange' })
    expect(events(nulled)).toEqual(parsed(fixture('closed')))
  })

  test.each([['TRUE'], ['true'], [true]])('an archived thread (%j) as one that is gone', (propertyValue) => {
    expect(events(changed('restored', { propertyValue }))).toMatchObject([{ kind: 'ended', reason: 'deleted' }])
  })

  test.each<[string, Record<string, unknown>]>([
    ['no senders', { senders: null }],
    ['no attachments', { attachments: null }],
    ['no text', { text: null }],
    ['no client', { client: null }],
    ['no type', { type: undefined }],
    ['an attachment of no type', { attachments: [{ fileId: '1' }] }],
    ['a number as ID', { id: 12, conversationsThreadId: 9876543210, channelId: 300 }],
    ['fields nobody has heard of', { mood: 'good', attachments: [{ type: 'HOLOGRAM', beam: true }] }],
  ])('a reply with %s', (_, changes) => {
    const { message } = JSON.parse(fixture('reply'))
    expect(events(changed('reply', { message: { ...message, ...changes } }))).toMatchObject([{ kind: 'reply' }])
  })

  test.each<[string, Record<string, unknown>, object]>([
    ['without a thread of ours', { channelIntegrationThreadIds: [] }, { where: 'channelIntegrationThreadIds' }],
    ['without a message', { message: undefined }, { where: 'message', messageId: undefined }],
    [
      'to a thread with an endless name',
      { channelIntegrationThreadIds: ['x'.repeat(201)] },
      { where: 'channelIntegrationThreadIds.0', threads: [], messageId: '3f6d1d8c4b2e4c0f9a1b' },
    ],
  ])('a reply %s as one that cannot be read', (_, changes, what) => {
    expect(events(changed('reply', changes))).toMatchObject([{ kind: 'unreadable', account: '7000001', ...what }])
  })

  test('account facts of another kind count as not told', () => {
    expect(events(changed('account-created', { authorized: 'yes', active: null }))).toMatchObject([
      { kind: 'account', facts: {} },
    ])
  })
})

describe('a reply', () => {
  const withMessage = (changes: Record<string, unknown>) => {
    const { message } = JSON.parse(fixture('reply'))
    return events(changed('reply', { message: { ...message, ...changes } }))
  }

  test.each([
    ['the sender', {}, 'A-501'],
    ['whoever made it, where no sender is told', { senders: [] }, 'A-501'],
    ['the sender before whoever made it', { createdBy: 'A-502' }, 'A-501'],
    ['HubSpot itself, where nobody signed it', { senders: [], createdBy: null }, 'S-hubspot'],
  ])('is of %s', (_, changes, author) => {
    expect(replyIn(withMessage(changes))).toMatchObject({ author })
  })

  test.each([
    ['NOT_TRUNCATED', false],
    [undefined, false],
    ['TRUNCATED', true],
    ['TRUNCATED_TO_MOST_RECENT_REPLY', true],
  ])('whose truncation is %j is cut: %j', (truncationStatus, isCut) => {
    expect(replyIn(withMessage({ truncationStatus }))).toMatchObject({ isCut })
  })

  test('that was cut gives the parts of the whole text', () => {
    const reply = replyIn(withMessage({ attachments: [{ type: 'FILE', fileId: '1' }] }))
    expect(reply.parts(languages.English, { text: 'All of it', richText: undefined })).toEqual([
      { key: 'text', type: 'text', text: 'All of it' },
      { key: 'attachment-0', type: 'file', source: { fileId: '1' } },
    ])
  })

  test('that failed before is marked', () => {
    expect(replyIn(withMessage({ status: { statusType: 'FAILED' } }))).toMatchObject({ isMarked: true })
  })

  test('names each thread once, in order', () => {
    const names = changed('reply', { channelIntegrationThreadIds: ['b', 'a', 'b'] })
    expect(events(names)).toMatchObject([{ threads: [{ id: 'b' }, { id: 'a' }] }])
  })

  test.each([
    ['of the end user', { direction: 'INCOMING' }],
    ['of our own app', { client: { clientType: 'INTEGRATION', integrationAppId: 40001 } }],
  ])('that is a message %s is none', (_, changes) => {
    expect(withMessage(changes)).toEqual([])
  })

  test('of another app is one', () => {
    expect(withMessage({ client: { clientType: 'INTEGRATION', integrationAppId: '40002' } })).toHaveLength(1)
  })
})

describe('nothing is made of', () => {
  test.each<[string, unknown]>([
    ['another subscription', changed('closed', { subscriptionType: 'conversation.creation' })],
    ['another property', changed('closed', { propertyName: 'spam' })],
    ['another status', changed('closed', { propertyValue: 'SNOOZED' })],
    ['an event without a thread', changed('closed', { objectId: undefined })],
    ['an event without a portal', changed('closed', { portalId: undefined })],
    ['an event without a time', changed('closed', { occurredAt: 'yesterday' })],
    ['another channel event', changed('account-created', { type: 'CHANNEL_ACCOUNT_PAINTED' })],
    ['an account event without an account', changed('account-created', { channelAccountId: undefined })],
    ['null', null],
    ['a number', 7],
    ['a text', 'hello'],
    ['an empty list', []],
    ['lists in lists', [[JSON.parse(fixture('reply'))]]],
  ])('%s', (_, payload) => {
    expect(events(payload)).toEqual([])
  })

  test.each(['', '{', 'hello', '[1,', '{"a":1}{"a":2}', '\u0000'])('a body that is no JSON: %j', (body) => {
    expect(parsed(body)).toBeUndefined()
  })

  test('any JSON at all, and none of it makes the front door stumble', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.json(), (value, text) => {
        expect(parsed(JSON.stringify(value))).toEqual([])
        expect(parsed(text)).toEqual([])
      }),
    )
  })

  test('a real payload with any one field broken still does not throw', () => {
    const names = ['reply', 'assigned', 'account-created'] as const
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(20), fc.jsonValue(), (name, index, value) => {
        const payload = changed(name, {})
        const key = Object.keys(payload)[index % Object.keys(payload).length] ?? 'type'
        expect(Array.isArray(events({ ...payload, [key]: value }))).toBe(true)
      }),
    )
  })
})
