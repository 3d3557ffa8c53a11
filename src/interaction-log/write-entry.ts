import { setTimeout as sleep } from 'node:timers/promises'
import type { Crm } from '../crm/crm'
import { associatedIds } from '../hubspot/associations'
import { HubSpotError } from '../hubspot/errors'
import { createRecord, type NewAssociation, readRecord, readRecords } from '../hubspot/records'
import { timing } from '../timing'
import type { Entry } from './entry'
import { referenceOf } from './reference'

/** What became of an entry; the contact is another one where the first was merged into it. */
export type Written = { id: string; contactId: string } | { isContactGone: true }

/**
 * Writes an entry on a contact's timeline, in one call. HubSpot recognises no repetition: so where it may be there, it is
 * looked for first, and after an unclear answer as well. Whether the contact was merged or deleted is only asked when HubSpot
 * refuses.
 *
 * @throws {HubSpotError} whatever else HubSpot says; `unclear` when it may have been made and cannot be found.
 */
export async function writeEntry(crm: Crm, entry: Entry, contactId: string, mayBeThere: boolean): Promise<Written> {
  if (mayBeThere) {
    const id = await find(crm, entry, contactId)
    if (id !== undefined) return { id, contactId }
  }
  try {
    const { id } = await createRecord(crm.caller, entry.object, created(entry, contactId), crm.deadline)
    return { id, contactId }
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    if (error.outcome === 'unclear') return { id: await foundAfter(crm, entry, contactId, error), contactId }
    if (error.status !== 400 && error.status !== 404) throw error
    const contact = await readRecord(crm.caller, 'contacts', contactId, { properties: ['email'] }, crm.deadline)
    if (contact === undefined || contact.archived) return { isContactGone: true }
    if (contact.id === contactId) throw error
    return writeEntry(crm, entry, contact.id, mayBeThere)
  }
}

/** Types of HubSpot's own links (documented), by which end the entry is. */
const kinds = {
  notes: { contact: 202, companyId: 190, dealId: 214, ticketId: 228 },
  calls: { contact: 194, companyId: 182, dealId: 206, ticketId: 220 },
} as const

function created({ object, properties, links }: Entry, contactId: string) {
  const to = (id: string, typeId: number): NewAssociation => ({ to: id, kind: { category: 'HUBSPOT_DEFINED', typeId } })
  const more = (['companyId', 'dealId', 'ticketId'] as const).flatMap((field) => {
    const id = links[field]
    return id === undefined ? [] : [to(id, kinds[object][field])]
  })
  return { properties, associations: [to(contactId, kinds[object].contact), ...more] }
}

/** @throws the error that left it unclear, where it is not found. */
async function foundAfter(crm: Crm, entry: Entry, contactId: string, unclear: HubSpotError): Promise<string> {
  for (const pause of timing.logLooks) {
    if (Date.now() + pause >= crm.deadline) break
    await sleep(pause)
    // HubSpot just failed; that it fails at this too is no more news.
    const id = await find(crm, entry, contactId).catch(() => undefined)
    if (id !== undefined) return id
  }
  throw unclear
}

/** So many of a contact's newest notes or calls are looked at. */
const looked = 100

/** The entry by its reference, among what is on the contact's timeline already: by ID, since search lags. */
async function find({ caller, deadline }: Crm, { object, key }: Entry, contactId: string): Promise<string | undefined> {
  const ids = await associatedIds(caller, { type: 'contacts', id: contactId }, object, deadline)
  const newest = ids.toSorted((a, b) => Number(BigInt(b) - BigInt(a))).slice(0, looked)
  const body = object === 'notes' ? 'hs_note_body' : 'hs_call_body'
  const found = await readRecords(caller, object, newest, [body], deadline)
  const reference = referenceOf(key)
  return found.find(({ properties }) => properties[body]?.includes(reference))?.id
}
