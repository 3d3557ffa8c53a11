import type { CustomObjectInput } from './define'
import type { Values } from './model'
import type { PipelineInput } from './pipeline'
import type { PropertyInput } from './property'

/** A record of an example account; `key` is how others of it name it. */
export type RecordInput = { key: string; object: string; values: Values; with?: string[]; createdAt?: string }

/** What an example account has beside what every portal has, to be loaded with `crm(portalId).load`. */
export type AccountData = {
  timeZone: string
  companyCurrency: string
  additionalCurrencies: string[]
  people: { userId: string; name: string; email: string; user?: Values }[]
  queues: { name: string; email: string }[]
  objects: CustomObjectInput[]
  /** By kind of object: properties of the account's own. */
  properties: Record<string, PropertyInput[]>
  /** By kind of object: in place of those that it would have. */
  pipelines: Record<string, PipelineInput[]>
  /** By kind of object: what the create form demands. */
  required: Record<string, string[]>
  records: RecordInput[]
}
