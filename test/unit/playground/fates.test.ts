import { expect, test } from 'vitest'
import type { Evidence } from '../../../playground/server/evidence'
import { type Fate, fatesOf, tallyOf } from '../../../playground/server/fates'

const evidence = (over: Partial<Evidence>): Evidence => ({
  said: [],
  published: [],
  failed: new Set(),
  replies: [],
  heard: [],
  underWay: new Set(),
  ...over,
})
const fate = (is: Fate['is'], doubled = 0): Fate => ({ is, doubled, isAstray: false })
const sessionId = 'kims'
const userId = 'kim'

test('what a user said has arrived, is under way, its failure was reported, or it is lost', () => {
  const { toAgent } = fatesOf(
    evidence({
      said: ['a', 'b', 'c', 'd'].map((trace) => ({ trace, messageId: `message of ${trace}`, sessionId })),
      published: [{ trace: 'a', content: 'A', sessionId }],
      failed: new Set(['message of c']),
      underWay: new Set(['message of b']),
    }),
  )
  expect([...toAgent]).toEqual([
    ['a', fate('arrived')],
    ['b', fate('underWay')],
    ['c', fate('reported')],
    ['d', fate('lost')],
  ])
})

test('a message that came although its failure was reported has arrived', () => {
  const { toAgent } = fatesOf(
    evidence({
      said: [{ trace: 'a', messageId: 'm', sessionId }],
      published: [{ trace: 'a', content: 'A', sessionId }],
      failed: new Set(['m']),
    }),
  )
  expect(toAgent.get('a')).toEqual(fate('arrived'))
})

test('the same twice is doubled, two halves of one text are not', () => {
  const { toAgent } = fatesOf(
    evidence({
      said: ['a', 'b'].map((trace) => ({ trace, messageId: trace, sessionId })),
      published: [
        { trace: 'a', content: 'A', sessionId },
        { trace: 'a', content: 'A', sessionId },
        { trace: 'b', content: 'first half', sessionId },
        { trace: 'b', content: 'second half', sessionId },
      ],
    }),
  )
  expect([...toAgent.values()]).toEqual([fate('arrived', 1), fate('arrived')])
})

test('a reply has arrived when its text and each of its files have; a part seen twice is doubled', () => {
  const fates = fatesOf(
    evidence({
      replies: [
        { trace: 'whole', parts: 2, hasFailed: false, userId },
        { trace: 'half', parts: 2, hasFailed: false, userId },
        { trace: 'twice', parts: 1, hasFailed: false, userId },
        { trace: 'failed', parts: 1, hasFailed: true, userId },
        { trace: 'corrected', parts: 1, hasFailed: true, userId },
        { trace: 'forgotten', parts: 1, hasFailed: false, userId },
      ],
      heard: [
        { trace: 'whole', part: '0', userId },
        { trace: 'whole', part: '1', userId },
        { trace: 'half', part: '0', userId },
        { trace: 'twice', part: '0', userId },
        { trace: 'twice', part: '0', userId },
        { trace: 'corrected', part: '0', userId },
      ],
      underWay: new Set(['half', 'failed']),
    }),
  )
  expect([...fates.toUser]).toEqual([
    ['whole', fate('arrived')],
    ['half', fate('underWay')],
    ['twice', fate('arrived', 1)],
    ['failed', fate('reported')],
    ['corrected', fate('arrived')],
    ['forgotten', fate('lost')],
  ])
  expect(tallyOf(fates)).toEqual({
    toAgent: { said: 0, arrived: 0, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 },
    toUser: { said: 6, arrived: 3, underWay: 1, reported: 1, lost: 1, doubled: 1, astray: 0 },
  })
})

test('what reached only others than the one it was meant for is lost and astray; in both places it is astray', () => {
  const { toAgent, toUser } = fatesOf(
    evidence({
      said: ['a', 'b'].map((trace) => ({ trace, messageId: trace, sessionId })),
      published: [
        { trace: 'a', content: 'A', sessionId: 'of somebody else' },
        { trace: 'b', content: 'B', sessionId },
        { trace: 'b', content: 'B', sessionId: 'of somebody else' },
      ],
      replies: [{ trace: 'c', parts: 1, hasFailed: false, userId }],
      heard: [{ trace: 'c', part: '0', userId: 'noor' }],
    }),
  )
  expect([...toAgent.values(), ...toUser.values()]).toEqual([
    { is: 'lost', doubled: 0, isAstray: true },
    { is: 'arrived', doubled: 0, isAstray: true },
    { is: 'lost', doubled: 0, isAstray: true },
  ])
})
