import { RuntimeError } from '@botpress/sdk'
import type { ContactPolicy } from '../installation/settings'
import { readContacts, reportScopes, requiredScopes } from './scopes'

/**
 * Holds the granted scopes against what the configuration needs.
 *
 * @returns what does not work for want of an optional scope, a sentence each.
 * @throws {RuntimeError} that names the missing scopes and the way out.
 */
export function checkScopes(granted: string[], contactPolicy: ContactPolicy): string[] {
  const missing = reportScopes(granted, contactPolicy).filter((scope) => !scope.granted)
  const always = missing.map(({ scope }) => scope).filter((scope) => requiredScopes.includes(scope))
  if (always.length > 0) {
    throw new RuntimeError(
      `The HubSpot app lacks scopes that are needed: ${always.join(', ')}. Add them to the app, install it again, and put the new token into "Refresh token", or empty that field, save, and follow the link in the log.`,
    )
  }
  const forContacts = missing.filter(({ needed }) => needed).map(({ scope }) => scope)
  if (forContacts.length > 0) {
    const instead = forContacts.includes(readContacts) ? 'anonymous' : 'findOnly or anonymous'
    throw new RuntimeError(
      `"Contacts" is set to ${contactPolicy}, for which the HubSpot app has no scope ${forContacts.join(' nor ')}. Either add what is missing to the app and install it again, or set "Contacts" to ${instead}.`,
    )
  }
  // A scope for contacts that the policy does not need costs nothing.
  return missing
    .filter(({ scope }) => !scope.startsWith('crm.'))
    .map(({ scope, cost }) => `The HubSpot app has no scope ${scope}: ${cost}.`)
}
