import { describe, expect, test } from 'vitest'
import { at, dueWhenHeard, isHeard, listensFrom, type PluginAsSeen, stopDueAt } from '../../core/session/plugin-time'
import type { Session } from '../../core/session/session'
import { timing } from '../../src/timing'
import fc from '../property'
import { sessionAs } from './session-fixture'

const opened = 1_700_000_000_000

const session = (changes: Partial<Session> = {}): Session =>
  sessionAs({ createdAt: opened - 1_000, openedAt: opened, ...changes })

const listensAt = opened + timing.pluginListensAfter

/** When Botpress hears of it: ms after the opening. */
function heardAt(occurredAfter: number, handledAfter = occurredAfter, position = 0): number {
  const { schedule } = dueWhenHeard(session(), listensAt, opened + occurredAfter, opened + handledAfter, position)
  return schedule ? Date.parse(schedule.dateTime) - opened : handledAfter
}

describe('what happened before the plugin listens', () => {
  test.each([
    ['with the opening', 0, 0],
    ['a second later', 1_000, 1_000],
    ['just before it listens', 4_999, 4_999],
    ['before the opening was noted: automatic assignment is instant', -300, 100],
    ['early and is delivered late', 100, 4_000],
  ])('%s is heard when it does', (_, occurred, handled) => {
    expect(heardAt(occurred, handled)).toBeGreaterThanOrEqual(5_000)
    expect(heardAt(occurred, handled)).toBeLessThan(7_000)
  })

  test('is heard at once when it is only handled after the plugin listens', () => {
    expect(heardAt(1_000, 7_000)).toBe(7_000)
    expect(dueWhenHeard(session(), listensAt, opened + 1_000, opened + 7_000)).toEqual({})
  })

  test('is scheduled as Botpress wants it, in ISO time', () => {
    expect(dueWhenHeard(session(), listensAt, opened, opened)).toEqual({
      schedule: { dateTime: new Date(opened + 6_000).toISOString() },
    })
    expect(at(opened)).toEqual({ schedule: { dateTime: new Date(opened).toISOString() } })
  })

  test('is heard in the order in which it happened, each handled at once', () => {
    const moment = fc.oneof(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 6_300, max: 6_700 }))
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [first, second] = one < other ? [one, other] : [other, one]
        expect(heardAt(first)).toBeLessThanOrEqual(heardAt(second))
      }),
      { numRuns: 3_000 },
    )
  })

  test('is heard in the order in which it happened, in whatever order it came', () => {
    const moment = fc.integer({ min: 0, max: 4_500 })
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const handled = Math.max(one, other) + 100
        const [first, second] = one < other ? [one, other] : [other, one]
        expect(heardAt(first, handled)).toBeLessThanOrEqual(heardAt(second, handled))
      }),
    )
  })

  test('keeps the parts of one reply in order', () => {
    const parts = [0, 1, 2, 3].map((position) => heardAt(200, 250, position))
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect(new Set(parts).size).toBe(4)
  })

  test('does not wait long for a clock of HubSpot that is ahead', () => {
    expect(heardAt(60_000, 1_000)).toBeLessThan(8_000)
  })
})

describe('the plugin listens', () => {
  const seen: PluginAsSeen = {
    openedSeenAt: undefined,
    takenUpAt: undefined,
    isTakeUpSeen: false,
    isListening: false,
    tagsShow: true,
  }
  const takenUp = session({ plugin: { isTakenUp: true, hasAgent: false, hasStopped: false, isLeft: false } })

  test('five seconds after the opening, once it was seen to take the session up', () => {
    expect(listensFrom(takenUp, { ...seen, takenUpAt: opened + 700 }, opened + 800)).toBe(opened + 5_000)
  })

  test('later, where it took the session up later', () => {
    const late = { ...seen, takenUpAt: opened + 9_000 }
    expect(listensFrom(takenUp, late, opened + 9_000)).toBe(opened + 9_000 + timing.pluginListensAfterTag)
    const long = { ...seen, takenUpAt: opened + 30_000, isTakeUpSeen: true }
    expect(listensFrom(takenUp, long, opened + 30_000)).toBe(opened + 30_000 + timing.pluginListensAfterTag)
  })

  test('already, in a session that a process sees for the first time long after its beginning', () => {
    const now = opened + 60_000
    expect(listensFrom(takenUp, { ...seen, takenUpAt: now }, now)).toBeLessThan(now)
  })

  test('already, when it was heard from, or told the end user of an agent', () => {
    const told = session({ plugin: { isTakenUp: true, hasAgent: true, hasStopped: false, isLeft: false } })
    expect(listensFrom(told, seen, opened + 9_000)).toBe(opened + 5_000)
    expect(listensFrom(session(), { ...seen, isListening: true }, opened + 9_000)).toBe(opened + 5_000)
  })

  test('nobody knows when, before the opening was noted or while it has not taken the session up', () => {
    const now = opened + 20_000
    expect(listensFrom(session({ openedAt: undefined }), seen, now)).toBeUndefined()
    expect(listensFrom(session(), seen, now)).toBeUndefined()
  })

  test('after a while, where nobody knows whether its tags show', () => {
    const unknown = { ...seen, tagsShow: undefined }
    expect(listensFrom(session(), unknown, opened + timing.takeUpDoubt - 1)).toBeUndefined()
    expect(listensFrom(session(), unknown, opened + timing.takeUpDoubt)).toBe(opened + 5_000)
  })

  test('by the clock, from when the opening was seen to be noted, where its tags are hidden', () => {
    const hidden = { ...seen, tagsShow: false, openedSeenAt: opened + 2_000 }
    expect(listensFrom(session(), hidden, opened + 2_500)).toBe(opened + 7_000)
  })
})

describe('what happens later', () => {
  test.each([6_600, 7_000, 60_000, 86_400_000])('(%d ms after the opening) is heard at once', (after) => {
    expect(dueWhenHeard(session(), listensAt, opened + after, opened + after)).toEqual({})
  })
})

describe('the end', () => {
  test('is told three seconds after the closing, so that the last word comes first', () => {
    expect(stopDueAt(listensAt, opened + 60_000, opened + 60_500)).toBe(opened + 63_000)
  })

  test.each([
    ['behind', -240_000],
    ['ahead', 240_000],
  ])('is told three seconds after it was heard of, when its time is minutes %s', (_, difference) => {
    const now = opened + 600_000
    expect(stopDueAt(listensAt, now + difference, now)).toBe(now + 3_000)
  })

  test('of a thread closed at once is told after everything early', () => {
    const latest = Math.max(...[0, 2_500, 4_999, 5_499].map((after) => heardAt(after)))
    expect(stopDueAt(listensAt, opened, opened + 100) - opened).toBeGreaterThan(latest)
    expect(stopDueAt(listensAt, opened, opened + 100) - opened).toBeLessThan(8_000)
  })

  test('leaves the plugin listening until it is told', () => {
    const ended = session({ end: { at: opened + 60_000, stoppedAt: opened + 63_000, reason: 'agent' } })
    expect(isHeard(ended, opened + 62_999)).toBe(true)
    expect(isHeard(ended, opened + 63_000)).toBe(false)
  })

  test('by the bot’s side is known to the plugin already', () => {
    const ended = session({ end: { at: opened + 60_000, stoppedAt: opened + 60_000, reason: 'bot' } })
    expect(isHeard(ended, opened + 59_999)).toBe(true)
    expect(isHeard(ended, opened + 60_000)).toBe(false)
  })

  test('has not come: the plugin listens', () => {
    expect(isHeard(session(), opened + 86_400_000)).toBe(true)
  })
})
