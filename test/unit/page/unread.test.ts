import { expect, it } from 'vitest'
import { countUnread } from '../../../playground/page/state/count-unread'
import type { ChatLine, ThreadEntry } from '../../../playground/protocol'

const event = (at: number) => ({ id: `at ${at}`, at, trace: '' })
const message = (at: number, direction: 'incoming' | 'outgoing' = 'incoming'): ThreadEntry => ({
  ...event(at),
  type: 'message',
  direction,
  sender: 'Kim Lee',
  text: 'Hello',
  files: [],
})
const comment = (at: number): ThreadEntry => ({ ...event(at), type: 'comment', author: 'Dana', text: 'x', html: 'x' })
const line = (at: number, from: ChatLine['from']): ChatLine => ({
  ...event(at),
  from,
  content: { type: 'text', text: 'Hello' },
})

const unreadIn = (entries: ThreadEntry[], seen = 0) =>
  countUnread({ users: [], threads: [{ id: 'thread', entries }] }, new Map([['thread', seen]])).get('thread')

it('an agent has to read what the end user said', () => {
  expect(unreadIn([message(1), message(2), message(3, 'outgoing'), comment(4)])).toBe(2)
  expect(unreadIn([message(1), message(2)], 2)).toBeUndefined()
})

it('a message that comes late is unread, though what was written after it has been seen', () => {
  expect(unreadIn([message(1), comment(9)], 1)).toBeUndefined()
  expect(unreadIn([message(1), message(5), comment(9)], 1)).toBe(1)
})

it('an end user has to read what others said', () => {
  const transcript = [line(1, 'user'), line(2, 'bot'), line(3, 'system'), line(4, 'agent')]
  expect(countUnread({ users: [{ id: 'kim', transcript }], threads: [] }, new Map([['kim', 1]])).get('kim')).toBe(2)
})
