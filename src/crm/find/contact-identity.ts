import { RuntimeError } from '@botpress/sdk'
import type { PhoneNumber } from '../../../core/people/phone-number'
import { type CrmRecord, readRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { shownProperties } from '../records/summaries'
import { invalid, titleOf, type WriteResult, writtenRecord } from '../write/write-result'
import { contactsWithPhone } from './find-contact'
import { contactLatelyCreated } from './lately-created'

/** By what a contact is known, or both. */
export type ContactIdentity = { phone: PhoneNumber | undefined; email: string | undefined }

/** What nobody else may create a contact by meanwhile. */
export function identityKeys({ portalId }: Crm, { phone, email }: ContactIdentity): string[] {
  return [
    ...(phone === undefined ? [] : [`${portalId}:contacts:${phone.e164}`]),
    ...(email === undefined ? [] : [`${portalId}:contacts:${email}`]),
  ]
}

/**
 * The contact that is there already: exactly one, else it is to be said which. Whoever was made lately is known, though
 * HubSpot's search does not know of them yet.
 *
 * @param isToWrite whether it is created next: HubSpot itself refuses an e-mail address that is taken, so when the number
 * finds nobody, that need not be looked for.
 * @throws {RuntimeError} when one may have been made that search does not show yet.
 */
export async function existingContact(
  crm: Crm,
  { phone, email }: ContactIdentity,
  isToWrite: boolean,
): Promise<WriteResult | undefined> {
  const byPhone = phone === undefined ? [] : await withPhone(crm, phone)
  const isKnownByEmail = email === undefined || (isToWrite && phone !== undefined && byPhone.length === 0)
  const byEmail = isKnownByEmail ? [] : await withEmail(crm, email)
  const found = [...new Map([...byPhone, ...byEmail].map((record) => [record.id, record])).values()]
  const [only] = found
  if (only === undefined) return undefined
  if (found.length > 1) return invalid([several(found, phone === undefined ? 'email' : 'phone')])
  return await existing(crm, only)
}

async function existing(crm: Crm, contact: CrmRecord): Promise<WriteResult> {
  const record = await writtenRecord(crm, 'contact', contact, shownProperties.contact)
  return { status: 'existing', record, problems: [] }
}

/** Whom another call made by now. */
export async function contactMadeMeanwhile(crm: Crm, phone: PhoneNumber): Promise<WriteResult | undefined> {
  const lately = await contactLatelyCreated(crm, phone, shownProperties.contact)
  return lately === undefined || lately === 'maybe' ? undefined : await existing(crm, lately)
}

/** A contact that was made with this identity, or is found by it by now; for when the answer to its creation was unclear. */
export async function contactMadeFor(
  crm: Crm,
  { phone, email }: ContactIdentity,
  deadline: number,
): Promise<CrmRecord | undefined> {
  const within = { ...crm, deadline }
  // By e-mail address HubSpot answers at once, and there is only one.
  if (email !== undefined) return (await withEmail(within, email))[0]
  const found = phone === undefined ? [] : await contactsWithPhone(within, phone, shownProperties.contact)
  return found.length === 1 ? found[0] : undefined
}

async function withPhone(crm: Crm, phone: PhoneNumber): Promise<CrmRecord[]> {
  const lately = await contactLatelyCreated(crm, phone, shownProperties.contact)
  if (lately !== undefined && lately !== 'maybe') return [lately]
  const found = await contactsWithPhone(crm, phone, shownProperties.contact)
  if (found.length > 0 || lately === undefined) return found
  throw new RuntimeError(
    'A contact with this phone number may have been made a moment ago, and does not show in HubSpot yet, so nothing was written. Go on without it, or try again in a minute.',
  )
}

async function withEmail({ caller, deadline }: Crm, email: string): Promise<CrmRecord[]> {
  const read = { properties: shownProperties.contact, idProperty: 'email' }
  const found = await readRecord(caller, 'contacts', email, read, deadline)
  return found === undefined || found.archived ? [] : [found]
}

/** So many are named; the user has to tell them apart. */
const mostNamed = 5

function several(found: readonly CrmRecord[], field: 'phone' | 'email'): Problem {
  return {
    field,
    problem: `${found.length} contacts fit, so none was made. Ask the user which one they are, and use that one's ID.`,
    allowed: found.slice(0, mostNamed).map((record) => `${titleOf('contact', record)} (ID ${record.id})`),
  }
}
