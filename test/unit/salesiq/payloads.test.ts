import { describe, expect, test } from 'vitest'
import { languages } from '../../../core/texts/languages'
import { parseEvents } from '../../../integrations/zoho-salesiq/src/webhook/payloads'

const now = 1_790_000_099_000
let chats = 0

/** What is told by one webhook; each test has chats of its own. */
const told = (body: unknown) =>
  parseEvents(typeof body === 'string' ? body : JSON.stringify(body), { key: 'test', brand: '70000000002238', now })

const ref = '7e2c0c58-1a1f-4d5b-9d0a-0f4a6a3b2c1d'
const newChat = () => {
  chats += 1
  return String(70_000_000_003_000 + chats)
}
const envelope = (event: string, entity: object, more: object = {}) => ({
  handler: 'execution',
  webhook: { id: '70000000002314' },
  org_id: '70001',
  entity_type: 'conversation',
  event: `conversation.${event}`,
  entity_id: '70000000003001',
  attempt: 1,
  version: 1,
  app_id: '70000000002238',
  event_time: '1790000010113',
  entity: { id: '70000000003001', visitor_conversation_id: 'a'.repeat(64), app_id: '70000000002238', ...entity },
  ...more,
})
const dana = { id: '70000000002002', type: 'operator', name: 'Dana Fields', email_id: 'dana@example.com' }
const replied = (message: object = {}, more: object = {}) => ({
  ...envelope('operator.replied', {
    id: newChat(),
    message: {
      msgid: '1790000020346',
      text: 'Hello Kim',
      meta: {},
      sender: { id: dana.id, name: dana.name, type: 'operator' },
      ...message,
    },
  }),
  ...more,
})

describe('an assignment', () => {
  test('names the agent, when, and by which brand', () => {
    expect(told(envelope('attender.updated', { owner: dana }))).toMatchObject([
      {
        event: {
          kind: 'assigned',
          account: '70000000002238',
          threads: [{ name: 'threadId', id: '70000000003001' }],
          agent: dana.id,
          name: 'Dana Fields',
          at: 1_790_000_010_113,
        },
        attempt: 1,
      },
    ])
  })

  test.each([
    ['by an accepted transfer', envelope('transfer.accepted', { owner: dana })],
    [
      "as a workflow's, without handler and webhook",
      { ...envelope('attender.updated', { owner: dana }), handler: undefined, webhook: undefined },
    ],
    ['with the brand as a number', envelope('attender.updated', { owner: dana }, { app_id: 70_000_000_002_238 })],
    [
      'with version and attempt as texts',
      envelope('attender.updated', { owner: dana }, { version: '1', attempt: '1' }),
    ],
    ['without an envelope', { id: '70000000003001', status: 'Connected', owner: dana }],
  ])('is read %s', (_how, body) => {
    expect(told(body)).toMatchObject([{ event: { kind: 'assigned', account: '70000000002238', agent: dana.id } }])
  })

  test.each([
    ['a bot of SalesIQ', { owner: { ...dana, type: 'bot' } }],
    ['nobody', {}],
  ])('to %s tells nothing', (_whom, entity) => {
    expect(told(envelope('attender.updated', entity))).toEqual([])
  })

  test('bears our own reference where SalesIQ repeats what the chat was opened with', () => {
    const info = { 'Botpress session': ref, Order: '1042' }
    expect(told(envelope('attender.updated', { owner: dana, customer_info: info }))).toMatchObject([{ ref }])
    expect(
      told(envelope('attender.updated', { owner: dana, customer_info: { botpress_session: ref } }))?.[0]?.ref,
    ).toBe(ref)
    expect(
      told(envelope('attender.updated', { owner: dana, customer_info: { botpressSession: 'x' } }))?.[0]?.ref,
    ).toBeUndefined()
  })
})

describe('a reply', () => {
  test('is named by its chat and its time, and says who wrote it', () => {
    const [one] = told(replied()) ?? []
    if (one?.event.kind !== 'reply') throw new Error('No reply was read')
    const { reply } = one.event
    expect(reply).toMatchObject({
      id: expect.stringMatching(/^\d+-1790000020346$/),
      author: dana.id,
      authorName: 'Dana Fields',
      writtenAt: 1_790_000_020_346,
      isCut: false,
    })
    expect(reply.parts(languages.English)).toEqual([{ key: 'text', type: 'text', text: 'Hello Kim' }])
  })

  test('of the same millisecond as another, with other words, is another', () => {
    const one = replied({ text: 'first' })
    const body = JSON.stringify(one)
    const ids = [body, body.replace('first', 'second'), body].map((text) => {
      const event = told(text)?.[0]?.event
      return event?.kind === 'reply' ? event.reply.id : undefined
    })
    expect(ids[0]).toMatch(/^\d+-1790000020346$/)
    expect(ids[1]).toMatch(/^\d+-1790000020346-[0-9a-f]+$/)
    expect(ids[2]).toBe(ids[0])
  })

  test.each([
    ['attachment', { text: undefined, attachment: { id: 'f1', name: 'lamp.png' } }, 'f1'],
    ['attachments', { attachments: [{ attachment_id: 'f2', file_name: 'lamp.png' }] }, 'f2'],
    ['file', { file: { file_id: 'f3', fName: 'lamp.png' } }, 'f3'],
    ['url', { url: 'https://salesiq.zoho.com/files/f4', file_name: 'lamp.png' }, 'https://salesiq.zoho.com/files/f4'],
  ])('with a file in "%s" has it', (_where, message, fileId) => {
    const event = told(replied(message))?.[0]?.event
    const parts = event?.kind === 'reply' ? event.reply.parts(languages.English) : []
    expect(parts).toContainEqual(expect.objectContaining({ type: 'file', source: { fileId }, name: 'lamp.png' }))
  })

  test('without anything that is known for its content is to be looked up', () => {
    const event = told(replied({ text: undefined, card: {} }))?.[0]?.event
    expect(event?.kind === 'reply' && event.reply.isCut).toBe(true)
  })

  test.each([
    ['of the visitor, who has it already', { sender: { id: '$1', name: 'Kim Lee', type: 'visitor' } }],
    ['of the visitor, by the ID alone', { sender: { id: '$1', name: 'Kim Lee' } }],
  ])('%s is none', (_whose, message) => {
    expect(told(replied(message))).toEqual([])
  })

  test('that cannot be read says what is to blame', () => {
    expect(told(replied({ msgid: {} }))).toMatchObject([{ event: { kind: 'unreadable', where: 'message.msgid' } }])
    expect(told(envelope('operator.replied', {}))).toMatchObject([{ event: { kind: 'unreadable', where: 'message' } }])
  })
})

describe('an end', () => {
  const ended = { status: 'Attended Online', end_time: '1790000030000' }
  test.each([
    ['agent', 'agent'],
    ['bot', 'agent'],
    [undefined, 'agent'],
    ['visitor', 'user'],
    ['system', 'idle'],
    ['scheduler', 'idle'],
  ])('by %s has the reason %s', (ended_by, reason) => {
    expect(told(envelope('completed', { ...ended, ended_by }))).toMatchObject([
      { event: { kind: 'ended', reason, at: 1_790_000_030_000 } },
    ])
  })

  test('of a chat that nobody picked up is told apart, with an envelope and without', () => {
    const missed = { missed_time: '1790000310000', status: 'Missed' }
    const event = { kind: 'ended', reason: 'missed', at: 1_790_000_310_000 }
    expect(told(envelope('missed', missed))).toMatchObject([{ event }])
    expect(told({ id: '70000000003001', ...missed })).toMatchObject([{ event }])
  })
})

describe('a body', () => {
  test.each(['', '{', 'undefined'])('that is "%s" is no JSON', (body) => {
    expect(told(body)).toBeUndefined()
  })

  test.each([
    ['null'],
    ['[]'],
    ['{"event":"conversation.rated","entity":{"id":"1"}}'],
    ['{"event":"visitor.tracked","entity":{}}'],
    ['{"entity":{"id":"siqabc"},"event":"conversation.completed"}'],
  ])('that is %s means nothing', (body) => {
    expect(told(body)).toEqual([])
  })

  test('may hold several events', () => {
    expect(told([replied(), envelope('completed', { end_time: '1790000030000' })])).toHaveLength(2)
  })

  test('without a time is of now', () => {
    expect(told(envelope('attender.updated', { owner: dana }, { event_time: undefined }))?.[0]?.stampedAt).toBe(now)
  })

  test('keeps every digit of a number that JavaScript cannot hold', () => {
    const body = JSON.stringify(envelope('attender.updated', { owner: dana })).replace(
      '"app_id":"70000000002238","event_time"',
      '"app_id":1234567890123456789,"event_time"',
    )
    expect(told(body)?.[0]?.event.account).toBe('1234567890123456789')
  })
})
