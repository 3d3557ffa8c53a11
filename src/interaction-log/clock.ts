import QuickLRU from 'quick-lru'
import { isRefusal } from '../../core/desk'
import { type Clock, clockIn } from '../../core/messages/clock'
import { reasonOf } from '../../core/platform/reason'
import type { Crm } from '../crm/crm'
import { readAccount } from '../hubspot/account-info'
import { timing } from '../timing'

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
    logger.warn("The account's time zone could not be read; times are shown in UTC. %s", reasonOf(error))
    return clockIn('UTC', texts.locale)
  }
}
