import { HubSpotError } from '../../hubspot/errors'
import { type CrmRecord, readRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { idOf, wrongInput } from '../input/input'

/** The contact that somebody says they are. */

/** @throws {RuntimeError} when it is missing, or none. */
export function contactIdOf(given: string): string {
  const contactId = idOf('contactId', given)
  if (contactId !== undefined) return contactId
  throw wrongInput(
    'contactId',
    'is missing',
    'Find the contact with findContact first, and take the ID from its answer.',
  )
}

/** The contact of an ID, also under another one that it had before it was merged; undefined when there is none. */
export async function contactOf(
  { caller, deadline }: Crm,
  contactId: string,
  properties: readonly string[],
): Promise<CrmRecord | undefined> {
  try {
    const record = await readRecord(caller, 'contacts', contactId, { properties }, deadline)
    return record?.archived ? undefined : record
  } catch (error) {
    // A number that is too large to be an ID is as good as one that nobody has.
    if (error instanceof HubSpotError && error.status === 400) return undefined
    throw error
  }
}
