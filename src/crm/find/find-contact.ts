import { RuntimeError } from '@botpress/sdk'
import { isSamePhone } from '../../../core/people/identity'
import type { PhoneNumber } from '../../../core/people/phone-number'
import { contactsByPhone, phoneProperties } from '../../hubspot/contacts'
import { type CrmRecord, readRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { countryOf, emailOf, idOf, phoneOf } from '../input/input'
import { showerFor } from '../records/shown'
import { candidateFrom, candidateProperties, contactFrom, shownProperties } from '../records/summaries'
import { fieldsFor } from '../schema/fields'
import { ownObject } from '../schema/objects'
import { assertVisible, isHidden } from '../schema/visible'
import { byPhone, latelyCreated } from './lately-created'

type Input = {
  phone?: string | undefined
  email?: string | undefined
  contactId?: string | undefined
  defaultCountry?: string | undefined
  fields?: string[] | undefined
}

/** So many candidates are named; the user has to tell them apart. */
const mostCandidates = 5

/** Recognises a contact: exactly one, or none; never the first of several. */
export async function findContact(crm: Crm, input: Input) {
  const contacts = ownObject(crm, 'contacts')
  const id = idOf('contactId', input.contactId)
  const country = countryOf(input.defaultCountry, crm.installation.settings.defaultCountry)
  const [phone, email] = id === undefined ? [phoneOf(input.phone, country), emailOf(input.email)] : []
  if (id === undefined && phone === undefined && email === undefined) {
    throw new RuntimeError(
      'Nothing to look for: give "phone", "email" or "contactId". Ask the user for their phone number or e-mail address.',
    )
  }
  if (phone !== undefined) assertVisible(crm, contacts, 'phone', phoneProperties)
  if (email !== undefined) assertVisible(crm, contacts, 'email', ['email'])
  const fields = await fieldsFor(crm, 'contacts', input.fields)
  const properties = [...new Set([...shownProperties.contact, ...candidateProperties.contact, ...fields])]
  const matching = await contactsMatching(crm, { id, phone, email }, properties)
  const [only] = matching
  if (only === undefined || matching.length > 1) {
    const candidates = matching
      .slice(0, mostCandidates)
      .map((record) => candidateFrom(crm, 'contact', record, (name) => isHidden(crm, contacts, name)))
    return { found: false, matches: matching.length, candidates }
  }
  const shower = await showerFor(crm, 'contacts', [...shownProperties.contact, ...fields])
  return { found: true, matches: 1, contact: contactFrom({ crm, shower, fields }, only), candidates: [] }
}

type Criteria = { id: string | undefined; phone: PhoneNumber | undefined; email: string | undefined }

/** By ID alone where there is one; of phone and e-mail, everybody whom either of them fits. */
async function contactsMatching(crm: Crm, { id, phone, email }: Criteria, properties: string[]): Promise<CrmRecord[]> {
  const { caller, deadline } = crm
  if (id !== undefined) return present(await readRecord(caller, 'contacts', id, { properties }, deadline))
  const [ofPhone, ofEmail] = await Promise.all([
    phone === undefined ? [] : contactsOfPhone(crm, phone, properties),
    email === undefined
      ? []
      : present(await readRecord(caller, 'contacts', email, { properties, idProperty: 'email' }, deadline)),
  ])
  return [...new Map([...ofPhone, ...ofEmail].map((record) => [record.id, record])).values()]
}

const present = (record: CrmRecord | undefined): CrmRecord[] =>
  record === undefined || record.archived ? [] : [record]

/** Those that search finds; else the one that was made lately, which it does not know of yet. */
async function contactsOfPhone(crm: Crm, phone: PhoneNumber, properties: readonly string[]): Promise<CrmRecord[]> {
  const found = await contactsWithPhone(crm, phone, properties)
  if (found.length > 0) return found
  const lately = await latelyCreated(crm, byPhone(phone), properties)
  return lately === undefined || lately === 'maybe' ? [] : [lately]
}

/** Contacts with a phone number, in one search. What HubSpot finds may be of another country: full numbers are compared. */
export async function contactsWithPhone(
  { caller, deadline }: Pick<Crm, 'caller' | 'deadline'>,
  phone: PhoneNumber,
  properties: readonly string[],
): Promise<CrmRecord[]> {
  const records = await contactsByPhone(caller, phone, deadline, properties)
  return records.filter((record) => phoneProperties.some((name) => isSamePhone(record.properties[name], phone)))
}
