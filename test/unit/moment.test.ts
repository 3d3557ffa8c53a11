import { expect, test } from 'vitest'
import { momentOf } from '../../core/events/moment'

const now = 1_700_000_000_000

test('by like clocks, something happened when HubSpot says', () => {
  expect(momentOf(now - 2_000, now - 300, now)).toEqual({ at: now - 2_000, here: now - 2_000, age: 1_700 })
})

test.each([
  ['ahead', 240_000],
  ['behind', -240_000],
])('by a clock that is minutes %s, it happened as long before as HubSpot told of it', (_, ahead) => {
  const told = now + ahead
  expect(momentOf(told - 2_000, told, now)).toEqual({ at: told - 2_000, here: now - 2_000, age: 2_000 })
})

test('what is still to come has happened just now', () => {
  expect(momentOf(now + 86_400_000, now, now).here).toBe(now)
})
