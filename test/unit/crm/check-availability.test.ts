import { describe, expect, test } from 'vitest'
import { availabilityOf } from '../../../src/crm/availability/check-availability'
import { type Agent, agentFrom } from '../../../src/crm/availability/presence'
import type { UserFacts } from '../../../src/hubspot/users'

const weekdays = JSON.stringify([{ days: 'MONDAY_TO_FRIDAY', startMinute: 540, endMinute: 1020 }])

function agents(...all: Partial<UserFacts>[]): Agent[] {
  return all.flatMap(
    (facts) =>
      agentFrom({
        hs_email: undefined,
        hs_given_name: 'Kim',
        hs_family_name: undefined,
        hs_deactivated: undefined,
        hs_availability_status: undefined,
        hs_working_hours: undefined,
        hs_standard_time_zone: 'UTC',
        hs_out_of_office_hours: undefined,
        ...facts,
      }) ?? [],
  )
}

/** A Thursday. */
const noon = Date.parse('2026-11-26T12:00:00Z')

describe('availability', () => {
  test('is there when one of all is available, who comes first', () => {
    const all = agents(
      { hs_given_name: 'Ada', hs_availability_status: 'away' },
      { hs_given_name: 'Bo', hs_availability_status: 'available', hs_working_hours: weekdays },
    )
    expect(availabilityOf(all, noon, false)).toEqual({
      available: true,
      agents: [
        { name: 'Bo', status: 'available', isWorkingNow: true },
        { name: 'Ada', status: 'away' },
      ],
      nextChangeAt: '2026-11-26T17:00:00.000Z',
    })
  })

  test('is not there when nothing is known, and says why', () => {
    expect(availabilityOf(agents({}, { hs_availability_status: 'away' }), noon, false)).toEqual({
      available: false,
      reason: 'Nobody is known to be available: 1 away, 1 without a known status.',
      agents: [
        { name: 'Kim', status: 'away' },
        { name: 'Kim', status: 'unknown' },
      ],
    })
  })

  test('comes when the first of those who are off begins, not when somebody who is away ends', () => {
    const early = JSON.stringify([{ days: 'EVERY_DAY', startMinute: 1200, endMinute: 1260 }])
    const all = agents(
      { hs_availability_status: 'away', hs_working_hours: weekdays },
      { hs_availability_status: 'available', hs_working_hours: early },
    )
    expect(availabilityOf(all, noon, false).nextChangeAt).toBe('2026-11-26T20:00:00.000Z')
  })

  test.each([
    [false, 'The account has no active users.'],
    [true, 'No active user of the HubSpot account has these addresses.'],
  ])('is not there without agents (asked for some: %s)', (isNarrowed, reason) => {
    expect(availabilityOf([], noon, isNarrowed)).toEqual({ available: false, reason, agents: [] })
  })

  test('names fifty agents, and counts all', () => {
    const all = agents(...Array.from({ length: 60 }, () => ({ hs_availability_status: 'away' })))
    const answer = availabilityOf(all, noon, false)
    expect(answer.agents).toHaveLength(50)
    expect(answer.reason).toContain('60 away')
  })
})
