import { domainToUnicode } from 'node:url'
import { isApiError } from '@botpress/sdk'
import { DeskError } from '../../core/desk'
import { nameLine } from '../../core/messages/plain'
import type { EndUser } from '../../core/people/end-user'
import { type Identity, identityKey, type KnownIdentity } from '../../core/people/identity'
import type { Texts } from '../../core/texts/languages'
import { say } from '../../core/texts/say'
import { contactsWithPhone } from '../crm/find/find-contact'
import { candidateFrom, candidateProperties } from '../crm/records/summaries'
import { contactByEmail, createContact } from '../hubspot/contacts'
import type { DeliveryIdentifier } from '../hubspot/custom-channels'
import type { HubSpotError } from '../hubspot/errors'
import type { CrmRecord } from '../hubspot/records'
import { mayRefuseAValue } from '../hubspot/refused-value'
import { type Installation, portalIdOf } from '../installation/installation'
import { timing } from '../timing'
import { contactOfUser, rememberContact } from './known-contact'
import { opaqueIdentifier } from './sender'

/** How HubSpot gets to know the end user of a session. */
export type Introduction = {
  deliveryIdentifier: DeliveryIdentifier
  contactId: string | undefined
  /** Remembers the contact for the next escalation; never throws. */
  remember?: () => Promise<void>
  /** What agents are to know of it. */
  remark?: (texts: Texts) => string
}

/** What came of looking for a contact; `refusal` when HubSpot would not have one made of what is known. */
type Result =
  | { id: string; remember?: () => Promise<void> }
  | { several: CrmRecord[] }
  | { refusal: HubSpotError }
  | undefined

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
  const opaque: Introduction = { deliveryIdentifier: opaqueIdentifier(user.id), contactId: undefined }
  const { contactPolicy } = installation.settings
  if (contactPolicy === 'anonymous' || (identity.kind !== 'email' && identity.kind !== 'phone')) return opaque
  // HubSpot might create a contact for an address it does not know, which `findOnly` rules out.
  const withoutContact =
    contactPolicy === 'findOnly' ? opaque : { deliveryIdentifier: identifierOf(identity), contactId: undefined }
  try {
    const until = Math.min(deadline, Date.now() + timing.contactBudget)
    const result = await contactOf(installation, user, identity, until)
    if (result === undefined) return withoutContact
    if ('id' in result) {
      const { id: contactId, ...more } = result
      return { deliveryIdentifier: identifierOf(identity), contactId, ...more }
    }
    // HubSpot would choose one of them by the number.
    if ('several' in result) return { ...opaque, remark: await remarkOn(installation, result.several, until) }
    warn(installation, result.refusal)
    return saysNothingOfTheAddress(result.refusal) ? withoutContact : opaque
  } catch (error) {
    if (!(error instanceof DeskError) && !isApiError(error)) throw error
    warn(installation, error)
    return withoutContact
  }
}

function identifierOf(identity: KnownIdentity): DeliveryIdentifier {
  return identity.kind === 'email'
    ? { type: 'HS_EMAIL_ADDRESS', value: identity.email }
    : { type: 'HS_PHONE_NUMBER', value: identity.phone.e164 }
}

function warn({ logger }: Installation, { message }: Error): void {
  logger
    .forBot()
    .warn('The contact of this escalation could not be looked up; the thread opens without it. %s', message)
}

async function contactOf(
  installation: Installation,
  user: EndUser,
  identity: KnownIdentity,
  deadline: number,
): Promise<Result> {
  const portalId = await portalIdOf(installation, deadline)
  const key = identityKey(identity)
  const known = contactOfUser(user)
  const isRecent = known !== undefined && Date.now() - known.at < timing.contactTrust
  if (isRecent && known.portalId === portalId && known.identity === key) return { id: known.id }
  const found = await find(installation, identity, deadline)
  const result =
    found === undefined && installation.settings.contactPolicy === 'findOrCreate'
      ? await create(installation, user, identity, deadline)
      : found
  if (result === undefined || !('id' in result)) return result
  const { id } = result
  return { id, remember: () => rememberContact(installation, user.id, { id, portalId, identity: key }) }
}

async function find({ hubspot }: Installation, identity: KnownIdentity, deadline: number): Promise<Result> {
  if (identity.kind === 'email') {
    const asShown = withDomainAsShown(identity.email)
    const found = await contactByEmail(hubspot, identity.email, deadline)
    return found ?? (asShown === identity.email ? undefined : await contactByEmail(hubspot, asShown, deadline))
  }
  const having = await contactsWithPhone({ caller: hubspot, deadline }, identity.phone, candidateProperties.contact)
  return having.length > 1 ? { several: having } : having[0]
}

/** Nobody is chosen of several contacts with the same number: agents are told who they are. */
async function remarkOn(
  installation: Installation,
  several: CrmRecord[],
  deadline: number,
): Promise<(texts: Texts) => string> {
  const portalId = await portalIdOf(installation, deadline)
  const lines = several.slice(0, mostNamed).map((record) => {
    const { name, company, url } = candidateFrom({ portalId }, 'contact', record)
    return `${nameLine([name, company].filter(Boolean).join(', '))}: ${url}`
  })
  const { length: count } = several
  return (texts) => [say(texts, 'severalContacts', { count }), ...lines].join('\n')
}

const mostNamed = 5

/** The same address as somebody may have typed it into HubSpot, with the letters of their language in the domain. */
function withDomainAsShown(email: string): string {
  const at = email.lastIndexOf('@') + 1
  return email.slice(0, at) + domainToUnicode(email.slice(at))
}

/** What HubSpot refuses in the name (a web address, say) costs the name, not the contact. */
async function create(
  { hubspot, texts }: Installation,
  user: EndUser,
  identity: KnownIdentity,
  deadline: number,
): Promise<Result> {
  const [bare, named] = propertiesOf(texts, user, identity)
  try {
    return await createContact(hubspot, named ?? bare, deadline).catch((error: unknown) => {
      if (named === undefined || !mayRefuseAValue(error) || error.existingId !== undefined) throw error
      return createContact(hubspot, bare, deadline)
    })
  } catch (error) {
    if (!mayRefuseAValue(error)) throw error
    // Somebody created it in between, or it is the second address of a contact.
    if (error.status === 409) return error.existingId === undefined ? { refusal: error } : { id: error.existingId }
    return { refusal: error }
  }
}

/** Without and with the name. HubSpot wants an e-mail address or a name; a phone number alone is not enough. */
function propertiesOf(
  { unknownName }: Texts,
  user: EndUser,
  identity: KnownIdentity,
): [bare: Record<string, string>, named: Record<string, string> | undefined] {
  const bare =
    identity.kind === 'email' ? { email: identity.email } : { phone: identity.phone.e164, firstname: unknownName }
  if (!user.isNamed) return [bare, undefined]
  const [firstname = '', ...rest] = user.name.split(' ')
  const lastname = rest.join(' ')
  return [bare, { ...bare, firstname, ...(lastname ? { lastname } : {}) }]
}

/** Whether the address may be good all the same: it is a contact's already, or the account demands more of a contact. */
function saysNothingOfTheAddress({ status, message }: HubSpotError): boolean {
  return status === 409 || (/required|mandatory|missing/i.test(message) && !/e-?mail|phone/i.test(message))
}
