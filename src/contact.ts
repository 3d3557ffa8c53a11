import { isApiError } from '@botpress/sdk'
import { type EndUser, rememberContact, unknownName } from './end-user'
import { contactByEmail, contactsByPhone, createContact } from './hubspot/contacts'
import type { DeliveryIdentifier } from './hubspot/custom-channels'
import { HubSpotError } from './hubspot/errors'
import { type Identity, identityKey, isSamePhone } from './identity'
import { type Installation, portalIdOf } from './installation'
import { timing } from './timing'

/** How HubSpot gets to know the end user of a session. */
export type Introduction = { deliveryIdentifier: DeliveryIdentifier; contactId: string | undefined }

type KnownIdentity = Extract<Identity, { kind: 'email' | 'phone' }>

/**
 * Finds or creates the contact of an escalation, as the contact policy says. A fault here never fails the escalation: it
 * is logged, and the thread opens without a contact of ours.
 */
export async function introduce(
  installation: Installation,
  user: EndUser,
  identity: Identity,
  deadline: number,
): Promise<Introduction> {
  const opaque: Introduction = {
    deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: user.id },
    contactId: undefined,
  }
  const { contactPolicy } = installation.settings
  if (contactPolicy === 'anonymous' || (identity.kind !== 'email' && identity.kind !== 'phone')) return opaque
  const addressed = { deliveryIdentifier: deliveryIdentifierOf(identity) }
  try {
    const until = Math.min(deadline, Date.now() + timing.contactBudget)
    const contactId = await contactOf(installation, user, identity, until)
    // HubSpot might create a contact for an address it does not know, which `findOnly` rules out.
    if (contactId === undefined) return contactPolicy === 'findOnly' ? opaque : { ...addressed, contactId }
    return { ...addressed, contactId }
  } catch (error) {
    if (!(error instanceof HubSpotError) && !isApiError(error)) throw error
    installation.logger
      .forBot()
      .warn('The contact of this escalation could not be looked up; the thread opens without it. %s', error.message)
    return contactPolicy === 'findOnly' ? opaque : { ...addressed, contactId: undefined }
  }
}

function deliveryIdentifierOf(identity: KnownIdentity): DeliveryIdentifier {
  return identity.kind === 'email'
    ? { type: 'HS_EMAIL_ADDRESS', value: identity.email }
    : { type: 'HS_PHONE_NUMBER', value: identity.phone.e164 }
}

async function contactOf(
  installation: Installation,
  user: EndUser,
  identity: KnownIdentity,
  deadline: number,
): Promise<string | undefined> {
  const portalId = await portalIdOf(installation, deadline)
  const key = identityKey(identity) ?? ''
  if (user.contact?.portalId === portalId && user.contact.identity === key) return user.contact.id
  const id =
    (await find(installation, identity, deadline)) ??
    (installation.settings.contactPolicy === 'findOrCreate'
      ? await create(installation, user, identity, deadline)
      : undefined)
  if (id !== undefined) await rememberContact(installation.client, user.id, { id, portalId, identity: key })
  return id
}

async function find(
  installation: Installation,
  identity: KnownIdentity,
  deadline: number,
): Promise<string | undefined> {
  if (identity.kind === 'email') return (await contactByEmail(installation.hubspot, identity.email, deadline))?.id
  const candidates = await contactsByPhone(installation.hubspot, identity.phone, deadline)
  // Oldest first, so of several the oldest is taken.
  return candidates.find(({ properties }) =>
    [properties.phone, properties.mobilephone].some((stored) => isSamePhone(stored, identity.phone)),
  )?.id
}

async function create(
  installation: Installation,
  user: EndUser,
  identity: KnownIdentity,
  deadline: number,
): Promise<string | undefined> {
  try {
    return (await createContact(installation.hubspot, propertiesOf(user, identity), deadline)).id
  } catch (error) {
    // Somebody created it in between, or it is the second address of a contact.
    if (error instanceof HubSpotError && error.status === 409 && error.existingId !== undefined) return error.existingId
    throw error
  }
}

/** HubSpot wants an e-mail address or a name; a phone number alone is not enough. */
function propertiesOf(user: EndUser, identity: KnownIdentity): Record<string, string> {
  const [firstname = '', ...rest] = user.name === unknownName ? [] : user.name.trim().split(/\s+/)
  const lastname = rest.join(' ')
  const name = { ...(firstname ? { firstname } : {}), ...(lastname ? { lastname } : {}) }
  if (identity.kind === 'email') return { email: identity.email, ...name }
  return { phone: identity.phone.e164, ...(firstname ? name : { firstname: 'Unknown' }) }
}
