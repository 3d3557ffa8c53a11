import type { Check } from '../../../../core/doctor/check'
import { checkCredentials } from './checks/credentials'
import { checkNoted } from './checks/noted'
import { checkPortal } from './checks/portal'
import { checkScopes } from './checks/scopes'
import { checkWebhook } from './checks/webhook'
import type { Facts } from './read-facts'

/** All checks of what was read, in the order in which one would look. Pure. */
export function diagnose(facts: Facts): Check[] {
  return [
    ...checkCredentials(facts),
    ...checkScopes(facts),
    ...checkPortal(facts),
    ...checkWebhook(facts),
    ...checkNoted(facts),
  ]
}
