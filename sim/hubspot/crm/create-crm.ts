import { standardAssociationTypes } from './association-types'
import type { Crm } from './crm'
import type { CrmRecord, ObjectType, Owner, Values } from './model'
import { objectType, standardTypes } from './object-types'
import { RecordStore } from './record-store'

/** A person who works in the portal, from whom an owner and a user are made. */
export type Person = { userId: string; name?: string; email: string }

/** A CRM with the objects that every portal has, and an owner and a user for each of its people. */
export function createCrm(portalId: number, people: Person[], now: number): Crm {
  let lastId = 100
  const crm: Crm = {
    portalId,
    types: new Map(),
    records: new Map(),
    associationTypes: standardAssociationTypes(),
    links: new Map(),
    owners: [],
    timeZone: 'US/Eastern',
    companyCurrency: 'USD',
    additionalCurrencies: [],
    searchLagMs: undefined,
    writes: [],
    searches: [],
    nextDefinitionId: () => {
      lastId += 1
      return lastId
    },
  }
  for (const input of standardTypes) addType(crm, objectType(input, now))
  for (const person of people) addPerson(crm, person, now)
  return crm
}

/** Adds a kind of object, without records. */
export function addType(crm: Crm, type: ObjectType): ObjectType {
  crm.types.set(type.typeId, type)
  crm.records.set(type.typeId, new RecordStore(type))
  return type
}

/** Adds the owner and the user of somebody; `more` are properties of the user. */
export function addPerson(crm: Crm, { userId, name = '', email }: Person, now: number, more: Values = {}): Owner {
  const [firstName = '', ...rest] = name.split(' ')
  const number = /^\d+$/.test(userId) ? Number(userId) : undefined
  const owner: Owner = {
    // Owner ids are not user ids, and neither are the ids of the records of users.
    id: String(90_000_000 + crm.nextDefinitionId()),
    ...{ userId: number, email, firstName, lastName: rest.join(' '), type: 'PERSON', archived: false, createdAt: now },
  }
  crm.owners.push(owner)
  const named = {
    hs_given_name: firstName,
    hs_family_name: owner.lastName,
    hs_email: email,
    hs_internal_user_id: userId,
  }
  const properties = { ...named, hs_deactivated: 'false', ...more }
  const id = String(80_000_000 + crm.nextDefinitionId())
  const record: CrmRecord = {
    ...{ id, typeId: '0-115', createdAt: now, updatedAt: now, archivedAt: undefined, mergedIds: [] },
    properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== '')),
    stale: { view: undefined, until: 0 },
  }
  crm.records.get('0-115')?.add(record)
  return owner
}

/** Adds an owner that is a queue of several people. */
export function addQueue(crm: Crm, { name, email }: { name: string; email: string }, now: number): Owner {
  const id = String(90_000_000 + crm.nextDefinitionId())
  const owner: Owner = {
    id,
    userId: undefined,
    email,
    firstName: name,
    lastName: '',
    type: 'QUEUE',
    archived: false,
    createdAt: now,
  }
  crm.owners.push(owner)
  return owner
}
