import * as z from 'zod'
import type { PhoneNumber } from '../../core/people/phone-number'
import type { Caller } from './caller'
import { HubSpotError } from './errors'
import { id } from './id'
import { page } from './paging'
import { paths } from './versions'

/** HubSpot's CRM contacts, as far as an escalation needs them. */

const contact = z.object({
  id,
  properties: z.record(z.string(), z.string().nullish()).default({}),
})
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

/**
 * Contacts whose phone or mobile number may be this one, oldest first. The searchable form of a number in HubSpot has no
 * country code, so a hit can be another country's number: the caller has to compare.
 */
export async function contactsByPhone(caller: Caller, phone: PhoneNumber, deadline: number): Promise<Contact[]> {
  const stored = [equals('phone', phone.e164), equals('mobilephone', phone.e164)]
  const searchable = [
    equals('hs_searchable_calculated_phone_number', phone.national),
    equals('hs_searchable_calculated_mobile_number', phone.national),
  ]
  try {
    return await search(caller, [...stored, ...searchable], deadline)
  } catch (error) {
    // The names of the searchable properties are not confirmed; without them the stored form still finds most.
    if (error instanceof HubSpotError && error.status === 400) return search(caller, stored, deadline)
    throw error
  }
}

const equals = (propertyName: string, value: string) => ({ filters: [{ propertyName, operator: 'EQ', value }] })

async function search(caller: Caller, filterGroups: object[], deadline: number): Promise<Contact[]> {
  const { results } = await caller.call(
    {
      what: 'search the contact by phone number',
      method: 'POST',
      path: paths.contactSearch,
      body: {
        filterGroups,
        properties: ['phone', 'mobilephone', 'createdate'],
        sorts: ['createdate'],
        limit: 100,
      },
      repeatable: true,
      deadline,
    },
    page(contact),
  )
  return results
}

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
