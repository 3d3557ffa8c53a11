import { describe, expect, test } from 'vitest'
import { periodOf } from '../../../src/crm/search/period'
import fc from '../../property'

/** A Thursday. */
const now = Date.parse('2026-11-26T12:34:56Z')

describe('a period', () => {
  test.each([
    ['2026-03-31', '2026-03-31T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
    [' 2024-02-29 ', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ['2026-03-31T14:30', '2026-03-31T14:30:00.000Z', '2026-03-31T14:31:00.000Z'],
    ['2026-03-31 14:30:05z', '2026-03-31T14:30:05.000Z', '2026-03-31T14:30:06.000Z'],
    ['2026-03-31T14:30:05.25+02:00', '2026-03-31T12:30:05.250Z', '2026-03-31T12:30:05.251Z'],
    ['today', '2026-11-26T00:00:00.000Z', '2026-11-27T00:00:00.000Z'],
    ['Yesterday', '2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
    ['tomorrow', '2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
    ['7 days ago', '2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z'],
    ['in 1 day', '2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
    ['this week', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['lastWeek', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['this month', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['next month', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['last_year', '2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
  ])('%s', (text, start, end) => {
    expect(periodOf(text, now)).toEqual({ start: Date.parse(start), end: Date.parse(end) })
  })

  test.each([
    '',
    'soon',
    '2026-02-30',
    '2026-13-01',
    '2026-03-31T25:00',
    '31.03.2026',
    '03/31/2026',
    'next decade',
    '2026',
  ])('is not "%s"', (text) => {
    expect(periodOf(text, now)).toBeUndefined()
  })

  test('is never empty, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const period = periodOf(text, now)
        if (period !== undefined) expect(period.end).toBeGreaterThan(period.start)
      }),
    )
  })
})
