import type { AssociationType, CrmWrite, Link, ObjectType, Owner } from './model'
import type { RecordStore } from './record-store'

/** All of a portal's CRM. */
export type Crm = {
  portalId: number
  types: Map<string, ObjectType>
  records: Map<string, RecordStore>
  associationTypes: AssociationType[]
  /** By type id and record id. */
  links: Map<string, Link[]>
  owners: Owner[]
  timeZone: string
  companyCurrency: string
  additionalCurrencies: string[]
  /** For how long the search does not know of a write, in ms; undefined: as the settings say. */
  searchLagMs: number | undefined
  writes: CrmWrite[]
  /** When the latest searches came in, by our clock. */
  searches: number[]
  /** Ids for what is defined here, apart from those of records. */
  nextDefinitionId: () => number
}
