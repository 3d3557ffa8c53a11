import { expect, test } from 'vitest'
import type { Evidence } from '../../../playground/server/evidence'
import { type Fate, fatesOf, tallyOf } from '../../../playground/server/fates'

const evidence = (over: Partial<Evidence>): Evidence => ({
  said: [],
  published: [],
  failed: new Set(),
  replies: [],
  heard: [],
  ...over,
})
const fate = (is: Fate['is'], doubled = 0): Fate => ({ is, doubled })

test('what a user said has arrived, is under way, or its failure was reported', () => {
  const { toAgent } = fatesOf(
    evidence({
      said: ['a', 'b', 'c'].map((trace) => ({ trace, messageId: `message of ${trace}` })),
      published: [{ trace: 'a', content: 'A' }],
      failed: new Set(['message of c']),
    }),
  )
  expect([...toAgent]).toEqual([
    ['a', fate('arrived')],
    ['b', fate('underWay')],
    ['c', fate('reported')],
  ])
})

test('a message that came although its failure was reported has arrived', () => {
  const { toAgent } = fatesOf(
    evidence({
      said: [{ trace: 'a', messageId: 'm' }],
      published: [{ trace: 'a', content: 'A' }],
      failed: new Set(['m']),
    }),
  )
  expect(toAgent.get('a')).toEqual(fate('arrived'))
})

test('the same twice is doubled, two halves of one text are not', () => {
  const { toAgent } = fatesOf(
    evidence({
      said: ['a', 'b'].map((trace) => ({ trace, messageId: trace })),
      published: [
        { trace: 'a', content: 'A' },
        { trace: 'a', content: 'A' },
        { trace: 'b', content: 'first half' },
        { trace: 'b', content: 'second half' },
      ],
    }),
  )
  expect([...toAgent.values()]).toEqual([fate('arrived', 1), fate('arrived')])
})

test('a reply has arrived when its text and each of its files have; a part seen twice is doubled', () => {
  const fates = fatesOf(
    evidence({
      replies: [
        { trace: 'whole', parts: 2, hasFailed: false },
        { trace: 'half', parts: 2, hasFailed: false },
        { trace: 'twice', parts: 1, hasFailed: false },
        { trace: 'failed', parts: 1, hasFailed: true },
        { trace: 'corrected', parts: 1, hasFailed: true },
      ],
      heard: [
        { trace: 'whole', part: '0' },
        { trace: 'whole', part: '1' },
        { trace: 'half', part: '0' },
        { trace: 'twice', part: '0' },
        { trace: 'twice', part: '0' },
        { trace: 'corrected', part: '0' },
      ],
    }),
  )
  expect([...fates.toUser]).toEqual([
    ['whole', fate('arrived')],
    ['half', fate('underWay')],
    ['twice', fate('arrived', 1)],
    ['failed', fate('reported')],
    ['corrected', fate('arrived')],
  ])
  expect(tallyOf(fates)).toEqual({
    toAgent: { said: 0, arrived: 0, underWay: 0, reported: 0, doubled: 0 },
    toUser: { said: 5, arrived: 3, underWay: 1, reported: 1, doubled: 1 },
  })
})
