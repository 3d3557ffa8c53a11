import type { PhoneNumber } from '../../../core/people/phone-number'
import { type CrmRecord, readRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { contactsWithPhone } from '../find/find-contact'
import { byPhone, latelyCreated, noteCreation } from '../find/lately-created'
import type { CrmObject } from '../schema/crm-object'
import { asExisting, maybeMade, severalFit } from './existing'
import { answered, invalid, type WriteResult } from './write-result'
import type { Sameness } from './writing'

/** By what a contact is known, or both. */
export type ContactIdentity = { phone: PhoneNumber | undefined; email: string | undefined }

/** Keeps anybody from being made a contact twice. @param contacts HubSpot's own object. */
export function sameContact(crm: Crm, contacts: CrmObject, identity: ContactIdentity): Sameness {
  const { phone, email } = identity
  const sameness = {
    keys: [phone?.e164, email].flatMap((one) => (one === undefined ? [] : [`${crm.portalId}:contacts:${one}`])),
    existing: (isToWrite: boolean) => existingContact(crm, contacts, identity, isToWrite),
    look: (_prepared: unknown, _since: number, deadline: number) => contactMadeFor(crm, contacts, identity, deadline),
  }
  if (phone === undefined) return sameness
  const key = byPhone(phone)
  return {
    ...sameness,
    meanwhile: () => madeMeanwhile(crm, contacts, phone),
    memory: {
      // With an e-mail address, HubSpot refuses a second one by itself.
      going: async () => (email === undefined ? noteCreation(crm, key, {}) : undefined),
      made: (id) => noteCreation(crm, key, { id }),
      notMade: async () => (email === undefined ? noteCreation(crm, key, undefined) : undefined),
    },
  }
}

/**
 * The contact that is there already: exactly one, else it is to be said which. Whoever was made lately is known, though
 * HubSpot's search does not know of them yet.
 *
 * @param isToWrite whether it is created next: HubSpot itself refuses an e-mail address that is taken, so when the number
 * finds nobody, that need not be looked for.
 * @throws {RuntimeError} when one may have been made that search does not show yet.
 */
async function existingContact(
  crm: Crm,
  contacts: CrmObject,
  { phone, email }: ContactIdentity,
  isToWrite: boolean,
): Promise<WriteResult | undefined> {
  const ofPhone = phone === undefined ? [] : await withPhone(crm, contacts, phone)
  const isKnownByEmail = email === undefined || (isToWrite && phone !== undefined && ofPhone.length === 0)
  const ofEmail = isKnownByEmail ? [] : await withEmail(crm, contacts, email)
  const found = [...new Map([...ofPhone, ...ofEmail].map((record) => [record.id, record])).values()]
  const [only] = found
  if (only === undefined) return undefined
  if (found.length === 1) return await asExisting(crm, contacts, only)
  return invalid([await severalFit(crm, contacts, found, phone === undefined ? 'email' : 'phone')])
}

/** Whom another call made by now. */
async function madeMeanwhile(crm: Crm, contacts: CrmObject, phone: PhoneNumber): Promise<WriteResult | undefined> {
  const lately = await latelyCreated(crm, byPhone(phone), answered(contacts))
  return lately === undefined || lately === 'maybe' ? undefined : await asExisting(crm, contacts, lately)
}

/** A contact that is found by this identity by now; for when the answer to its creation was unclear. */
async function contactMadeFor(
  crm: Crm,
  contacts: CrmObject,
  { phone, email }: ContactIdentity,
  deadline: number,
): Promise<CrmRecord | undefined> {
  const within = { ...crm, deadline }
  // By e-mail address HubSpot answers at once, and there is only one.
  if (email !== undefined) return (await withEmail(within, contacts, email))[0]
  const found = phone === undefined ? [] : await contactsWithPhone(within, phone, answered(contacts))
  return found.length === 1 ? found[0] : undefined
}

async function withPhone(crm: Crm, contacts: CrmObject, phone: PhoneNumber): Promise<CrmRecord[]> {
  const lately = await latelyCreated(crm, byPhone(phone), answered(contacts))
  if (lately !== undefined && lately !== 'maybe') return [lately]
  const found = await contactsWithPhone(crm, phone, answered(contacts))
  if (found.length > 0 || lately === undefined) return found
  throw maybeMade(contacts)
}

async function withEmail({ caller, deadline }: Crm, contacts: CrmObject, email: string): Promise<CrmRecord[]> {
  const read = { properties: answered(contacts), idProperty: 'email' }
  const found = await readRecord(caller, contacts.path, email, read, deadline)
  return found === undefined || found.archived ? [] : [found]
}
