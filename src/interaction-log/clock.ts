import QuickLRU from 'quick-lru'
import { isRefusal } from '../../core/desk'
import { reasonOf } from '../../core/platform/reason'
import type { Crm } from '../crm/crm'
import { readAccount } from '../hubspot/account-info'
import { timing } from '../timing'

/** Times as people of an account read them, in its own time zone. */
export type Clock = {
  /** IANA name. */
  zone: string
  /** `26 November 2026`. */
  day(at: number): string
  /** `19:15`. */
  time(at: number): string
}

const zones = new QuickLRU<string, string>({ maxSize: 200, maxAge: timing.zoneTrust })

/** The clock of the connected account; UTC where HubSpot does not say. */
export async function accountClock({
  caller,
  portalId,
  deadline,
  installation: { logger, texts },
}: Crm): Promise<Clock> {
  const known = zones.get(portalId)
  if (known !== undefined) return clockIn(known, texts.locale)
  try {
    const { timeZone } = await readAccount(caller, deadline)
    zones.set(portalId, timeZone)
    return clockIn(timeZone, texts.locale)
  } catch (error) {
    // What HubSpot refuses to say is not asked for with each conversation.
    if (isRefusal(error)) zones.set(portalId, 'UTC')
    logger.warn("The account's time zone could not be read; the log has times in UTC. %s", reasonOf(error))
    return clockIn('UTC', texts.locale)
  }
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
