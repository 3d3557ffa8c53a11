import * as z from 'zod'
import { invalid, missingScopes } from '../errors'
import { seenLinks } from './association-input'
import type { Crm } from './crm'
import { checkFilter, type Filter, filter, passes, tokensOf, toNumber } from './filters'
import { findType, liveProperty, recordsOf, sensitiveScopes } from './find'
import type { CrmRecord, ObjectType, Values } from './model'
import { unknownProperty } from './problems'
import { indexedView } from './view'

const sort = z.strictObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).optional() })

/** Nothing of it is needed in practice, whatever the published spec requires. */
export const searchBody = z.strictObject({
  filterGroups: z
    .array(z.strictObject({ filters: z.array(filter).min(1).max(6) }))
    .max(5)
    .default([]),
  properties: z.array(z.string()).optional(),
  limit: z.int().min(1).max(200).default(10),
  after: z.string().regex(/^\d*$/).default('0'),
  /** Objects as the guides have it, or texts as the spec does, with `-` in front for descending. */
  sorts: z
    .array(z.union([z.string(), sort]))
    .max(1)
    .default([]),
  query: z.string().max(3000).optional(),
})
export type SearchBody = z.infer<typeof searchBody>

export type Searching = { crm: Crm; type: ObjectType; now: number; scopes: string[]; negationsMatchEmpty: boolean }

type Test = (record: CrmRecord, view: Values) => boolean

/** The records that match any group, that is all filters of it; oldest first unless `sorts` says otherwise. */
export function searchRecords(searching: Searching, body: SearchBody): CrmRecord[] {
  const { crm, type, now } = searching
  if (body.filterGroups.flatMap(({ filters }) => filters).length > 18) throw invalid('at most 18 filters are allowed')
  if (Number(body.after) + body.limit > 10_000) throw invalid('paging ends at 10,000 results')
  const groups = body.filterGroups.map(({ filters }) => filters.map((it) => testOf(searching, it)))
  const words = body.query === undefined ? [] : tokensOf(body.query)
  const views = new Map<CrmRecord, Values>()
  for (const record of recordsOf(crm, type).live()) {
    const view = indexedView(type, record, now)
    if (view === undefined || !hasWords(type, view, words)) continue
    if (groups.length === 0 || groups.some((tests) => tests.every((test) => test(record, view))))
      views.set(record, view)
  }
  return sorted(type, views, body.sorts[0])
}

function testOf(searching: Searching, it: Filter): Test {
  if (it.propertyName.startsWith('associations.')) return associationTest(searching, it)
  if (it.propertyName === 'hs_body_preview_html') throw invalid('hs_body_preview_html cannot be filtered by')
  const property = checkFilter(searching.type, it)
  const needed = sensitiveScopes(searching.type, property, 'read')
  if (needed.length > 0 && !needed.some((scope) => searching.scopes.includes(scope))) throw missingScopes(needed)
  return (_record, view) => passes(property, it, view, searching.negationsMatchEmpty)
}

/** HubSpot filters by association between objects of its own only. */
function associationTest({ crm, type }: Searching, { propertyName, operator, value }: Filter): Test {
  const to = findType(crm, propertyName.slice('associations.'.length))
  if (type.isCustom || to.isCustom) throw invalid(`${propertyName}: custom objects cannot be filtered by association`)
  if (operator !== 'EQ' || !value) throw invalid(`${propertyName} takes EQ with the ID of a record`)
  return ({ id }) => seenLinks(crm, { type, id }, to).some((link) => link.id === value)
}

function hasWords({ searchableProperties }: ObjectType, view: Values, words: string[]): boolean {
  if (words.length === 0) return true
  const found = new Set(searchableProperties.flatMap((name) => tokensOf(view[name] ?? '')))
  return words.every((word) => found.has(word))
}

function sorted(
  type: ObjectType,
  views: Map<CrmRecord, Values>,
  by: SearchBody['sorts'][number] | undefined,
): CrmRecord[] {
  const records = [...views.keys()].sort((a, b) => a.createdAt - b.createdAt || Number(a.id) - Number(b.id))
  if (by === undefined) return records
  const name = typeof by === 'string' ? by.replace(/^-/, '') : by.propertyName
  const descending = typeof by === 'string' ? by.startsWith('-') : by.direction === 'DESCENDING'
  const property = liveProperty(type, name)
  if (property === undefined) throw unknownProperty(name)
  const isText = !['number', 'date', 'datetime'].includes(property.type)
  const compare = (a: string, b: string) =>
    isText ? (a < b ? -1 : a > b ? 1 : 0) : toNumber(a, property) - toNumber(b, property)
  return records.sort((a, b) => {
    const [one, other] = [views.get(a)?.[name], views.get(b)?.[name]]
    // Those without a value come last, whichever way.
    if (one === undefined || other === undefined) return (one === undefined ? 1 : 0) - (other === undefined ? 1 : 0)
    return descending ? compare(other, one) : compare(one, other)
  })
}
