import { reasonOf } from '../../../core/platform/reason'
import { within } from '../../../core/platform/within'
import { HubSpotError } from '../../hubspot/errors'
import { type CrmRecord, createRecord, readRecord } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { type CrmObject, inSentence } from '../schema/crm-object'
import { finderOf } from '../schema/object-types'
import { isHidden } from '../schema/visible'
import { asExisting } from './existing'
import { isUnclear, lookFor, mayHaveBeenMade, type Send } from './send'
import { answered, done, invalid, type WriteResult, written } from './write-result'
import type { Prepared, Sameness } from './writing'

/** How a record is made, for `Writing.carryOut`. */
type Making = Pick<Sameness, 'memory' | 'look'> & { object: CrmObject }

/** Makes a record; what HubSpot says to be there already is the answer. @throws as `write`. */
export const maker =
  (crm: Crm, making: Making) =>
  async (prepared: Prepared, send: Send): Promise<WriteResult> => {
    const { object } = making
    try {
      const made = await make(crm, making, prepared, send)
      return done(await written(crm, object, made, prepared.properties))
    } catch (error) {
      const existing = await alreadyThere(crm, object, error, prepared)
      if (existing === undefined) throw error
      return existing
    }
  }

/** After an unclear answer, looks for it. */
async function make(crm: Crm, making: Making, prepared: Prepared, send: Send): Promise<CrmRecord> {
  const { object, memory } = making
  const { properties, links } = prepared
  const associations = links.map(({ id, kind }) => ({ to: id, kind }))
  const since = Date.now()
  try {
    const record = await send(async (deadline) => {
      try {
        await memory?.going()
        return await createRecord(crm.caller, object.path, { properties, associations }, deadline)
      } catch (error) {
        if (!isUnclear(error)) await noted(crm, memory?.notMade())
        throw error
      }
    })
    await noted(crm, memory?.made(record.id))
    return record
  } catch (error) {
    if (!isUnclear(error)) throw error
    const record = await lookFor(crm, (deadline) => making.look(prepared, since, deadline))
    if (record === undefined) throw mayHaveBeenMade(`create the ${inSentence(object)}`, finderOf(object))
    await noted(crm, memory?.made(record.id))
    return record
  }
}

/**
 * The record that HubSpot named as being there already, when that is what it said. Not one that a field gave away which is
 * kept from the bot: whoever guessed what stands there must not learn whose it is.
 */
async function alreadyThere(
  crm: Crm,
  object: CrmObject,
  error: unknown,
  { properties, given }: Prepared,
): Promise<WriteResult | undefined> {
  if (!(error instanceof HubSpotError) || error.status !== 409 || error.existingId === undefined) return undefined
  const read = { properties: answered(object) }
  const record = await readRecord(crm.caller, object.path, error.existingId, read, crm.deadline)
  if (record === undefined || record.archived) return undefined
  const kept = given.filter(({ definition: { name } }) => isHidden(crm, object, name))
  const isByEmail = properties.email !== undefined && isSame(properties.email, record.properties.email)
  if (kept.length === 0 || isByEmail) return await asExisting(crm, object, record)
  const problem =
    'HubSpot has this already, and whose it is may not be told. Ask the user for it again, or leave it out.'
  return invalid(kept.map(({ field, definition: { label } }) => ({ field, label, problem })))
}

const isSame = (a: string, b: string | null | undefined) => a.toLowerCase() === b?.toLowerCase()

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
