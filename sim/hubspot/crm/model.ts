/** What a portal's CRM is made of. Times are epoch ms. */

export type Option = { label: string; value: string; hidden: boolean; displayOrder: number; description?: string }

export type Sensitivity = 'non_sensitive' | 'sensitive' | 'highly_sensitive'

/** A property definition. */
export type Property = {
  name: string
  label: string
  type: string
  fieldType: string
  groupName: string
  description: string
  options: Option[]
  displayOrder: number
  hidden: boolean
  calculated: boolean
  readOnly: boolean
  /** No two records have the same value, and a record can be read by it. */
  unique: boolean
  hubspotDefined: boolean
  formField: boolean
  /** The options stand elsewhere (owners, stages) and are not listed with the definition. */
  externalOptions: boolean
  referencedObjectType: string | undefined
  dataSensitivity: Sensitivity
  /** The account's create form demands it: a POST without it is refused. */
  required: boolean
  archived: boolean
}

/** The account demands `required` of a record whose `property` has one of `values`. */
export type Condition = { property: string; values: string[]; required: string[] }

/** The account takes only values of `property` that match. */
export type Rule = { property: string; matches: RegExp; message: string }

export type Stage = {
  id: string
  label: string
  displayOrder: number
  archived: boolean
  metadata: Record<string, string>
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' | 'READ_ONLY' | 'INTERNAL_ONLY'
}

export type Pipeline = { id: string; label: string; displayOrder: number; archived: boolean; stages: Stage[] }

/** A kind of record: one of HubSpot's own or one that the portal defined. */
export type ObjectType = {
  typeId: string
  /** As in paths: `contacts`; of a custom object the name without the portal's prefix. */
  name: string
  /** As in the names of associations: `contact`. */
  singular: string
  isCustom: boolean
  fullyQualifiedName: string
  labels: { singular: string; plural: string }
  description: string
  primaryDisplayProperty: string
  secondaryDisplayProperties: string[]
  /** Properties of which a create needs every one. */
  requiredProperties: string[]
  /** Properties of which a create needs at least one; empty for none. */
  requiredOneOf: string[]
  /** Where `query` of a search looks. */
  searchableProperties: string[]
  /** What a read shows that names no properties. */
  shownByDefault: string[]
  properties: Map<string, Property>
  pipelines: Pipeline[]
  pipelineProperty: string | undefined
  stageProperty: string | undefined
  createdProperty: string
  modifiedProperty: string
  readScopes: string[]
  writeScopes: string[]
  conditions: Condition[]
  rules: Rule[]
  archived: boolean
  createdAt: number
}

export type Values = Record<string, string>

export type CrmRecord = {
  id: string
  typeId: string
  /** As stored: without what HubSpot calculates. */
  properties: Values
  createdAt: number
  updatedAt: number
  archivedAt: number | undefined
  /** Of the records that were merged into this one. */
  mergedIds: string[]
  /** What the search shows until `until`: the state before the latest write, undefined for none. */
  stale: { view: Values | undefined; until: number }
}

/** A person or a queue that records can belong to. `id` is not the id of the user. */
export type Owner = {
  id: string
  userId: number | undefined
  email: string
  firstName: string
  lastName: string
  type: 'PERSON' | 'QUEUE'
  archived: boolean
  createdAt: number
}

export type Category = 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED' | 'WORK'

/** One direction of a way in which records of two types can be associated. */
export type AssociationType = {
  id: number
  category: Category
  from: string
  to: string
  /** None for the association as such. */
  label: string | undefined
  /** The same, seen from the other end. */
  inverse: number
  /** A record has at most one such. */
  isPrimary: boolean
}

/** What one end knows of an association. */
export type Link = { typeId: string; id: string; types: AssociationType[] }

/** Something that came in over the API and changed the CRM. */
export type CrmWrite = {
  operation: 'create' | 'update' | 'archive' | 'associate' | 'dissociate'
  object: string
  id: string
}
