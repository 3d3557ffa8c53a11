/** Times as people read them, in one time zone. */
export type Clock = {
  /** IANA name. */
  zone: string
  /** `26 November 2026`. */
  day(at: number): string
  /** `19:15`. */
  time(at: number): string
}

/** @param zone IANA name; UTC in place of one that there is not. @param locale of the days' names. */
export function clockIn(zone: string, locale: string): Clock {
  const timeZone = isZone(zone) ? zone : 'UTC'
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return { zone: timeZone, day: (at) => day.format(at), time: (at) => time.format(at) }
}

function isZone(zone: string): boolean {
  if (zone === '') return false
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone })
    return true
  } catch {
    return false // The only thing that throws is an unknown zone.
  }
}
