import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { showerFor } from '../records/shown'
import { recordUrl, type StandardType, standardTypes } from '../schema/object-types'

/** A record that was written, or is there already. */
export type WrittenRecord = {
  id: string
  url: string
  /** Name of the object type, such as `ticket`. */
  object: string
  title: string
  /** By internal name, as people read them. */
  fields: Record<string, string>
}

/** What every write answers. */
export type WriteResult = {
  status: 'done' | 'existing' | 'needsConfirmation' | 'invalid'
  record?: WrittenRecord
  confirmation?: string
  say?: string
  problems: Problem[]
}

export const invalid = (problems: Problem[]): WriteResult => ({ status: 'invalid', problems })

/** What a record is called by. */
export const titleProperties = {
  contact: ['firstname', 'lastname', 'email', 'phone'],
  company: ['name'],
  ticket: ['subject'],
  deal: ['dealname'],
} as const satisfies Record<StandardType, readonly string[]>

/** @param names of the properties that are answered, where they are filled. */
export async function writtenRecord(
  crm: Crm,
  object: StandardType,
  record: CrmRecord,
  names: readonly string[],
): Promise<WrittenRecord> {
  const { plural, typeId } = standardTypes[object]
  const shower = await showerFor(crm, plural, names)
  return {
    id: record.id,
    url: recordUrl(crm.portalId, typeId, record.id),
    object,
    title: titleOf(object, record),
    fields: shower.values(record, names),
  }
}

/** What people call a record; its ID where it has no name. */
export function titleOf(object: StandardType, { id, properties }: CrmRecord): string {
  const [first, second, ...others] = titleProperties[object].map((name) => properties[name]?.trim() || undefined)
  const name = object === 'contact' ? [first, second].filter(Boolean).join(' ') : first
  return name || others.find((value) => value !== undefined) || id
}
