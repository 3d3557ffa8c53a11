import * as z from 'zod/mini'
import type { PhoneNumber } from '../../core/people/phone-number'
import type { Caller } from './caller'
import { HubSpotError } from './errors'
import { id } from './id'
import { type CrmRecord, searchRecords } from './records'
import { paths } from './versions'

/** HubSpot's CRM contacts, as far as an escalation needs them. */

const contact = z.lazy(() =>
  z.object({
    id,
    properties: z._default(z.record(z.string(), z.nullish(z.string())), {}),
  }),
)
export type Contact = z.infer<typeof contact>

/** The contact with this e-mail address. Asked by address, not searched: the search index lags behind. */
export async function contactByEmail(caller: Caller, email: string, deadline: number): Promise<Contact | undefined> {
  try {
    return await caller.call(
      {
        what: 'look up the contact by e-mail address',
        method: 'GET',
        path: paths.contact(email),
        query: { idProperty: 'email' },
        deadline,
      },
      contact,
    )
  } catch (error) {
    if (error instanceof HubSpotError && error.status === 404) return undefined
    throw error
  }
}

/** Where HubSpot keeps a contact's numbers, as they were typed, and as it made of them; some with a country code. */
export const phoneProperties = [
  'phone',
  'mobilephone',
  'hs_calculated_phone_number',
  'hs_calculated_mobile_number',
] as const

/**
 * Contacts whose phone or mobile number may be this one, oldest first. The searchable form of a number in HubSpot has no
 * country code, so a hit can be another country's number: the caller has to compare.
 *
 * @param properties to read besides the numbers.
 */
export async function contactsByPhone(
  caller: Caller,
  phone: PhoneNumber,
  deadline: number,
  properties: readonly string[] = [],
): Promise<CrmRecord[]> {
  const stored = [filter('phone', 'EQ', phone.e164), filter('mobilephone', 'EQ', phone.e164)]
  // HubSpot takes five groups.
  const searchable = [
    filter('hs_searchable_calculated_phone_number', 'EQ', phone.national),
    filter('hs_searchable_calculated_phone_number', 'CONTAINS_TOKEN', `*${phone.national}`),
    filter('hs_searchable_calculated_mobile_number', 'CONTAINS_TOKEN', `*${phone.national}`),
  ]
  const search = async (filterGroups: typeof stored) => {
    const asked = {
      filterGroups,
      properties: [...new Set([...phoneProperties, 'createdate', ...properties])],
      sorts: [{ propertyName: 'createdate', direction: 'ASCENDING' as const }],
      limit: 100,
    }
    return (await searchRecords(caller, 'contacts', asked, deadline)).records
  }
  try {
    return await search([...stored, ...searchable])
  } catch (error) {
    // The names of the searchable properties are not confirmed; without them the stored form still finds most.
    if (error instanceof HubSpotError && error.status === 400) return search(stored)
    throw error
  }
}

const filter = (propertyName: string, operator: string, value: string) => ({
  filters: [{ propertyName, operator, value }],
})

/**
 * Creates a contact. When it is unclear whether it was created, it is only tried again with an e-mail address, which
 * HubSpot keeps unique; by phone number there might be two then.
 *
 * @throws {HubSpotError} with status 409 and `existingId` when the e-mail address is taken.
 */
export function createContact(caller: Caller, properties: Record<string, string>, deadline: number): Promise<Contact> {
  return caller.call(
    {
      what: 'create the contact',
      method: 'POST',
      path: paths.contacts,
      body: { properties },
      repeatable: properties.email !== undefined,
      deadline,
    },
    contact,
  )
}
