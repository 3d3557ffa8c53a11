import type { AssociationKind } from '../../hubspot/associations'
import type { CrmRecord } from '../../hubspot/records'
import type { CrmAction } from '../action-scopes'
import type { CrmObject } from '../schema/crm-object'
import type { Named, Resolved } from './resolve'
import type { Send } from './send'
import type { WriteResult } from './write-result'

/** A record that the written one is to be linked to. */
export type Link = {
  /** Name of the input that it was given by. */
  field: string
  object: CrmObject
  id: string
  /** What the link says; undefined where it merely links. */
  label: string | undefined
  kind: AssociationKind
}

/** Values as HubSpot takes them, with what is wrong with others, and what they were given as. */
export type Prepared = Resolved & { given: readonly Named[]; links: readonly Link[] }

/** What is written: a record that is to be made, or one that is to be changed. */
export type Writing = {
  action: CrmAction
  object: CrmObject
  /** The record that is changed; undefined for a new one. */
  id?: string
  /** As it reads after "Shall I": "create a ticket". */
  asks: string
  /** As it reads after "to": "create the ticket". */
  does: string
  /** Called again when the account's schema was read anew. */
  prepare(): Promise<Prepared>
  /** What nobody else may write meanwhile, besides in the same conversation. */
  keys: readonly string[]
  /**
   * What is there already, or stands in the way. Absent: nothing can.
   *
   * @param isToWrite whether it is written next, so that what HubSpot refuses as a conflict need not be looked for.
   */
  existing?(isToWrite: boolean): Promise<WriteResult | undefined>
  /** The same, of what was made since it was asked for; without a search. */
  meanwhile?(): Promise<WriteResult | undefined>
  /** Writes, by `send`. The record has at least what HubSpot answered. */
  carryOut(prepared: Prepared, send: Send): Promise<WriteResult>
}

/** How a new record is kept from being made twice. */
export type Sameness = Pick<Writing, 'keys' | 'existing' | 'meanwhile'> & {
  /** What other processes are to know of it. */
  memory?: Memory
  /**
   * Finds it after an unclear answer.
   *
   * @param since epoch ms; it was made no earlier.
   */
  look(prepared: Prepared, since: number, deadline: number): Promise<CrmRecord | undefined>
}

/** What is told before a record is made, and after: so, or surely not. */
export type Memory = { going(): Promise<void>; made(id: string): Promise<void>; notMade(): Promise<void> }
