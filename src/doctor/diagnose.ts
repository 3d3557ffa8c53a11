import type { Check } from '../../core/doctor/check'
import { checkAccounts } from './checks/accounts'
import { checkChannel } from './checks/channel'
import { checkCredentials } from './checks/credentials'
import { checkInboxes } from './checks/inboxes'
import { checkNoted } from './checks/noted'
import { checkScopes } from './checks/scopes'
import { checkVersions } from './checks/versions'
import { checkWebhooks } from './checks/webhooks'
import type { Facts } from './read-facts'

/** All checks of what was read, in the order in which one would look. Pure. */
export function diagnose(facts: Facts, now: Date): Check[] {
  return [
    ...checkCredentials(facts),
    ...checkScopes(facts),
    ...checkInboxes(facts),
    ...checkChannel(facts),
    ...checkAccounts(facts),
    ...checkNoted(facts),
    ...checkWebhooks(facts),
    ...checkVersions(now.toISOString().slice(0, 7)),
  ]
}
