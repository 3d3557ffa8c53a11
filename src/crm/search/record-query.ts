import { associatedIds } from '../../hubspot/associations'
import { type CrmRecord, type Filter, readRecords, type Search, searchRecords } from '../../hubspot/records'
import type { Crm } from '../crm'
import { wrongInput } from '../input/input'
import type { Problem } from '../input/problem'
import { asError } from '../input/problem-text'
import { sizeOf } from '../records/fit'
import type { CrmObject } from '../schema/crm-object'
import type { Position } from './cursor'
import { type Found, foundFrom } from './search-pages'
import { comparison, type SortKey } from './sorting'
import { plannedWhere, type Searched, searchLimits, type Where } from './where'

/** What to look for. */
export type RecordQuery = {
  where: Where
  /** Words for HubSpot's own search. */
  text: string | undefined
  /** Only records that are associated with this one. */
  associatedWith: { object: CrmObject; id: string } | undefined
  /** Without any: newest first. */
  sort: readonly SortKey[]
}

/** Which part of the results. */
type Page = { properties: readonly string[]; position: Position; limit: number }

/**
 * Finds records of an object. HubSpot filters by association between its own objects only: with a custom one the associations
 * are read, which are there at once, and then the records by their IDs, or a search among these.
 *
 * @throws {RuntimeError} for what HubSpot would not take, with what is wrong and what to do.
 */
export async function findRecords(crm: Crm, searched: Searched, query: RecordQuery, page: Page): Promise<Found> {
  const { object } = searched
  const { associatedWith: other } = query
  if (other === undefined) return search(crm, searched, query, page, [])
  const isWith = associationFilter(object, other.object, other.id)
  if (isWith !== undefined) return search(crm, searched, query, page, [isWith])
  const from = { type: other.object.path, id: other.id }
  const ids = await associatedIds(crm.caller, from, object.path, crm.deadline)
  if (ids.length === 0) return none
  if (query.where.length === 0 && query.text === undefined) return byIds(crm, object, query.sort, page, ids)
  return search(crm, searched, query, page, [{ propertyName: 'hs_object_id', operator: 'IN', values: ids }])
}

const none: Found = { records: [], total: 0, next: () => undefined }

async function search(
  { caller, deadline }: Crm,
  searched: Searched,
  query: RecordQuery,
  { properties, position, limit }: Page,
  extra: readonly Filter[],
): Promise<Found> {
  const planned = plannedSearch(searched, query, properties, extra)
  if ('problems' in planned) throw asError(planned.problems)
  const { body } = planned
  const fetch = ({ after, limit: most }: { after: number; limit: number }) =>
    searchRecords(caller, searched.object.path, { ...body, limit: most, after: String(after) }, deadline)
  return foundFrom(fetch, query.sort, position, limit)
}

/**
 * A search as HubSpot takes it, with the largest limit and place that it can have. Pure.
 *
 * @param extra what has to hold besides the query's conditions.
 * @returns what is wrong with a condition, or with all of it together.
 */
export function plannedSearch(
  searched: Searched,
  { where, text, sort }: Pick<RecordQuery, 'where' | 'text' | 'sort'>,
  properties: readonly string[],
  extra: readonly Filter[],
): { body: Search } | { problems: Problem[] } {
  const planned = plannedWhere(searched, where, extra)
  if ('problems' in planned) return planned
  const [first] = sort
  const body: Search = {
    ...(planned.groups.length === 0 ? {} : { filterGroups: planned.groups }),
    ...(text === undefined ? {} : { query: text }),
    sorts: [
      first === undefined
        ? { propertyName: searched.object.createdField, direction: 'DESCENDING' }
        : { propertyName: first.property.name, direction: first.isDescending ? 'DESCENDING' : 'ASCENDING' },
    ],
    properties,
    limit: 200,
    after: '10000',
  }
  const size = sizeOf(body)
  if (size <= searchLimits.body) return { body }
  const problem = `This search has ${size} characters as HubSpot takes it, and ${searchLimits.body} are allowed. Use fewer or shorter values, fewer fields, or an "associatedWith" of fewer records.`
  return { problems: [{ field: 'where', problem }] }
}

/** HubSpot's filter for records that are associated with another; undefined where it has none. */
export function associationFilter(object: CrmObject, other: CrmObject, id: string): Filter | undefined {
  if (object.filterName === undefined || other.filterName === undefined) return undefined
  return { propertyName: `associations.${other.filterName}`, operator: 'EQ', value: id }
}

/** More than these are not read to be sorted. */
const mostSorted = 1_000

/** Records by their IDs; what is associated and was deleted meanwhile is left out. Without a sort, newest first by ID. */
async function byIds(
  { caller, deadline }: Crm,
  object: CrmObject,
  sort: readonly SortKey[],
  { properties, position: { at }, limit }: Page,
  ids: readonly string[],
): Promise<Found> {
  const ordered = ids.toSorted((a, b) => b.length - a.length || (a < b ? 1 : -1))
  if (sort.length > 0 && ids.length > mostSorted) {
    const problem = `cannot sort the ${ids.length} records that are associated with this one`
    throw wrongInput('sort', problem, 'Leave it out, or give conditions in "where".')
  }
  const wanted = sort.length > 0 ? ordered : ordered.slice(at, at + limit)
  const read = new Map<string, CrmRecord>()
  for (const one of await readRecords(caller, object.path, wanted, properties, deadline)) read.set(one.id, one)
  const present = wanted.flatMap((id) => read.get(id) ?? [])
  if (sort.length > 0) {
    const records = present.toSorted(comparison(sort)).slice(at, at + limit)
    const next = (shown: number) => (at + shown < present.length ? { at: at + shown, skip: 0 } : undefined)
    return { records, total: present.length, next }
  }
  // Where one is missing, what is shown ends later in the list of IDs.
  const next = (shown: number): Position | undefined => {
    const last = present[shown - 1]
    const place = shown >= present.length ? at + wanted.length : at + wanted.indexOf(last?.id ?? '') + 1
    return place < ids.length ? { at: place, skip: 0 } : undefined
  }
  return { records: present, total: ids.length, next }
}
