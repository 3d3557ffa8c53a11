import { reasonOf } from '../../../core/platform/reason'
import { within } from '../../../core/platform/within'
import { HubSpotError } from '../../hubspot/errors'
import { type CrmRecord, createRecord, readRecord } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { shownProperties } from '../records/summaries'
import { type StandardType, standardTypes } from '../schema/object-types'
import { ownObject } from '../schema/objects'
import { isHidden } from '../schema/visible'
import type { Creation } from './creation'
import { isUnclear, lookFor, mayHaveBeenMade, type Send } from './send'
import { invalid, type WriteResult, writtenRecord } from './write-result'

/** Makes the record; after an unclear answer, looks for it. @throws as `create`. */
export async function make(
  crm: Crm,
  creation: Creation,
  properties: Readonly<Record<string, string>>,
  send: Send,
): Promise<CrmRecord> {
  const { object, associations, memory } = creation
  const { plural, find } = standardTypes[object]
  const since = Date.now()
  try {
    const record = await send(async (deadline) => {
      await memory?.going()
      try {
        return await createRecord(crm.caller, plural, { properties, associations }, deadline)
      } catch (error) {
        if (!isUnclear(error)) await noted(crm, memory?.notMade())
        throw error
      }
    })
    await noted(crm, memory?.made(record.id))
    return record
  } catch (error) {
    if (!isUnclear(error)) throw error
    const record = await lookFor(crm, (deadline) => creation.look(properties, since, deadline))
    if (record === undefined) throw mayHaveBeenMade(`create the ${object}`, find)
    await noted(crm, memory?.made(record.id))
    return record
  }
}

/**
 * The record that HubSpot named as being there already, when that is what it said. Not one that a field gave away which is
 * kept from the bot: whoever guessed what stands there must not learn whose it is.
 *
 * @param given what was to be written.
 */
export async function alreadyThere(
  crm: Crm,
  object: StandardType,
  error: unknown,
  given: Readonly<Record<string, string>>,
): Promise<WriteResult | undefined> {
  if (!(error instanceof HubSpotError) || error.status !== 409 || error.existingId === undefined) return undefined
  const { plural } = standardTypes[object]
  const properties = shownProperties[object]
  const record = await readRecord(crm.caller, plural, error.existingId, { properties }, crm.deadline)
  if (record === undefined || record.archived) return undefined
  const kept = Object.keys(given).filter((name) => isHidden(crm, ownObject(crm, plural), name))
  const isByEmail = given.email !== undefined && record.properties.email?.toLowerCase() === given.email.toLowerCase()
  if (kept.length > 0 && !isByEmail) {
    const problem =
      'HubSpot has this already, and whose it is may not be told. Ask the user for it again, or leave it out.'
    return invalid(kept.map((field) => ({ field, problem })))
  }
  return { status: 'existing', record: await writtenRecord(crm, object, record, properties), problems: [] }
}

/** What is written in HubSpot is written: that others learn of it late is no reason to say anything else. */
async function noted({ installation: { logger }, deadline }: Crm, noting: Promise<void> | undefined): Promise<void> {
  if (noting === undefined) return
  const until = Math.min(Date.now() + timing.crmNoting, deadline - timing.crmTellReserve / 2)
  try {
    await within(until, 'note what was made', noting)
  } catch (error) {
    logger.warn('What became of a new record could not be noted. %s', reasonOf(error))
  }
}
