import { describe, expect, it } from 'vitest'
import { world } from '../../../bench/wire/fixture'
import { hasSameProps } from '../../../playground/page/parts/same-props'
import { reuse } from '../../../playground/page/state/reuse'
import type { ChatLine, EndUser, Thread, World } from '../../../playground/protocol'

const line = (id: string, change: Partial<ChatLine> = {}): ChatLine => ({
  id,
  at: 1,
  from: 'user',
  content: { type: 'text', text: id },
  trace: id,
  ...change,
})
const kim = (...transcript: ChatLine[]): EndUser => ({
  id: 'kim',
  name: 'Kim Lee',
  kind: 'known',
  talkingTo: 'agent',
  transcript,
  failures: [],
  sessions: [],
})
const thread = (...ids: string[]): Thread => ({
  id: '1',
  inboxId: '1',
  status: 'OPEN',
  contact: { name: 'Kim Lee' },
  entries: ids.map((id) => ({ id, at: 1, trace: id, type: 'status', status: 'OPEN', by: '501' })),
  latestAt: 1,
})
const sent = (change: Partial<World>): World => JSON.parse(JSON.stringify({ ...world, ...change }))

describe('a world that comes anew', () => {
  const before = sent({ users: [kim(line('a'), line('b', { delivery: 'pending' }))], threads: [thread('x')] })
  const next = sent({
    users: [kim(line('a'), line('b', { delivery: 'delivered' }), line('c'))],
    threads: [thread('x', 'y')],
  })
  const now = reuse(before, next)

  it('says what the server says', () => {
    expect(now).toEqual(next)
    expect(reuse(undefined, next)).toBe(next)
    expect(reuse(before, sent({ users: [], threads: [] }))).toEqual(sent({ users: [], threads: [] }))
  })

  it('has the lines and entries that did not change from the one before, and new ones for those that did', () => {
    const [a, b] = before.users[0]?.transcript ?? []
    expect(now.users[0]?.transcript[0]).toBe(a)
    expect(now.users[0]?.transcript[1]).not.toBe(b)
    expect(now.threads[0]?.entries[0]).toBe(before.threads[0]?.entries[0])
  })
})

describe('what is drawn from the same props', () => {
  const [a, equal] = [line('a'), line('a')]

  it.each([
    ['the same line', { line: a }, true],
    ['an equal line that is another object', { line: equal }, false],
    ['one prop more', { line: a, canChoose: false }, false],
    ['another prop', { entry: a }, false],
  ])('is told from anything else: %s', (_what, next, isSame) => {
    expect(hasSameProps({ line: a }, next)).toBe(isSame)
  })
})
