import { describe, expect, test } from 'vitest'
import { agentFrom, isWorkingAt, nextTurn, type Status, statusAt } from '../../../src/crm/availability/presence'
import type { UserFacts } from '../../../src/hubspot/users'
import fc from '../../property'

const weekdays = JSON.stringify([{ days: 'MONDAY_TO_FRIDAY', startMinute: 540, endMinute: 1020 }])
const nights = JSON.stringify([{ days: 'FRIDAY', startMinute: 1320, endMinute: 360 }])
const always = JSON.stringify([{ days: 'EVERY_DAY', startMinute: 0, endMinute: 1440 }])
/** Thursday, and so on. */
const at = (text: string) => Date.parse(text)

const kim: UserFacts = {
  hs_email: 'Kim@Agents.Example',
  hs_given_name: 'Kim',
  hs_family_name: 'Lee',
  hs_deactivated: 'false',
  hs_availability_status: 'available',
  hs_working_hours: weekdays,
  hs_standard_time_zone: 'America/New_York',
  hs_out_of_office_hours: '[]',
}
const agent = (facts: Partial<UserFacts> = {}) => {
  const read = agentFrom({ ...kim, ...facts })
  if (read === undefined) throw new Error('deactivated')
  return read
}
const ranges = (...pairs: [string, string][]) =>
  JSON.stringify(pairs.map(([start, end]) => ({ startTimestamp: at(start), endTimestamp: at(end) })))

describe('an agent', () => {
  test('has a name and an address in lower case', () => {
    expect(agent()).toMatchObject({ name: 'Kim Lee', email: 'kim@agents.example', isUnclear: false })
  })

  test('who was deactivated is none', () => {
    expect(agentFrom({ ...kim, hs_deactivated: 'true' })).toBeUndefined()
  })

  test.each<[what: string, facts: Partial<UserFacts>, when: string, status: Status]>([
    ['within working hours', {}, '2026-11-26T15:00Z', 'available'],
    ['at the first minute', {}, '2026-11-26T14:00Z', 'available'],
    ['a moment before it', {}, '2026-11-26T13:59:59.999Z', 'offHours'],
    ['at the last minute', {}, '2026-11-26T21:59:59Z', 'available'],
    ['at the end', {}, '2026-11-26T22:00Z', 'offHours'],
    ['on Saturday', {}, '2026-11-28T15:00Z', 'offHours'],
    ['away within working hours', { hs_availability_status: 'away' }, '2026-11-26T15:00Z', 'away'],
    ['away beyond them', { hs_availability_status: 'away' }, '2026-11-26T03:00Z', 'offHours'],
    ['of whom nothing is shown', { hs_availability_status: '' }, '2026-11-26T15:00Z', 'unknown'],
    ['of whom something new is shown', { hs_availability_status: 'focusing' }, '2026-11-26T15:00Z', 'unknown'],
    ['without working hours', { hs_working_hours: null }, '2026-11-28T03:00Z', 'available'],
    ['with none of them listed', { hs_working_hours: '[]' }, '2026-11-28T03:00Z', 'available'],
    ['with hours that are no JSON', { hs_working_hours: '[{' }, '2026-11-26T15:00Z', 'unknown'],
    ['with hours of another form', { hs_working_hours: '{"days":"MONDAY"}' }, '2026-11-26T15:00Z', 'unknown'],
    [
      'with hours of a day that there is not',
      { hs_working_hours: '[{"days":"FUNDAY","startMinute":0,"endMinute":60}]' },
      '2026-11-26T15:00Z',
      'unknown',
    ],
    [
      'with hours beyond the day',
      { hs_working_hours: '[{"days":"MONDAY","startMinute":0,"endMinute":9999}]' },
      '2026-11-26T15:00Z',
      'unknown',
    ],
    [
      'with unreadable hours, but away',
      { hs_working_hours: '?', hs_availability_status: 'away' },
      '2026-11-26T15:00Z',
      'away',
    ],
    ['in a zone that there is not', { hs_standard_time_zone: 'Mars/Olympus' }, '2026-11-26T15:00Z', 'unknown'],
    ['without a zone', { hs_standard_time_zone: null }, '2026-11-26T15:00Z', 'unknown'],
    [
      'out of office',
      { hs_out_of_office_hours: ranges(['2026-11-26T14:30Z', '2026-11-27T00:00Z']) },
      '2026-11-26T15:00Z',
      'outOfOffice',
    ],
    [
      'back from it',
      { hs_out_of_office_hours: ranges(['2026-11-25T14:30Z', '2026-11-26T15:00Z']) },
      '2026-11-26T15:00Z',
      'available',
    ],
    ['with times out of office that cannot be read', { hs_out_of_office_hours: '[1]' }, '2026-11-26T15:00Z', 'unknown'],
    ['at night, on the day it begins', { hs_working_hours: nights }, '2026-11-28T04:00Z', 'available'],
    ['at night, on the day after', { hs_working_hours: nights }, '2026-11-28T10:59Z', 'available'],
    ['at its end', { hs_working_hours: nights }, '2026-11-28T11:00Z', 'offHours'],
    ['at the same time on the morning of that day', { hs_working_hours: nights }, '2026-11-27T10:00Z', 'offHours'],
    ['at midnight of all days', { hs_working_hours: always }, '2026-11-26T05:00Z', 'available'],
    ['a moment before midnight', { hs_working_hours: always }, '2026-11-26T04:59:59Z', 'available'],
    // Clocks go forward on 8 March 2026, and back on 1 November.
    ['at nine in winter time', { hs_working_hours: weekdays }, '2026-03-06T14:00Z', 'available'],
    ['an hour earlier', { hs_working_hours: weekdays }, '2026-03-06T13:00Z', 'offHours'],
    ['at nine in summer time', { hs_working_hours: weekdays }, '2026-03-09T13:00Z', 'available'],
  ])('%s', (_what, facts, when, status) => {
    expect(statusAt(agent(facts), at(when))).toBe(status)
  })

  test('works in unknown hours neither now nor not', () => {
    expect(isWorkingAt(agent({ hs_working_hours: '' }), 0)).toBeUndefined()
    expect(isWorkingAt(agent({ hs_working_hours: '?' }), 0)).toBeUndefined()
    expect(isWorkingAt(agent(), at('2026-11-26T15:00Z'))).toBe(true)
  })
})

describe('the next turn', () => {
  test.each<[what: string, facts: Partial<UserFacts>, now: string, next: string | undefined]>([
    ['is the end of the day at work', {}, '2026-11-26T15:00Z', '2026-11-26T22:00:00.000Z'],
    ['is Monday morning from Friday evening on', {}, '2026-11-27T23:00Z', '2026-11-30T14:00:00.000Z'],
    ['is at nine by summer time after the clocks went forward', {}, '2026-03-07T12:00Z', '2026-03-09T13:00:00.000Z'],
    ['is at nine by winter time after they went back', {}, '2026-10-31T12:00Z', '2026-11-02T14:00:00.000Z'],
    [
      'is when the clocks go forward over the beginning',
      { hs_working_hours: '[{"days":"SUNDAY","startMinute":150,"endMinute":600}]' },
      '2026-03-08T06:00Z',
      '2026-03-08T07:00:00.000Z',
    ],
    ['is the morning after a night', { hs_working_hours: nights }, '2026-11-28T05:00Z', '2026-11-28T11:00:00.000Z'],
    ['is unknown without hours', { hs_working_hours: null }, '2026-11-26T15:00Z', undefined],
    ['is unknown for who always works', { hs_working_hours: always }, '2026-11-26T15:00Z', undefined],
    [
      'is the beginning of a time out of office',
      { hs_out_of_office_hours: ranges(['2026-11-26T16:00Z', '2026-11-26T17:00Z']) },
      '2026-11-26T15:00Z',
      '2026-11-26T16:00:00.000Z',
    ],
    [
      'is the first day at work after weeks out of office',
      { hs_out_of_office_hours: ranges(['2026-11-01T00:00Z', '2026-12-20T00:00Z']) },
      '2026-11-26T15:00Z',
      '2026-12-21T14:00:00.000Z',
    ],
    [
      'is not the end of hours within a time out of office',
      { hs_out_of_office_hours: ranges(['2026-11-26T00:00Z', '2026-11-27T16:00Z']) },
      '2026-11-26T15:00Z',
      '2026-11-27T16:00:00.000Z',
    ],
  ])('%s', (_what, facts, now, next) => {
    const turn = nextTurn(agent(facts), at(now))
    expect(turn && new Date(turn).toISOString()).toBe(next)
  })

  test('is never before now, and nothing turns before it', () => {
    const period = fc.record({
      days: fc.constantFrom('MONDAY', 'SUNDAY', 'MONDAY_TO_FRIDAY', 'SATURDAY_SUNDAY', 'EVERY_DAY'),
      startMinute: fc.integer({ min: 0, max: 1439 }),
      endMinute: fc.integer({ min: 0, max: 1440 }),
    })
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe')
    const moment = fc.integer({ min: at('2026-01-01') / 60_000, max: at('2027-01-01') / 60_000 })
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 3 }), zones, moment, (periods, zone, minutes) => {
        const now = minutes * 60_000
        const one = agent({ hs_working_hours: JSON.stringify(periods), hs_standard_time_zone: zone })
        const turn = nextTurn(one, now)
        const until = turn ?? now + 3 * 86_400_000
        expect(until).toBeGreaterThan(now)
        const before = isWorkingAt(one, now)
        if (turn !== undefined) expect(isWorkingAt(one, turn)).toBe(!before)
        // Every quarter of an hour of the next days, and the minute before it turns.
        for (let time = now; time < Math.min(until, now + 3 * 86_400_000); time += 900_000) {
          expect(isWorkingAt(one, time)).toBe(before)
        }
        if (turn !== undefined) expect(isWorkingAt(one, turn - 60_000)).toBe(before)
      }),
      { numRuns: 150 },
    )
  })

  test('comes from any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.json(), (hours, zone, out) => {
        const one = agent({ hs_working_hours: hours, hs_standard_time_zone: zone, hs_out_of_office_hours: out })
        expect(['available', 'away', 'outOfOffice', 'offHours', 'unknown']).toContain(statusAt(one, 0))
        nextTurn(one, 0)
      }),
    )
  })
})
