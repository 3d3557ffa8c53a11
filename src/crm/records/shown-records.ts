import { shorten } from '../../../core/messages/split-text'
import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { CrmObject } from '../schema/crm-object'
import { recordUrl } from '../schema/object-types'
import { answerMax, fitting, sizeOf } from './fit'
import type { Shower } from './shown'

/** A record of whatever object, as actions answer it. */
export type ShownRecord = { id: string; url: string; object: string; title: string; fields: Record<string, string> }

/** What an answer holds besides its records. */
const besides = 500

/** @param fields to answer with, by internal name. */
export function shownRecord(
  crm: Crm,
  object: CrmObject,
  { shower, fields }: { shower: Shower; fields: readonly string[] },
  record: CrmRecord,
): ShownRecord {
  return {
    id: record.id,
    url: recordUrl(crm.portalId, object.typeId, record.id),
    object: object.name,
    title: titleOf(object, shower, record),
    fields: shower.values(record, fields),
  }
}

/** What people know a record by; where that is empty, what it is and its ID. */
export function titleOf(object: CrmObject, shower: Shower, record: CrmRecord): string {
  const title = object.titleFields.flatMap((name) => shower.value(record, name) ?? []).join(' ')
  const [other] = object.otherTitleFields.flatMap((name) => shower.value(record, name) ?? [])
  return title || other || `${object.label} ${record.id}`
}

/** The properties that a title is made of. */
export const titledBy = ({ titleFields, otherTitleFields }: CrmObject): string[] => [
  ...titleFields,
  ...otherTitleFields,
]

/** As many as an answer holds; of one alone that is too long, the values are cut further. */
export function fittingRecords(records: readonly ShownRecord[]): ShownRecord[] {
  const room = answerMax - besides
  const [first, ...others] = fitting(records, room)
  if (first === undefined) return []
  const cut = valueLengths.map((max) => cutTo(first, max)).find((record) => sizeOf(record) <= room)
  return [cut ?? cutTo(first, 0), ...others]
}

/** In UTF-16 units; at the last one, all fields that can be asked for fit, however they are written. */
const valueLengths = [600, 200, 60]

function cutTo(record: ShownRecord, max: number): ShownRecord {
  const fields = Object.entries(record.fields).map(([name, value]) => [name, shorten(value, max)])
  return { ...record, title: shorten(record.title, Math.max(max, 60)), fields: Object.fromEntries(fields) }
}
