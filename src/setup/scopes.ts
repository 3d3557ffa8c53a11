import { RuntimeError } from '@botpress/sdk'
import type { ContactPolicy } from '../settings'

/** Scopes without which nothing works. */
const required = [
  'conversations.read',
  'conversations.write',
  'conversations.custom_channels.read',
  'conversations.custom_channels.write',
]

const readContacts = 'crm.objects.contacts.read'
const writeContacts = 'crm.objects.contacts.write'

/** Scopes that only cost something when missing. HubSpot also takes the older `files` for both. */
const optional = [
  { anyOf: ['files.write', 'files'], cost: 'files of end users reach agents as links, not as files' },
  { anyOf: ['files.read', 'files'], cost: "agents' files reach end users by HubSpot's own links, which may not open" },
]

/**
 * Holds the granted scopes against what the configuration needs.
 *
 * @returns what does not work for want of an optional scope, a sentence each.
 * @throws {RuntimeError} that names the missing scopes and the way out.
 */
export function checkScopes(granted: string[], contactPolicy: ContactPolicy): string[] {
  const has = (scope: string) => granted.includes(scope)
  const missing = required.filter((scope) => !has(scope))
  if (missing.length > 0) {
    throw new RuntimeError(
      `The HubSpot app lacks scopes that are needed: ${missing.join(', ')}. Add them to the app, install it again, and put the new token into "Refresh token", or empty that field, save, and follow the link in the log.`,
    )
  }
  if (contactPolicy === 'findOrCreate' && !(has(readContacts) && has(writeContacts))) {
    throw new RuntimeError(
      `"Contacts" is set to findOrCreate, which needs the scopes ${readContacts} and ${writeContacts}. Either grant both to the HubSpot app and install it again, or set "Contacts" to findOnly or anonymous.`,
    )
  }
  if (contactPolicy === 'findOnly' && !has(readContacts)) {
    throw new RuntimeError(
      `"Contacts" is set to findOnly, which needs the scope ${readContacts}. Either grant it to the HubSpot app and install it again, or set "Contacts" to anonymous.`,
    )
  }
  return optional
    .filter(({ anyOf }) => !anyOf.some(has))
    .map(({ anyOf, cost }) => `The HubSpot app has no scope ${anyOf[0]}: ${cost}.`)
}
