import { type CrmRecord, readRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { latelyCreated, noteCreation } from '../find/lately-created'
import { wrongInput } from '../input/input'
import type { CrmObject } from '../schema/crm-object'
import { fieldsOf } from '../schema/visible'
import { choicesFor } from '../search/answer-search'
import { beginning } from '../search/cursor'
import { findRecords } from '../search/record-query'
import type { Where } from '../search/where'
import { asExisting, maybeMade, severalFit } from './existing'
import { lookByTitle } from './look-by-title'
import { type Named, resolve } from './resolve'
import { answered, invalid, type WriteResult } from './write-result'
import type { Sameness } from './writing'

/**
 * Keeps a record from being made twice that is known by some values. By one that is unique HubSpot answers at once, and
 * refuses a second; for others there is a memory, since its search lags behind.
 *
 * @param match one at least, of fields that may be searched.
 */
export async function sameByMatch(crm: Crm, object: CrmObject, match: readonly Named[]): Promise<Sameness> {
  const kept = await asWritten(crm, object, match)
  const unique = kept.find(({ definition }) => definition.hasUniqueValue)
  if (unique !== undefined) {
    const find = (deadline: number) => readUnique({ ...crm, deadline }, object, unique)
    return {
      keys: [`${crm.portalId}:${object.path}:${textOf([unique])}`],
      existing: async () => fitting(crm, object, match, await find(crm.deadline)),
      look: (_prepared, _since, deadline) => find(deadline),
    }
  }
  const by = textOf(kept)
  const key = { path: object.path, by }
  const lately = () => latelyCreated(crm, key, answered(object))
  return {
    keys: [`${crm.portalId}:${object.path}:${by}`],
    existing: async () => {
      const made = await lately()
      if (made !== undefined && made !== 'maybe') return asExisting(crm, object, made)
      const found = await search(crm, object, match)
      const [only] = found
      if (only !== undefined) return found.length === 1 ? asExisting(crm, object, only) : several(crm, object, found)
      if (made === 'maybe') throw maybeMade(object)
      return undefined
    },
    meanwhile: async () => {
      const made = await lately()
      return made === undefined || made === 'maybe' ? undefined : await asExisting(crm, object, made)
    },
    memory: {
      going: () => noteCreation(crm, key, {}),
      made: (id) => noteCreation(crm, key, { id }),
      notMade: () => noteCreation(crm, key, undefined),
    },
    look: lookByTitle(crm, object),
  }
}

/** As HubSpot gets the values, since an option by its label and by its value is the same. What is none stays as it is. */
async function asWritten(crm: Crm, object: CrmObject, match: readonly Named[]): Promise<Named[]> {
  const { properties } = await resolve(crm, object, match)
  return match.map((one) => ({ ...one, text: properties[one.definition.name] ?? one.text }))
}

/** The same values in another order, or in other case, are the same. */
const textOf = (match: readonly Named[]) =>
  JSON.stringify(match.map(({ definition, text }) => `${definition.name}=${keyText(definition.type, text)}`).toSorted())

/** Of longer numbers no two are made the same. */
const longestNumber = 40

function keyText(type: string, text: string): string {
  if (type !== 'number' || text.length > longestNumber) return text.toLowerCase()
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  return `${sign}${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`
}

async function readUnique(
  { caller, deadline }: Crm,
  object: CrmObject,
  { definition, text }: Named,
): Promise<CrmRecord | undefined> {
  const read = { properties: [...answered(object), definition.name], idProperty: definition.name }
  const found = await readRecord(caller, object.path, text, read, deadline)
  return found === undefined || found.archived ? undefined : found
}

/** What is unique decides; that the rest fits too is for search to say, which compares as HubSpot does. */
async function fitting(
  crm: Crm,
  object: CrmObject,
  match: readonly Named[],
  found: CrmRecord | undefined,
): Promise<WriteResult | undefined> {
  if (found === undefined) return undefined
  if (match.length > 1) {
    const problem = 'has more than one field although one of them is unique'
    throw wrongInput('match', problem, 'Give the unique one alone, and the others in "set".')
  }
  return await asExisting(crm, object, found)
}

/** As many as are named where several fit, and one more. */
const mostFound = 6

async function search(crm: Crm, object: CrmObject, match: readonly Named[]): Promise<readonly CrmRecord[]> {
  const all = match.map(({ definition, text }) => ({ field: definition.name, operator: 'is' as const, value: text }))
  const where: Where = [{ all }]
  const fields = await fieldsOf(crm, object)
  const choices = await choicesFor(crm, object, fields, where)
  const query = { where, text: undefined, associatedWith: undefined, sort: [] }
  const page = { properties: answered(object), position: beginning, limit: mostFound }
  return (await findRecords(crm, { object, fields, choices, now: Date.now() }, query, page)).records
}

const several = async (crm: Crm, object: CrmObject, found: readonly CrmRecord[]) =>
  invalid([await severalFit(crm, object, found, 'match')])
