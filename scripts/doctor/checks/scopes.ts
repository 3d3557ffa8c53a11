import { reportScopes } from '../../../src/setup/scopes'
import { type Check, failed, passed, unread } from '../check'
import type { Facts } from '../read-facts'

/** Each scope by itself, with what its absence costs. */
export function checkScopes({ grant, settings }: Facts): Check[] {
  if (!grant?.ok) return [unread({ id: 'scopes', title: 'The scopes are granted' }, grant)]
  const report = reportScopes(grant.value.scopes, settings.contactPolicy)
  return report.map(({ scope, purpose, cost, needed, granted }) => {
    const check = { id: `scope:${scope}`, title: `Scope ${scope} is granted, to ${purpose}` }
    if (granted) return passed(check)
    const instead = scope.startsWith('crm.') && needed ? ' Or set "Contacts" to findOnly or anonymous.' : ''
    return failed({
      ...check,
      detail: cost,
      fix: `Add it to the HubSpot app and connect again.${instead}`,
      breaksEscalation: needed,
    })
  })
}
