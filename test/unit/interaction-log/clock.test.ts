import { describe, expect, test } from 'vitest'
import { clockIn } from '../../../core/messages/clock'

const newYear = Date.UTC(2026, 11, 31, 23, 30)

describe('the clock of an account', () => {
  test.each([
    ['UTC', '31 December 2026', '23:30'],
    ['Europe/Berlin', '1 January 2027', '00:30'],
    ['America/New_York', '31 December 2026', '18:30'],
    ['Asia/Kolkata', '1 January 2027', '05:00'],
    ['US/Eastern', '31 December 2026', '18:30'],
  ])('in %s says %s, %s', (zone, day, time) => {
    const clock = clockIn(zone, 'en-GB')
    expect([clock.zone, clock.day(newYear), clock.time(newYear)]).toEqual([zone, day, time])
  })

  test('keeps summer time', () => {
    expect(clockIn('Europe/Berlin', 'en-GB').time(Date.UTC(2026, 6, 1, 12))).toBe('14:00')
  })

  test.each(['', 'Mars/Olympus', '<b>'])('is in UTC where the zone is "%s"', (zone) => {
    expect(clockIn(zone, 'en-GB').zone).toBe('UTC')
  })
})
