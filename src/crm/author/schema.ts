import type { Owner, Pipeline, Property } from '../../hubspot/crm-schema'
import type { CrmObject } from '../schema/crm-object'

/** An object as goals are read against it. Pure data: what the bot may see of it. */
export type ObjectSchema = {
  object: CrmObject
  fields: readonly Property[]
  pipelines: readonly Pipeline[]
  owners: readonly Owner[]
  canRead: boolean
  canWrite: boolean
}
