import { invalid } from './errors'
import type { DeliveryIdentifier } from './message-model'
import type { Portal } from './model'
import type { PublishBody } from './publish-body'
import type { World } from './world'

/**
 * The contact, or else the visitor, that a message of an end user lands on: the contact named in the request first,
 * then the one with the sender's e-mail address or phone number, then the one this identifier was linked to before.
 */
export function visitorIdFor(world: World, portal: Portal, body: PublishBody): string {
  const sender = body.senders[0]
  if (sender === undefined) throw invalid('senders must not be empty')
  const { deliveryIdentifier: identifier } = sender
  if (world.settings.refusedSenders.includes(identifier.value)) {
    throw invalid(`${identifier.value} is not a valid delivery identifier of type ${identifier.type}`)
  }
  const key = `${identifier.type} ${identifier.value}`
  const contactId = namedContact(world, portal, body) ?? matchingContact(portal, identifier)
  // HubSpot remembers the contact of an identifier, so that further threads of it find that contact too.
  const visitorId = contactId ?? portal.visitorIds.get(key) ?? world.nextId()
  portal.visitorIds.set(key, visitorId)
  if (contactId === undefined && portal.contacts.get(visitorId) === undefined) {
    portal.visitors.set(visitorId, sender.name === undefined ? {} : { name: sender.name })
  }
  return visitorId
}

function namedContact(world: World, portal: Portal, body: PublishBody): string | undefined {
  const named = body.associateWithContactId ?? body.preResolvedContacts?.contacts[0]?.contactVid
  if (named === undefined) return undefined
  const contact = portal.contacts.get(String(named))
  if (contact !== undefined) return contact.id
  if (world.settings.unknownContact === 'ignore') return undefined
  throw invalid(`No contact with id ${named} was found`)
}

function matchingContact(portal: Portal, identifier: DeliveryIdentifier): string | undefined {
  if (identifier.type === 'HS_EMAIL_ADDRESS') return portal.contacts.byEmail(identifier.value)?.id
  if (identifier.type === 'HS_PHONE_NUMBER') return portal.contacts.byPhone(identifier.value)?.id
  return undefined
}
