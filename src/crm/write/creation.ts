import type { CrmRecord, NewAssociation } from '../../hubspot/records'
import type { StandardType } from '../schema/object-types'
import type { Named, Resolved } from './resolve'
import type { WriteResult } from './write-result'

/** Values as HubSpot takes them, with what is wrong with others, and what they were given as. */
export type Prepared = Resolved & { given: readonly Named[] }

/** What an action is to create. */
export type Creation = {
  /** Name of the action. */
  action: string
  object: StandardType
  /** Called again when the account's schema was read anew. */
  prepare(): Promise<Prepared>
  /** What it is associated with from the beginning, and under which inputs that was given. */
  associations: readonly NewAssociation[]
  links: readonly { field: string; object: StandardType; id: string }[]
  /** What nobody else may write meanwhile, besides in the same conversation. */
  keys: readonly string[]
  /**
   * What is there already, or stands in the way. Absent: nothing can.
   *
   * @param isToWrite whether it is created next, so that what HubSpot refuses as a conflict need not be looked for.
   */
  existing?(isToWrite: boolean): Promise<WriteResult | undefined>
  /** The same, of what was made since it was asked for; without a search. */
  meanwhile?(): Promise<WriteResult | undefined>
  /** What other processes are to know of it. */
  memory?: { going(): Promise<void>; made(id: string): Promise<void>; notMade(): Promise<void> }
  /**
   * Finds it after an unclear answer.
   *
   * @param since epoch ms; it was made no earlier.
   */
  look(properties: Readonly<Record<string, string>>, since: number, deadline: number): Promise<CrmRecord | undefined>
}
