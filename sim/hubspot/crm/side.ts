import { mustGet, type World } from '../world'
import { addPerson, addQueue } from './create-crm'
import type { Crm } from './crm'
import { changeProperty, defineAssociation, defineObject, definePipeline, defineProperty } from './define'
import { findType, recordsOf } from './find'
import { defaultWay, link, linksOf, waysBetween } from './links'
import { loadAccount } from './load'
import type { CrmSide, RecordRef } from './side-type'
import { timelineOf } from './timeline'
import { viewOf } from './view'
import { createRecord, mergeRecords, setArchived, updateRecord, type Writer } from './write'

/** The programmable side of a portal's CRM. */
export function createCrmSide(world: World, crm: Crm): CrmSide {
  const type = (object: string) => findType(crm, object)
  const writer: Writer = { world, crm, scopes: undefined }
  const stored = (object: string, id: string) => {
    const record = recordsOf(crm, type(object)).get(id)
    if (record === undefined) throw new Error(`This HubSpot has no ${object} ${id}`)
    return record
  }
  const associate = (from: RecordRef, to: RecordRef, label?: string) => {
    const [one, other] = [type(from.object), type(to.object)]
    const way =
      label === undefined ? defaultWay(crm, one, other) : waysBetween(crm, one, other).find((it) => it.label === label)
    if (way === undefined) throw new Error(`${from.object} and ${to.object} cannot be associated so`)
    const before = linksOf(crm, { type: one, id: from.id }, other).find(({ id }) => id === to.id)?.types ?? []
    link(crm, { type: one, id: from.id }, { type: other, id: to.id }, [...new Set([...before, way])])
  }
  const side: CrmSide = {
    defineObject: (input) => defineObject(crm, input, world.now()),
    defineProperty: (object, input) => defineProperty(crm, object, input),
    changeProperty: (object, name, change) => changeProperty(crm, object, name, change),
    definePipeline: (object, input) => definePipeline(crm, object, input),
    defineAssociation: (input) => defineAssociation(crm, input),
    objects: () => [...crm.types.values()].filter(({ archived }) => !archived),
    type,
    requireWhen: (object, condition) => void type(object).conditions.push(condition),
    addRule: (object, rule) => void type(object).rules.push(rule),
    addPerson: ({ user, ...person }) => addPerson(crm, person, world.now(), user),
    addQueue: (queue) => addQueue(crm, queue, world.now()),
    archiveOwner: (id) => {
      mustGet(new Map(crm.owners.map((owner) => [owner.id, owner])), id, 'owner').archived = true
    },
    owners: () => structuredClone(crm.owners),
    add: (object, values, { associate: others = [], createdAt } = {}) => {
      const record = createRecord(writer, type(object), { values, createdAt })
      for (const other of others) associate({ object, id: record.id }, other)
      return structuredClone(record)
    },
    update: (object, id, values) => structuredClone(updateRecord(writer, type(object), stored(object, id), values)),
    archive: (object, id) => setArchived(writer, type(object), stored(object, id), true),
    restore: (object, id) => setArchived(writer, type(object), stored(object, id), false),
    merge: (object, survivor, gone) =>
      mergeRecords(writer, type(object), stored(object, survivor), stored(object, gone)),
    associate,
    records: (object) => structuredClone(recordsOf(crm, type(object)).live()),
    record: (object, id) => structuredClone(stored(object, id)),
    view: (object, id) => viewOf(type(object), stored(object, id)),
    associations: (from, to) => structuredClone(linksOf(crm, { type: type(from.object), id: from.id }, type(to))),
    timeline: (contactId) => timelineOf(crm, contactId),
    writes: crm.writes,
    setSearchLag: (ms) => {
      crm.searchLagMs = ms
    },
    setAccount: (account) => void Object.assign(crm, account),
    load: (account) => loadAccount(side, account),
  }
  return side
}
