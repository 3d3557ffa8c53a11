import type { HubSpotPlace } from '../../desk/hubspot/place'
import { tooMany } from '../too-many'

/** What is wrong with the account's contacts: there is to be one at most of each person who said who they are. */
export function objectionsTo({ hubspot, portalId }: HubSpotPlace, known: readonly string[]): string[] {
  const contacts = hubspot.contacts(portalId).map(({ properties }) => properties.email || properties.phone)
  return [
    ...tooMany('contacts', contacts.length, known.length),
    ...[...new Set(contacts)].flatMap((contact) => [
      ...tooMany(`contacts of ${contact}`, contacts.filter((other) => other === contact).length, 1),
      ...(contact === undefined || !known.includes(contact) ? [`Nobody asked for a contact of ${contact}`] : []),
    ]),
  ]
}
