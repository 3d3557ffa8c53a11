import * as z from 'zod/mini'
import { type AssociationKind, kindBody } from './associations'
import type { Caller } from './caller'
import { HubSpotError } from './errors'
import { id } from './id'
import { page } from './paging'
import { paths } from './versions'

/** Records of HubSpot's CRM, of whatever object type: its name (`tickets`), or its ID (`2-12345`). */

const record = z.lazy(() =>
  z.object({
    id,
    properties: z._default(z.record(z.string(), z.nullish(z.string())), {}),
    archived: z._default(z.boolean(), false),
  }),
)
/** A record. Values are text on the wire; empty ones come as null. */
export type CrmRecord = z.infer<typeof record>

/**
 * A record by its ID, or by the value of a unique property; at once, unlike by search. HubSpot answers for a record that was
 * merged with the one it went into, whose ID is another (live, old behaviour; FACTS of the CRM).
 *
 * @returns undefined when there is none.
 */
export async function readRecord(
  caller: Caller,
  type: string,
  key: string,
  { properties, idProperty }: { properties: readonly string[]; idProperty?: string },
  deadline: number,
): Promise<CrmRecord | undefined> {
  const query = { properties: properties.join(','), ...(idProperty === undefined ? {} : { idProperty }) }
  try {
    const path = paths.record(type, key)
    return await caller.call({ what: 'read the record', method: 'GET', path, query, deadline }, record)
  } catch (error) {
    if (error instanceof HubSpotError && error.outcome === 'gone') return undefined
    throw error
  }
}

/** Records by their IDs, in no order; those that there are not are left out. One call for each hundred. */
export async function readRecords(
  caller: Caller,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
  deadline: number,
): Promise<CrmRecord[]> {
  const found: CrmRecord[] = []
  for (let at = 0; at < ids.length; at += batchMax) {
    const body = { inputs: ids.slice(at, at + batchMax).map((id) => ({ id })), properties, propertiesWithHistory: [] }
    const path = paths.recordBatchRead(type)
    const call = { what: 'read the records', method: 'POST', path, body, repeatable: true, deadline } as const
    found.push(...(await caller.call(call, page(record))).results)
  }
  return found
}

/** Records in one batch (HubSpot's objects API). */
const batchMax = 100

/** One condition of a search, as HubSpot takes it. */
export type Filter = {
  propertyName: string
  operator: string
  value?: string
  highValue?: string
  values?: readonly string[]
}

/** A search: any of the groups, of which all filters hold. */
export type Search = {
  filterGroups?: readonly { filters: readonly Filter[] }[]
  /** Looked for in the properties that HubSpot searches by default. */
  query?: string
  sorts?: readonly { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' }[]
  properties: readonly string[]
  limit: number
  after?: string
}

const hits = z.lazy(() => z.extend(page(record), { total: z._default(z.int().check(z.nonnegative()), 0) }))

/** What a search found. The index lags: what was just written is not in it. */
export type Hits = { records: CrmRecord[]; total: number; after: string | undefined }

/** Searches records. HubSpot allows five searches a second in an account, of all apps together. */
export async function searchRecords(caller: Caller, type: string, search: Search, deadline: number): Promise<Hits> {
  const path = paths.recordSearch(type)
  const call = { what: 'search', method: 'POST', path, body: search, repeatable: true, deadline } as const
  const { results, total, paging } = await caller.call(call, hits)
  return { records: results, total, after: paging?.next?.after }
}

/** A record that another one is associated with when it is made. */
export type NewAssociation = { to: string; kind: AssociationKind }

/**
 * Creates a record, with its associations, in one call. Not repeated when it is unclear whether it was created: HubSpot
 * recognises no repetition.
 *
 * @throws {HubSpotError} with `refusedProperties`, `saysNotAssociated` or `existingId` where HubSpot says so; one whose
 * outcome is `unclear` when the record may have been made.
 */
export function createRecord(
  caller: Caller,
  type: string,
  {
    properties,
    associations,
  }: { properties: Readonly<Record<string, string>>; associations: readonly NewAssociation[] },
  deadline: number,
): Promise<CrmRecord> {
  const body = {
    properties,
    associations: associations.map(({ to, kind }) => ({ to: { id: to }, types: [kindBody(kind)] })),
  }
  const call = { what: 'create the record', method: 'POST', path: paths.records(type), body, deadline } as const
  return caller.call(call, record)
}

/**
 * Changes values of a record. The same again changes nothing, so it is repeated when it is unclear whether it was done.
 *
 * @throws {HubSpotError} as `createRecord`.
 */
export function updateRecord(
  caller: Caller,
  type: string,
  id: string,
  properties: Readonly<Record<string, string>>,
  deadline: number,
): Promise<CrmRecord> {
  const path = paths.record(type, id)
  const call = {
    what: 'change the record',
    method: 'PATCH',
    path,
    body: { properties },
    repeatable: true,
    deadline,
  } as const
  return caller.call(call, record)
}
