import { seenLinks } from './association-input'
import type { Crm } from './crm'
import { liveProperty, sensitiveScopes } from './find'
import type { CrmRecord, ObjectType } from './model'
import { viewOf } from './view'

export type RecordBody = {
  id: string
  properties: Record<string, string | null>
  createdAt: string
  updatedAt: string
  archived: boolean
  archivedAt?: string
}

/**
 * A record as the API shows it. `asked` takes the place of what is shown by default; what is asked for and has no value
 * is null, what does not exist is left out. Values of sensitive properties show to those with the scope only.
 */
export function recordBody(type: ObjectType, record: CrmRecord, asked: string[], scopes: string[]): RecordBody {
  const view = viewOf(type, record)
  const names = new Set(asked.length > 0 ? asked : type.shownByDefault)
  for (const name of ['hs_object_id', type.createdProperty, type.modifiedProperty]) names.add(name)
  const shown = [...names].filter((name) => isShown(type, name, scopes))
  return {
    id: record.id,
    properties: Object.fromEntries(shown.map((name) => [name, view[name] ?? null])),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: new Date(record.archivedAt).toISOString() }),
  }
}

function isShown(type: ObjectType, name: string, scopes: string[]): boolean {
  const property = liveProperty(type, name)
  if (property === undefined) return false
  const needed = sensitiveScopes(type, property, 'read')
  return needed.length === 0 || needed.some((scope) => scopes.includes(scope))
}

/** A record after a write: what is shown by default and what it has. */
export function writtenBody(type: ObjectType, record: CrmRecord, scopes: string[]): RecordBody {
  const has = Object.keys(viewOf(type, record)).filter((name) => !type.properties.get(name)?.hidden)
  return recordBody(type, record, [...type.shownByDefault, ...has], scopes)
}

/** What a record is associated with, of these kinds, as a read shows it that asks for it. */
export function associationsBody(crm: Crm, type: ObjectType, { id }: CrmRecord, kinds: ObjectType[]) {
  const lists = kinds.flatMap((to): [string, { results: { id: string; type: string }[] }][] => {
    const links = seenLinks(crm, { type, id }, to)
    const results = links.map((link) => ({ id: link.id, type: `${nameOf(type)}_to_${nameOf(to)}` }))
    return results.length === 0 ? [] : [[to.isCustom ? to.fullyQualifiedName : to.name, { results }]]
  })
  return lists.length === 0 ? {} : { associations: Object.fromEntries(lists) }
}

const nameOf = ({ isCustom, fullyQualifiedName, singular }: ObjectType) => (isCustom ? fullyQualifiedName : singular)
