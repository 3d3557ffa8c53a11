import * as z from 'zod/mini'
import type { PhoneNumber } from '../../../core/people/phone-number'
import { keyedState } from '../../../core/platform/keyed-state'
import { type CrmRecord, readRecord } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'

/**
 * Records that were made lately, by what they are known by, for all processes: HubSpot's search does not know of them yet. A
 * value that is unique in HubSpot needs no memory: HubSpot answers by it at once, and refuses a second one.
 */

/** Without an ID: somebody set out to make one, and what became of it is not known. `at` is epoch ms. */
const entry = z.lazy(() => z.object({ at: z.number(), id: z.optional(z.string()) }))
const lately = keyedState('lately', entry, timing.latelyCreated)

/** By what a record is known: the path of its object, and a text that is of no other one. */
export type LatelyKey = { path: string; by: string }

/** Contacts are known by their phone number. */
export const byPhone = ({ e164 }: PhoneNumber): LatelyKey => ({ path: 'contacts', by: e164 })

const nameOf = ({ portalId }: Crm, { path, by }: LatelyKey) => `${portalId}:${path}:${by}`

/**
 * The record that was made lately under a key; by its ID HubSpot answers at once.
 *
 * @returns `maybe` when one may have been made that search does not show yet; undefined also for one that is not there any
 * more.
 */
export async function latelyCreated(
  crm: Crm,
  key: LatelyKey,
  properties: readonly string[],
): Promise<CrmRecord | 'maybe' | undefined> {
  const found = await lately.read(crm.installation, nameOf(crm, key))
  if (found === undefined) return undefined
  if (found.id === undefined) return Date.now() - found.at < timing.searchLag ? 'maybe' : undefined
  const record = await readRecord(crm.caller, key.path, found.id, { properties }, crm.deadline)
  return record === undefined || record.archived ? undefined : record
}

/**
 * Notes that a record is going to be made (no ID), was made, or surely was not (undefined).
 *
 * @throws {LockedError} when others note something for too long; what Botpress says.
 */
export function noteCreation(crm: Crm, key: LatelyKey, made: { id?: string } | undefined): Promise<void> {
  const after = made === undefined ? undefined : { at: Date.now(), ...made }
  return lately.change(crm.installation, nameOf(crm, key), () => ({ after, result: undefined }))
}
