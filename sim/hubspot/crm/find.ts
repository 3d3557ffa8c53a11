import { invalid } from '../errors'
import type { Crm } from './crm'
import type { ObjectType, Property } from './model'
import type { RecordStore } from './record-store'

/**
 * The kind of object that a path names: by name, by type id, or a custom one by its full name, with or without the
 * portal's id in it. Throws HubSpot's 400 for any other.
 */
export function findType(crm: Crm, text: string): ObjectType {
  const type = [...crm.types.values()].find((it) => !it.archived && namesOf(it).includes(text.toLowerCase()))
  if (type === undefined) throw invalid(`Unable to infer object type from: ${text}`)
  return type
}

function namesOf({ typeId, name, singular, isCustom, fullyQualifiedName }: ObjectType): string[] {
  const names = isCustom ? [typeId, fullyQualifiedName, `p_${name}`] : [typeId, name, singular]
  return names.map((it) => it.toLowerCase())
}

/** A kind of object by its type id. */
export function typeById(crm: Crm, typeId: string): ObjectType {
  const type = crm.types.get(typeId)
  if (type === undefined) throw new Error(`This portal has no object type ${typeId}`)
  return type
}

export function recordsOf(crm: Crm, { typeId, name }: ObjectType): RecordStore {
  const store = crm.records.get(typeId)
  if (store === undefined) throw new Error(`This portal keeps no records of ${name}`)
  return store
}

/** The property that is not archived; undefined when there is none. */
export function liveProperty(type: ObjectType, name: string): Property | undefined {
  const property = type.properties.get(name)
  return property?.archived ? undefined : property
}

/** Whether a record can be read or written by this property in place of its id. */
export const isKey = (type: ObjectType, name: string): boolean =>
  (type.name === 'contacts' && name === 'email') || liveProperty(type, name)?.unique === true

/** The scopes, any of which allows to see or write values of sensitive properties; none for others. */
export function sensitiveScopes(
  { name, isCustom }: ObjectType,
  { dataSensitivity }: Property,
  access: 'read' | 'write',
) {
  if (dataSensitivity === 'non_sensitive') return []
  if (name === 'tickets') return [`tickets.${dataSensitivity}.v2`]
  return [`crm.objects.${isCustom ? 'custom' : name}.${dataSensitivity}.${access}.v2`]
}
