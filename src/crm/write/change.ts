import { RuntimeError } from '@botpress/sdk'
import { reasonOf } from '../../../core/platform/reason'
import { associate, kindsBetween } from '../../hubspot/associations'
import { HubSpotError } from '../../hubspot/errors'
import { type CrmRecord, updateRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { type CrmObject, inSentence } from '../schema/crm-object'
import { finderOf } from '../schema/object-types'
import { takenValue } from './refusal'
import { isUnclear, mayHaveBeenMade, type Send } from './send'
import { done, invalid, type WriteResult, written } from './write-result'
import type { Link, Prepared } from './writing'

/**
 * Changes a record, then links it; either can be done again and changes nothing more.
 *
 * @throws as `write`.
 */
export async function change(
  crm: Crm,
  object: CrmObject,
  current: CrmRecord,
  prepared: Prepared,
  send: Send,
): Promise<WriteResult> {
  const { properties, links } = prepared
  try {
    const record = await send(async (deadline) => {
      const isChanged = Object.keys(properties).length > 0
      const after = isChanged ? await updateRecord(crm.caller, object.path, current.id, properties, deadline) : current
      try {
        for (const one of links) await link(crm, { type: object.path, id: current.id }, one, deadline)
      } catch (error) {
        throw isChanged && !isUnclear(error) ? notLinked(error) : error
      }
      return { ...after, properties: { ...current.properties, ...after.properties } }
    })
    return done(await written(crm, object, record, properties))
  } catch (error) {
    if (isUnclear(error)) throw mayHaveBeenMade(`change the ${inSentence(object)}`, finderOf(object))
    if (error instanceof HubSpotError && error.status === 409) return invalid([taken(prepared)])
    throw error
  }
}

/** HubSpot puts new kinds of links in the place of those that there are, so these go along. */
async function link(crm: Crm, from: { type: string; id: string }, { object, id, kind }: Link, deadline: number) {
  const to = { type: object.path, id }
  const there = await kindsBetween(crm.caller, from, to, deadline)
  const isThere = there.some(({ category, typeId }) => category === kind.category && typeId === kind.typeId)
  if (!isThere) await associate(crm.caller, from, to, [...there, kind], deadline)
}

const notLinked = (error: unknown) =>
  new RuntimeError(
    `The values were changed, but the record could not be linked. ${reasonOf(error)} Do not change the values again; look up the record to link to, and call this with that link alone.`,
  )

function taken({ given }: Prepared) {
  const unique = given.find(({ definition }) => definition.hasUniqueValue || definition.name === 'email') ?? given[0]
  return {
    field: unique?.field ?? 'set',
    ...(unique === undefined ? {} : { label: unique.definition.label }),
    ...takenValue,
  }
}
