import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { showerFor } from '../records/shown'
import { type ShownRecord, shownRecord, titledBy } from '../records/shown-records'
import type { CrmObject } from '../schema/crm-object'

/** What every write answers. */
export type WriteResult = {
  status: 'done' | 'existing' | 'needsConfirmation' | 'invalid'
  record?: ShownRecord
  confirmation?: string
  say?: string
  problems: Problem[]
}

export const invalid = (problems: Problem[]): WriteResult => ({ status: 'invalid', problems })
export const done = (record: ShownRecord): WriteResult => ({ status: 'done', record, problems: [] })

/** The properties to read of a record that is there already, and is answered as it is. */
export const answered = (object: CrmObject): string[] => [...new Set([...object.usualFields, ...titledBy(object)])]

/**
 * A record as a write answers it.
 *
 * @param properties that were written: these are answered, as HubSpot has them now. Absent: the usual ones.
 */
export async function written(
  crm: Crm,
  object: CrmObject,
  record: CrmRecord,
  properties?: Readonly<Record<string, string>>,
): Promise<ShownRecord> {
  const fields = properties === undefined ? object.usualFields : Object.keys(properties)
  const shower = await showerFor(crm, object.path, [...new Set([...fields, ...titledBy(object)])])
  const filled = { ...record, properties: { ...properties, ...record.properties } }
  return shownRecord(crm, object, { shower, fields }, filled)
}
