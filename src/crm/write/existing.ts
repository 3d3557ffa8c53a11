import { RuntimeError } from '@botpress/sdk'
import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { showerFor } from '../records/shown'
import { titledBy, titleOf } from '../records/shown-records'
import { type CrmObject, inSentence } from '../schema/crm-object'
import { type WriteResult, written } from './write-result'

/** What is answered when there is already what was to be made. */

/** Exactly one: it is the answer, and nothing is written. */
export async function asExisting(crm: Crm, object: CrmObject, record: CrmRecord): Promise<WriteResult> {
  return { status: 'existing', record: await written(crm, object, record), problems: [] }
}

/** So many are named; the user has to tell them apart. */
const mostNamed = 5

/** Several: none is chosen. @param field the input by which they were found. */
export async function severalFit(
  crm: Crm,
  object: CrmObject,
  found: readonly CrmRecord[],
  field: string,
): Promise<Problem> {
  const shower = await showerFor(crm, object.path, titledBy(object))
  return {
    field,
    problem: `${found.length} ${lower(object.labelPlural)} fit, so none was made. Ask the user which one is meant, and use its ID.`,
    allowed: found.slice(0, mostNamed).map((record) => `${titleOf(object, shower, record)} (ID ${record.id})`),
  }
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** One may have been made that search does not show yet. */
export const maybeMade = (object: CrmObject) =>
  new RuntimeError(
    `Such a ${inSentence(object)} may have been made a moment ago, and does not show in HubSpot yet, so nothing was written. Go on without it, or try again in a minute.`,
  )
