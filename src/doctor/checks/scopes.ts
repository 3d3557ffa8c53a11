import { type Check, failed, passed, unread } from '../../../core/doctor/check'
import { lacks } from '../../crm/action-scopes'
import { type AddedFact, reportAdded, reportScopes, type ScopeFact } from '../../setup/scopes'
import type { Facts } from '../read-facts'

/** Each scope by itself, with what its absence costs; a group that nobody has asked for is one line, and no fault. */
export function checkScopes({ grant, configured, noted }: Facts): Check[] {
  if (!grant?.ok) return [unread({ id: 'scopes', title: 'The scopes are granted' }, grant)]
  const { scopes } = grant.value
  const log = noted?.ok ? noted.value.log : { mode: configured.interactionLog, lack: undefined }
  return [
    ...reportScopes(scopes, configured.contactPolicy).map(checkScope),
    ...reportAdded(scopes).flatMap((group) => checkGroup(group)),
    ...(log.mode === 'off' ? [] : [checkLog(scopes, log.lack)]),
  ]
}

function checkScope({ scope, purpose, cost, needed, granted }: ScopeFact): Check {
  const check = { id: `scope:${scope}`, title: `Scope ${scope} is granted, to ${purpose}` }
  if (granted) return passed(check)
  const instead = scope.startsWith('crm.') && needed ? ' Or set "Contacts" to findOnly or anonymous.' : ''
  return failed({
    ...check,
    detail: cost,
    fix: `Add it to the HubSpot app and connect again.${instead}`,
    breaksEscalation: needed,
  })
}

/** Where the log lacks a scope it is off, and everything else works. `lack`: why it is off, as was noted. */
function checkLog(scopes: readonly string[], lack: string | undefined): Check {
  const check = { id: 'interactionLog', title: 'The interaction log has the scopes that it needs' }
  const missing = lacks(scopes, 'logInteraction')
  if (missing.length === 0 && lack === undefined) return passed(check)
  if (missing.length === 0) {
    const detail = `it is off since its last look: ${lack}`
    return failed({
      ...check,
      detail,
      fix: 'Save the configuration in Botpress: it looks again.',
      breaksEscalation: false,
    })
  }
  return failed({
    ...check,
    detail: `without ${missing.join(' and ')} it is off, and nothing is logged`,
    fix: 'Add what is missing to the HubSpot app, connect again, and save the configuration.',
    breaksEscalation: false,
  })
}

function checkGroup({ group, title: name, scopes, granted }: AddedFact): Check[] {
  if (granted === 'none') {
    const detail = scopes.map(({ scope }) => scope).join(', ')
    return [passed({ id: `scopes:${group}`, title: `${name}: its scopes are not asked for, and need not be`, detail })]
  }
  return scopes.map(({ scope, purpose, cost, granted }) => {
    const check = { id: `scope:${scope}`, title: `${name}: scope ${scope} is granted, to ${purpose}` }
    if (granted) return passed(check)
    return failed({
      ...check,
      detail: cost,
      fix: `Upload the app project in hubspot-app/ anew, tick the box "${name}" on the connect page, and connect again. Or leave it, if the bot has no use for it or the account cannot grant it.`,
      breaksEscalation: false,
    })
  })
}
