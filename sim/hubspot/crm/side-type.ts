import type { AccountData } from './account'
import type { Crm } from './crm'
import type { AssociationInput, CustomObjectInput } from './define'
import type {
  AssociationType,
  Condition,
  CrmRecord,
  CrmWrite,
  Link,
  ObjectType,
  Owner,
  Property,
  Rule,
  Values,
} from './model'
import type { PipelineInput } from './pipeline'
import type { PropertyInput } from './property'
import type { Timeline } from './timeline'

export type RecordRef = { object: string; id: string }

/**
 * What people do in the CRM of a portal: administrators who define things, users who write records, whom no read-only
 * property and no demand of the account stops. Kinds of objects are named as in paths. Records are handed out as copies.
 */
export type CrmSide = {
  defineObject(input: CustomObjectInput): ObjectType
  defineProperty(object: string, input: PropertyInput): Property
  /** Options are replaced as a whole. `archived`, `required`, `hidden` and the like are changed here, too. */
  changeProperty(object: string, name: string, change: Partial<PropertyInput>): Property
  definePipeline(object: string, input: PipelineInput): void
  /** Another label, or that two kinds of objects can be associated at all. */
  defineAssociation(input: AssociationInput): AssociationType
  /** Every kind of object that the account has. */
  objects(): ObjectType[]
  /** The kind of object itself: what is changed in it counts at once. */
  type(object: string): ObjectType
  /** Properties that a record of one kind needs whose other property has one of these values. */
  requireWhen(object: string, condition: Condition): void
  /** The only values of a property that the account takes. */
  addRule(object: string, rule: Rule): void
  /** Somebody else who works here, as an owner; `user` are properties of the record among the users. */
  addPerson(person: { userId: string; name: string; email: string; user?: Values }): Owner
  addQueue(queue: { name: string; email: string }): Owner
  archiveOwner(id: string): void
  owners(): Owner[]
  /** Throws what the API would answer to values that it refuses. */
  add(object: string, values: Values, more?: { associate?: RecordRef[]; createdAt?: number }): CrmRecord
  update(object: string, id: string, values: Values): CrmRecord
  archive(object: string, id: string): void
  restore(object: string, id: string): void
  /** The id of `gone` leads to `survivor` from now on. */
  merge(object: string, survivor: string, gone: string): void
  /** Adds to how they are associated; by the label, or as such. */
  associate(from: RecordRef, to: RecordRef, label?: string): void
  /** Oldest first, without archived ones. */
  records(object: string): CrmRecord[]
  /** Also an archived one. Throws for one that does not exist. */
  record(object: string, id: string): CrmRecord
  /** The record as HubSpot shows it: with what it calculates. */
  view(object: string, id: string): Values
  associations(from: RecordRef, to: string): Link[]
  /** The notes and calls of a contact; for the id of one that was merged, the survivor's. */
  timeline(contactId: string): Timeline
  /** What came in over the API and changed something, oldest first; emptied by `length = 0`. */
  writes: CrmWrite[]
  /** For how long the search does not know of a write, in ms; undefined: as the settings say. */
  setSearchLag(ms: number | undefined): void
  setAccount(account: Partial<Pick<Crm, 'timeZone' | 'companyCurrency' | 'additionalCurrencies'>>): void
  /** Puts an example account in; returns the ids of its records by their keys. */
  load(account: AccountData): Map<string, string>
}
