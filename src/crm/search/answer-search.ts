import type { Property } from '../../hubspot/crm-schema'
import type { Crm } from '../crm'
import { idOf, limitOf, textOf, wrongInput } from '../input/input'
import { showerFor } from '../records/shown'
import { fittingRecords, shownRecord } from '../records/shown-records'
import { ownersOf, pipelinesOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'
import { type FieldKind, kindOf } from '../schema/field-kinds'
import { fieldsFor, findProperty } from '../schema/fields'
import { objectNamed } from '../schema/objects'
import { assertTextVisible, fieldsOf } from '../schema/visible'
import { beginning, cursorFor, positionFrom, queryKey } from './cursor'
import { findRecords, type RecordQuery } from './record-query'
import type { Choices } from './search-values'
import { type GivenSort, sortKeys } from './sort-keys'
import type { Where } from './where'

/** What to look for, and what to answer of it. */
export type SearchInput = {
  object: string
  where?: Where | undefined
  text?: string | undefined
  associatedWith?: { object: string; id: string } | undefined
  sort?: GivenSort | undefined
  fields?: readonly string[] | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/**
 * Finds records of an object, and puts them as people read them.
 *
 * @throws {RuntimeError} for what cannot be looked for, with what is wrong and what to do.
 */
export async function answerSearch(crm: Crm, input: SearchInput, limits: { usual: number; most: number }) {
  const object = await readable(crm, input.object)
  const fields = await fieldsOf(crm, object)
  const text = textOf(input.text)
  if (text !== undefined) assertTextVisible(crm, object, 'text')
  const query: RecordQuery = {
    where: input.where ?? [],
    text,
    associatedWith: await associate(crm, input.associatedWith),
    sort: sortKeys(object, fields, input.sort ?? []),
  }
  const key = queryKey([crm.portalId, object.typeId, input.where, query.text, input.associatedWith, input.sort])
  const cursor = textOf(input.cursor)
  const position = cursor === undefined ? beginning : positionFrom(cursor, key)
  const asked = await fieldsFor(crm, object.path, input.fields)
  const shown = asked.length > 0 ? asked : object.usualFields
  const properties = requested(object, shown, query).filter((name) => fields.some((field) => field.name === name))
  const choices = await choicesFor(crm, object, fields, query.where)
  const page = { properties, position, limit: limitOf(input.limit, limits) }
  const found = await findRecords(crm, { object, fields, choices, now: Date.now() }, query, page)
  const shower = await showerFor(crm, object.path, properties)
  const records = fittingRecords(
    found.records.map((record) => shownRecord(crm, object, { shower, fields: shown }, record)),
  )
  const next = found.next(records.length)
  return { records, total: found.total, ...(next === undefined ? {} : { cursor: cursorFor(key, next) }) }
}

/** @throws {RuntimeError} for what may be written only. */
async function readable(crm: Crm, name: string, field = 'object'): Promise<CrmObject> {
  const object = await objectNamed(crm, name, field)
  if (object.isReadable) return object
  const problem = `names ${object.labelPlural}, which this bot can create but not read`
  throw wrongInput(field, problem, 'Do not try again; tell the user that this is not possible.')
}

async function associate(crm: Crm, given: { object: string; id: string } | undefined) {
  if (given === undefined) return undefined
  const field = 'associatedWith.id'
  const id = idOf(field, given.id)
  if (id === undefined) throw wrongInput(field, 'is missing', 'Take the ID from an earlier answer.')
  return { object: await readable(crm, given.object, 'associatedWith.object'), id }
}

/** What the answer, its titles and the sort need. */
export function requested(object: CrmObject, shown: readonly string[], { sort }: Pick<RecordQuery, 'sort'>): string[] {
  const sorted = sort.map(({ property }) => property.name)
  return [...new Set([...shown, ...object.titleFields, object.primaryField, ...sorted])]
}

/** Owners and pipelines, where conditions are about them. */
export async function choicesFor(
  crm: Crm,
  object: CrmObject,
  fields: readonly Property[],
  where: Where,
): Promise<Choices> {
  const kinds = new Set<FieldKind>()
  for (const { field } of where.flatMap(({ all }) => all)) {
    const found = findProperty(fields, field.trim())
    if ('property' in found) kinds.add(kindOf(object, found.property))
  }
  const [owners, pipelines] = await Promise.all([
    kinds.has('owner') ? ownersOf(crm) : [],
    kinds.has('pipeline') || kinds.has('stage') ? pipelinesOf(crm, object.path) : [],
  ])
  return { owners, pipelines }
}
