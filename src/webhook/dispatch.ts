import type { DeskEvent } from '../../core/desk'
import { dispatch as dispatchToSessions, isHandled, prefetch } from '../../core/events/dispatch'
import type { Session } from '../../core/session/session'
import { withDesk } from '../desk/desk'
import { accountsAmong, assertKnownServed } from '../installation/accounts'
import type { Installation } from '../installation/installation'
import { accountChanged } from './account-changed'
import type { AccountEvent, HubSpotEvent } from './payloads'

/**
 * Handles the events of one webhook: those of accounts that are none of ours are left alone, those about channel accounts
 * are HubSpot's own, and everything about threads is the core's.
 *
 * @param told when HubSpot sent it, by its own clock; epoch ms.
 * @returns whether everything was handled; if not, HubSpot is to deliver again.
 */
export async function dispatch(
  installation: Installation,
  events: HubSpotEvent[],
  told: number,
  deadline: number,
): Promise<boolean> {
  const { desk, ...rest } = withDesk(installation)
  // Whether another account was connected is looked at once for all of them, below.
  const bridge = {
    ...rest,
    desk: { ...desk, assertServed: (session: Session) => assertKnownServed(installation, session) },
  }
  const all = events.filter(isDeskEvent)
  // A process that has just started looks up the sessions while it finds out whose account it is; not those of many
  // threads, which may all be strangers'.
  const isNew = installation.memory.credentials === undefined && all.length <= mostPrefetched
  const [{ connected, isOurs, allKnown }] = await Promise.all([
    accountsAmong(
      installation,
      events.map(({ account }) => account),
      deadline,
    ),
    isNew ? prefetch(bridge, all) : undefined,
  ])
  const accountEvents = events.filter((event): event is AccountEvent => !isDeskEvent(event))
  const [accounts, threads] = await Promise.all([
    isHandled(bridge, async () => {
      for (const event of accountEvents) if (event.account === connected) await accountChanged(installation, event)
    }),
    dispatchToSessions(
      bridge,
      all.filter(({ account }) => isOurs(account)),
      told,
      deadline,
    ),
  ])
  return allKnown && accounts && threads
}

const mostPrefetched = 8

const isDeskEvent = (event: HubSpotEvent): event is DeskEvent => event.kind !== 'account'
