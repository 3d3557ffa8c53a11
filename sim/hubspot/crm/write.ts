import type { World } from '../world'
import { type AssociationsInput, readAssociations } from './association-input'
import { checkValues, merged } from './check'
import type { Crm } from './crm'
import { recordsOf, typeById } from './find'
import { link, moveLinks } from './links'
import type { CrmRecord, ObjectType, Values } from './model'
import { indexedView } from './view'

/** Who writes: an app with these scopes, or a person in HubSpot's screens. */
export type Writer = { world: World; crm: Crm; scopes: string[] | undefined }

export type Created = { values: Values; associations?: AssociationsInput; createdAt?: number | undefined }

/** Makes a record; throws what HubSpot answers to values and associations that it refuses, and makes nothing then. */
export function createRecord(
  writer: Writer,
  type: ObjectType,
  { values, associations = [], createdAt }: Created,
): CrmRecord {
  const { world, crm } = writer
  const stored = checkValues({ ...checkedBy(writer, type), type, given: values, record: undefined })
  const ends = readAssociations(crm, type, associations)
  const now = world.now()
  const record = recordsOf(crm, type).add({
    ...{
      id: world.nextId(),
      typeId: type.typeId,
      properties: merged(type, {}, stored),
      mergedIds: [],
      archivedAt: undefined,
    },
    createdAt: createdAt ?? now,
    updatedAt: createdAt ?? now,
    stale: { view: undefined, until: now + lagOf(writer) },
  })
  for (const { to, ways } of ends) link(crm, { type, id: record.id }, to, ways)
  note(writer, 'create', type, record.id)
  return record
}

/** Writes to a record; throws what HubSpot answers to values that it refuses, and writes nothing then. */
export function updateRecord(writer: Writer, type: ObjectType, record: CrmRecord, values: Values): CrmRecord {
  const given = keepStage(type, record, values)
  const stored = checkValues({ ...checkedBy(writer, type), type, given, record })
  change(writer, type, record, () => {
    record.properties = merged(type, record.properties, stored)
  })
  note(writer, 'update', type, record.id)
  return record
}

/** Archives a record, or takes it back. */
export function setArchived(writer: Writer, type: ObjectType, record: CrmRecord, archived: boolean): void {
  change(writer, type, record, () => {
    record.archivedAt = archived ? writer.world.now() : undefined
  })
  if (archived) note(writer, 'archive', type, record.id)
}

/** Merges `merged` into `survivor`: its id leads there from now on, and its associations and addresses move. */
export function mergeRecords(writer: Writer, type: ObjectType, survivor: CrmRecord, gone: CrmRecord): void {
  const { crm } = writer
  const store = recordsOf(crm, type)
  const emails = [survivor.properties.hs_additional_emails, gone.properties.email, gone.properties.hs_additional_emails]
  store.merge(survivor, gone)
  moveLinks(crm, { type, id: gone.id }, { type, id: survivor.id }, (id) => typeById(crm, id))
  change(writer, type, survivor, () => {
    survivor.mergedIds.push(gone.id, ...gone.mergedIds)
    survivor.properties = { ...gone.properties, ...survivor.properties }
    const more = emails.filter(Boolean).join(';')
    if (more !== '' && survivor.properties.email !== more) survivor.properties.hs_additional_emails = more
  })
}

function change({ world, ...writer }: Writer, type: ObjectType, record: CrmRecord, run: () => void): void {
  const now = world.now()
  record.stale = { view: indexedView(type, record, now), until: now + lagOf({ world, ...writer }) }
  recordsOf(writer.crm, type).change(record, run)
  record.updatedAt = now
}

/** A lifecycle stage moves forward only: to go back, it has to be cleared first. HubSpot says nothing about it. */
function keepStage(type: ObjectType, { properties }: CrmRecord, { lifecyclestage, ...others }: Values): Values {
  if (lifecyclestage === undefined) return others
  const order = type.properties.get('lifecyclestage')?.options.map(({ value }) => value) ?? []
  const before = order.indexOf(properties.lifecyclestage ?? '')
  const isBack = order.includes(lifecyclestage) && order.indexOf(lifecyclestage) < before
  return isBack ? others : { ...others, lifecyclestage }
}

/** Who writes, and what the settings say about the values. */
const checkedBy = ({ world, crm, scopes }: Writer, { name }: ObjectType) => ({
  crm,
  scopes,
  refused: name === 'contacts' && scopes !== undefined ? world.settings.refusedContactValues : [],
  bodyMax: world.settings.engagementBodyMax,
})

const lagOf = ({ world, crm }: Writer): number => crm.searchLagMs ?? world.settings.contactSearchLagMs

/** Only what came in over the API counts as written. */
function note(
  { crm, scopes }: Writer,
  operation: 'create' | 'update' | 'archive',
  { name }: ObjectType,
  id: string,
): void {
  if (scopes !== undefined) crm.writes.push({ operation, object: name, id })
}
