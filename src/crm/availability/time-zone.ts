import QuickLRU from 'quick-lru'

/** Clocks of other places. Made when first needed, since each takes its time. */
const clocks = new QuickLRU<string, Intl.DateTimeFormat>({ maxSize: 200 })

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...numeric })
  clocks.set(zone, clock)
  return clock
}

/** The name of a time zone that there is (IANA); undefined for any other text. */
export function zoneOf(name: string): string | undefined {
  try {
    return clockOf(name.trim()).resolvedOptions().timeZone
  } catch {
    return undefined // The only thing that throws is an unknown zone.
  }
}

/** What the clock on the wall shows: the date as UTC midnight in epoch ms, the day of the week from 0, Sunday, and the minute of the day. */
export type WallTime = { date: number; weekday: number; minute: number }

/**
 * @param at epoch ms.
 * @throws {RangeError} for a zone that there is not.
 */
export function zonedTime(zone: string, at: number): WallTime {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const date = Date.UTC(part('year'), part('month') - 1, part('day'))
  return { date, weekday: new Date(date).getUTCDay(), minute: part('hour') * 60 + part('minute') }
}

const minute = 60_000

/**
 * When the clock on the wall shows a minute of a date. Of a time that comes twice in autumn it is one of both; of one that is
 * skipped in spring, a time within the hour after.
 *
 * @param date UTC midnight of it, in epoch ms.
 * @param minuteOfDay also beyond the day.
 * @returns epoch ms.
 */
export function instantOf(zone: string, date: number, minuteOfDay: number): number {
  const wall = date + minuteOfDay * minute
  const ahead = (at: number) => {
    const shown = zonedTime(zone, at)
    return shown.date + shown.minute * minute - Math.floor(at / minute) * minute
  }
  const near = wall - ahead(wall)
  const nearer = wall - ahead(near)
  return nearer + ahead(nearer) === wall ? nearer : Math.max(near, nearer)
}
