import * as z from 'zod'
import type { PhoneNumber } from '../../../core/people/phone-number'
import { keyedState } from '../../../core/platform/keyed-state'
import { type CrmRecord, readRecord } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'

/**
 * Contacts that were made lately, by phone number, for all processes: HubSpot's search does not know of them yet. An e-mail
 * address needs no memory, since HubSpot answers by it at once and keeps it unique.
 */

/** Without an ID: somebody set out to make one, and what became of it is not known. `at` is epoch ms. */
const entry = z.lazy(() => z.object({ at: z.number(), id: z.string().optional() }))
const lately = keyedState('lately', entry, timing.latelyCreated)

const keyOf = ({ portalId }: Crm, { e164 }: PhoneNumber) => `${portalId}:contacts:${e164}`

/**
 * The contact that was made lately for a phone number.
 *
 * @returns its ID; `maybe` when one may have been made that search does not show yet.
 */
export async function latelyCreated(crm: Crm, phone: PhoneNumber): Promise<{ id: string } | 'maybe' | undefined> {
  const found = await lately.read(crm.installation, keyOf(crm, phone))
  if (found === undefined) return undefined
  if (found.id !== undefined) return { id: found.id }
  return Date.now() - found.at < timing.searchLag ? 'maybe' : undefined
}

/**
 * The same, read: by its ID HubSpot answers at once.
 *
 * @returns undefined also for one that is not there any more.
 */
export async function contactLatelyCreated(
  crm: Crm,
  phone: PhoneNumber,
  properties: readonly string[],
): Promise<CrmRecord | 'maybe' | undefined> {
  const made = await latelyCreated(crm, phone)
  if (made === undefined || made === 'maybe') return made
  const record = await readRecord(crm.caller, 'contacts', made.id, { properties }, crm.deadline)
  return record === undefined || record.archived ? undefined : record
}

/**
 * Notes that a contact is going to be made (no ID), was made, or surely was not (undefined).
 *
 * @throws {LockedError} when others note something for too long; what Botpress says.
 */
export function noteCreation(crm: Crm, phone: PhoneNumber, made: { id?: string } | undefined): Promise<void> {
  const after = made === undefined ? undefined : { at: Date.now(), ...made }
  return lately.change(crm.installation, keyOf(crm, phone), () => ({ after, result: undefined }))
}
