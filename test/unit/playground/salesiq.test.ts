import { describe, expect, test } from 'vitest'
import { createMasker } from '../../../playground/server/mask'
import { salesIqCalls } from '../../../playground/server/salesiq/calls'
import { Carriers } from '../../../playground/server/salesiq/carriers'
import { Chronicle } from '../../../playground/server/salesiq/chronicle'
import { noteOf, saidIn } from '../../../playground/server/salesiq/names'
import { whatOf } from '../../../playground/server/what'
import type { Message } from '../../../sim/botpress'
import type { Chat } from '../../../sim/salesiq'

const chatId = '70000000003001'
const path = (what: string) => `/api/visitor/v1/example/conversations${what}`
const call = (over: Partial<Parameters<typeof salesIqCalls.namesIn>[0]>) =>
  salesIqCalls.namesIn({ method: 'POST', path: '', requestBody: undefined, responseBody: undefined, ...over })

describe('which of the messages came to SalesIQ as what', () => {
  const message = (id: string, payload: Record<string, unknown>): Message => ({
    ...{ id, createdAt: '', updatedAt: '', type: 'text', direction: 'outgoing', userId: 'u', conversationId: 'c' },
    ...{ tags: {}, payload },
  })
  const text = (words: string) => ({ text: words, fileName: undefined })

  test('is told by what they say, in the order in which it was said; the same once more is the last that said it', () => {
    const carriers = new Carriers([
      message('first', { text: 'Hello' }),
      message('other', { text: 'My lamp' }),
      message('second', { text: 'Hello' }),
    ])
    const found = [text('Hello'), text('My lamp'), text(' Hello '), text('Hello')].map((it) => carriers.ofMessage(it))
    expect(found).toEqual(['first', 'other', 'second', 'second'])
    expect(carriers.ofMessage(text('Hell'))).toBeUndefined()
  })

  test('is told of files by name, of those that came as a link by that, and of pieces by the whole', () => {
    const long = 'a long story '.repeat(400)
    const carriers = new Carriers([
      message('picture', { imageUrl: 'http://127.0.0.1/content/file/lamp%201.png' }),
      message('drawing', { fileUrl: 'http://127.0.0.1/content/file/x', title: 'lamp.svg' }),
      message('story', { text: long }),
    ])
    expect(carriers.ofMessage({ text: undefined, fileName: 'lamp 1.png' })).toBe('picture')
    expect(carriers.ofMessage(text('lamp.svg http://127.0.0.1/content/file/x'))).toBe('drawing')
    expect(carriers.ofMessage(text(long.slice(0, 4_000)))).toBe('story')
    expect(carriers.ofMessage(text(long.slice(4_000)))).toBe('story')
  })

  test('leaves out what the integration made, and finds notices in notes', () => {
    const carriers = new Carriers([
      { ...message('reply', { text: 'Hello' }), direction: 'incoming' },
      message('notice', { text: 'The user has left' }),
    ])
    expect(carriers.ofMessage(text('Hello'))).toBeUndefined()
    expect(carriers.ofNote('[Bot] The user has left')).toBe('notice')
  })
})

describe('a call names', () => {
  test('what it sends by its words, a file by its name and caption', () => {
    expect(call({ path: path(`/${chatId}/messages`), requestBody: { text: 'Hello' } })).toEqual([
      saidIn(chatId, 'Hello', undefined),
    ])
    const form = [
      '--x\r\nContent-Disposition: form-data; name="file"; filename="lamp.png"\r\nContent-Type: image/png\r\n\r\n\0\uFFFD',
      '\r\n--x\r\nContent-Disposition: form-data; name="comment"\r\n\r\nLook\r\n--x--\r\n',
    ].join('')
    expect(call({ path: path(`/${chatId}/messages`), requestBody: form })).toEqual([saidIn(chatId, 'Look', 'lamp.png')])
    expect(saidIn(chatId, 'Look', 'lamp.png')).not.toBe(saidIn(chatId, 'Look', undefined))
  })

  test('a note, and the chat that it opened with the session that it is for', () => {
    const notes = { path: `/api/v2/example/conversations/${chatId}/notes`, requestBody: { notes: 'Mind this' } }
    expect(call(notes)).toEqual([noteOf(chatId, 'Mind this')])
    const opening = {
      path: path(''),
      requestBody: { customer_info: { 'Botpress session': 'ref' } },
      responseBody: { data: { id: 'hex', conversation_id: chatId } },
    }
    expect(call(opening)).toEqual(['opening ref', 'hex', chatId])
    expect(call({ ...opening, method: 'GET' })).toEqual([])
  })

  test('what an event tells of: a message, who took the chat, how it ended', () => {
    const event = (name: string, more: object = {}) =>
      call({ requestBody: { event: `conversation.${name}`, event_time: '1790', entity: { id: chatId, ...more } } })
    expect(event('operator.replied', { message: { msgid: '1789' } })).toEqual([`${chatId}:1789`])
    expect(event('attender.updated')).toEqual([`${chatId} owner 1790`])
    expect(event('transfer.accepted')).toEqual([`${chatId} owner 1790`])
    expect(event('missed')).toEqual([`${chatId} status 1790`])
    expect(call({ requestBody: { event: 'conversation.missed', entity: { id: chatId } } })).toEqual([])
  })
})

test.each([
  ['POST', path(''), 'open the chat'],
  ['POST', path(`/${chatId}/messages`), 'send a message'],
  ['PUT', '/visitor/v2/example/conversations/ab/close', 'close the chat'],
  ['GET', `/api/v2/example/conversations/${chatId}/messages`, 'read the transcript'],
  ['GET', `/api/v2/example/conversations/${chatId}`, 'read the chat'],
  ['POST', '/api/v2/example/webhooks/7/executions/8', 'have lost webhooks sent again'],
  ['POST', '/oauth/v2/token', 'get an access token'],
])('%s %s: %s', (method, to, what) => {
  expect(whatOf({ side: 'salesiq', method, path: to, requestBody: undefined }, salesIqCalls)).toBe(what)
})

test("a webhook goes by its event, and Zoho's question whether anybody is there by that", () => {
  const named = (requestBody: unknown) =>
    whatOf({ side: 'webhook', method: 'POST', path: '/id', requestBody }, salesIqCalls)
  expect(named({ event: 'conversation.operator.replied' })).toBe('operator.replied')
  expect(named(undefined)).toBe('is anybody there?')
  expect(named({ something: 'else' })).toBe('webhook')
})

describe('what happened to a chat', () => {
  const chat = (over: Partial<Chat>): Chat => {
    const visitor = { id: '1', userId: 'u', name: 'Kim Lee', firstName: '', lastName: '', countryCode: '' }
    return {
      ...{ conversationId: chatId, id: 'ab', chatId: 'cd', wmsChatId: 'LD', referenceId: '2', screenName: 'example' },
      ...{ appId: '5', department: { id: '6', name: 'Support' }, question: '?', customerInfo: {}, pastMessages: [] },
      ...{ waitS: 60, visitor: { ...visitor, email: undefined, phone: undefined }, ip: '', status: 'waiting' },
      ...{ owner: undefined, participants: [], startedAt: 1, attendedAt: undefined, endedAt: undefined },
      ...{
        missedAt: undefined,
        endedBy: undefined,
        modifiedAt: 1,
        entries: [],
        notes: [],
        threadNumber: 1,
        threads: [],
      },
      ...over,
    }
  }
  const owner = { id: '7', type: 'operator' as const, name: 'Dana Fields' }
  const taken = { owner, participants: ['7'], attendedAt: 2, status: 'connected' as const }
  const seen = (chronicle: Chronicle, of: Chat, by?: string) =>
    chronicle.look(of, by).map(({ view, isOurs }) => {
      if (view.type === 'assignment') return `${view.at}: ${view.to} by ${view.by}`
      return view.type === 'status' ? `${view.at}: ${view.status} by ${view.by}${isOurs ? ', ours' : ''}` : view.type
    })

  test('is noted once, with who did it', () => {
    const chronicle = new Chronicle()
    expect(seen(chronicle, chat({}))).toEqual([])
    expect(seen(chronicle, chat(taken), 'Dana Fields')).toEqual(['2: Dana Fields by Dana Fields'])
    const robin = { ...taken, owner: { ...owner, id: '8', name: 'Robin Hale' }, participants: ['7', '8'] }
    expect(seen(chronicle, chat({ ...robin, modifiedAt: 3 }), 'Dana Fields')).toHaveLength(2)
    const over = chat({ ...robin, status: 'ended', endedBy: 'agent', endedAt: 4, modifiedAt: 4 })
    expect(seen(chronicle, over, 'Robin Hale')).toEqual([
      '2: Dana Fields by Dana Fields',
      '3: Robin Hale by Dana Fields',
      '4: ENDED by Robin Hale',
    ])
    expect(seen(chronicle, over)).toHaveLength(3)
    const again = chat({ ...robin, status: 'connected', threadNumber: 2, modifiedAt: 5 })
    expect(seen(chronicle, again, 'Robin Hale').at(-1)).toBe('5: CONNECTED by Robin Hale')
    expect(seen(chronicle, { ...again, status: 'ended', endedBy: 'scheduler', endedAt: 6 }).at(-1)).toBe(
      '6: ENDED by SalesIQ',
    )
  })

  test('is of itself, or of the visitor, where nobody at the desk did it', () => {
    const left = { status: 'ended', endedBy: 'visitor', endedAt: 3 } as const
    expect(seen(new Chronicle(), chat(left))).toEqual(['3: ENDED by Kim Lee, ours'])
    expect(seen(new Chronicle(), chat({ status: 'missed', missedAt: 3 }))).toEqual(['3: MISSED by SalesIQ'])
    expect(seen(new Chronicle(), chat(taken))).toEqual(['2: Dana Fields by SalesIQ'])
  })
})

test("what a brand's settings hold of secrets, a signature and a token are masked", () => {
  const mask = createMasker(() => [])
  const brand = {
    data: { jwt_authentication: { secret_key: 'jwt-secret' }, widgetcode: 'siq0123456789', name: 'Shop' },
  }
  expect(mask.json(brand)).toEqual({
    data: { jwt_authentication: { secret_key: '•••' }, widgetcode: '•••', name: 'Shop' },
  })
  expect(mask.headers({ authorization: 'Zoho-oauthtoken 1005.ab.cd', 'x-siqsignature': 'c2ln' })).toEqual({
    authorization: 'Zoho-oauthtoken •••',
    'x-siqsignature': '•••',
  })
})
