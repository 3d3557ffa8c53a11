import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseEvents } from '../../../src/webhook/payloads'
import fc from '../../property'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/webhooks/${name}.json`, import.meta.url), 'utf8')

const events = (payload: unknown) => parseEvents(JSON.stringify(payload))
/** A fixture with changes; of a list, its first event. */
const changed = (name: string, changes: Record<string, unknown>): Record<string, unknown> => {
  const json: unknown = JSON.parse(fixture(name))
  return { ...(Array.isArray(json) ? json[0] : json), ...changes }
}

const thread = { portalId: '7000001', threadId: '9876543210' }
const reply = {
  kind: 'reply',
  portalId: '7000001',
  integrationThreadIds: ['7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  message: expect.objectContaining({
    id: '3f6d1d8c4b2e4c0f9a1b',
    direction: 'OUTGOING',
    createdAt: '2026-11-20T10:15:30.123Z',
    senders: [{ actorId: 'A-501', name: undefined }],
    text: 'Hello Kim, try this:\nturn it off and on.',
    richText: '<p>Hello Kim, try <strong>this</strong>:</p><ol><li>turn it off and on.</li></ol>',
    attachments: [],
  }),
}
const account = { kind: 'account', portalId: '7000001', accountId: '400', at: Date.parse('2026-11-20T10:20:00.000Z') }

describe('HubSpot’s payloads, in full', () => {
  test.each<[string, unknown[]]>([
    ['reply', [reply]],
    ['account-created', [{ ...account, change: 'created', account: { authorized: true, active: true } }]],
    ['account-switched-off', [{ ...account, change: 'updated', account: { authorized: false, active: true } }]],
    ['account-purged', [{ ...account, change: 'purged', account: {} }]],
    ['assigned', [{ kind: 'assigned', ...thread, at: 1763633730000, agent: 'A-501' }]],
    ['unassigned', [{ kind: 'assigned', ...thread, at: 1763633740000, agent: undefined }]],
    ['closed', [{ kind: 'closed', ...thread, at: 1763633750000, threadIsGone: false }]],
    ['reopened', [{ kind: 'reopened', ...thread, at: 1763633760000 }]],
    ['deleted', [{ kind: 'closed', ...thread, at: 1763633770000, threadIsGone: true }]],
    ['deleted-for-privacy', [{ kind: 'closed', ...thread, at: 1763633780000, threadIsGone: true }]],
    ['restored', [{ kind: 'reopened', ...thread, at: 1763633790000 }]],
  ])('%s', (name, expected) => {
    expect(parseEvents(fixture(name))).toEqual(expected)
  })

  test.each(['assigned', 'closed', 'reopened', 'deleted'])(
    '%s, with IDs beyond what JavaScript holds exactly',
    (name) => {
      const text = fixture(name)
        .replace(/"portalId":\s*"?\d+"?/, '"portalId": 9007199254740993')
        .replace(/"objectId":\s*"?\d+"?/, '"objectId": 9223372036854775807')
      expect(parseEvents(text)).toMatchObject([{ portalId: '9007199254740993', threadId: '9223372036854775807' }])
    },
  )

  test('a reply with such IDs', () => {
    const { message } = changed('reply', {})
    const text = JSON.stringify(changed('reply', { message: { ...Object(message), id: 'ID', channelId: 'ID' } }))
    expect(parseEvents(text.replaceAll('"ID"', '9007199254740993'))).toMatchObject([
      { kind: 'reply', message: { id: '9007199254740993', channelId: '9007199254740993' } },
    ])
  })

  test('a reply of files alone, without text', () => {
    const [event] = parseEvents(fixture('reply-with-files')) ?? []
    expect(event).toMatchObject({
      kind: 'reply',
      message: {
        text: '',
        richText: undefined,
        attachments: [{ type: 'FILE', fileId: '188234567890', name: 'lamp.png' }, { type: 'UNSUPPORTED_CONTENT' }],
      },
    })
  })

  test('several in one list, of both systems: what means nothing to us is left out', () => {
    expect(parseEvents(fixture('several'))).toEqual([
      { kind: 'assigned', ...thread, at: 1763633730000, agent: 'A-501' },
      { kind: 'news', ...thread, at: 1763633731000, messageId: '3f6d1d8c4b2e4c0f9a1b' },
      { kind: 'closed', portalId: '7000099', threadId: '555', at: 1763633750000, threadIsGone: false },
      reply,
    ])
  })
})

describe('whatever HubSpot’s documentation leaves open is taken', () => {
  test('channel webhooks in a list', () => {
    expect(parseEvents(`[${fixture('reply')},${fixture('account-purged')}]`)).toHaveLength(2)
  })

  test('an app webhook outside a list', () => {
    expect(events(changed('closed', {}))).toEqual(parseEvents(fixture('closed')))
  })

  test('numbers for text and text for numbers', () => {
    expect(events(changed('reply', { portalId: 7000001, channelId: 300 }))).toEqual([reply])
    expect(
      events(changed('closed', { portalId: '7000001', objectId: '9876543210', occurredAt: '1763633750000' })),
    ).toEqual(parseEvents(fixture('closed')))
    expect(events(changed('account-purged', { channelAccountId: 400 }))).toEqual([
      { ...account, change: 'purged', account: {} },
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
    expect(events(named)).toEqual(parseEvents(fixture('closed')))
    const nulled = changed('closed', { subscriptionType: null, eventType: 'conversation.propertyChange' })
    expect(events(nulled)).toEqual(parseEvents(fixture('closed')))
  })

  test.each([['TRUE'], ['true'], [true]])('an archived thread (%j) as one that is gone', (propertyValue) => {
    expect(events(changed('restored', { propertyValue }))).toMatchObject([{ kind: 'closed', threadIsGone: true }])
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
      { where: 'channelIntegrationThreadIds.0', integrationThreadIds: [], messageId: '3f6d1d8c4b2e4c0f9a1b' },
    ],
  ])('a reply %s as one that cannot be read', (_, changes, what) => {
    expect(events(changed('reply', changes))).toMatchObject([{ kind: 'unreadable', portalId: '7000001', ...what }])
  })

  test('account facts of another kind count as not told', () => {
    expect(events(changed('account-created', { authorized: 'yes', active: null }))).toMatchObject([
      { kind: 'account', account: {} },
    ])
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
    expect(parseEvents(body)).toBeUndefined()
  })

  test('any JSON at all, and none of it makes the front door stumble', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.json(), (value, text) => {
        expect(parseEvents(JSON.stringify(value))).toEqual([])
        expect(parseEvents(text)).toEqual([])
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
