import { associationPair } from './association-types'
import { addType } from './create-crm'
import type { Crm } from './crm'
import { findType, typeById } from './find'
import type { AssociationType, ObjectType, Property } from './model'
import { objectType } from './object-types'
import { type PipelineInput, pipeline } from './pipeline'
import { option, type PropertyInput, property } from './property'
import { always, owner } from './standard/shared'

export type CustomObjectInput = {
  /** Without the portal's prefix. */
  name: string
  labels: { singular: string; plural: string }
  description?: string
  properties: PropertyInput[]
  primaryDisplayProperty: string
  secondaryDisplayProperties?: string[]
  /** Needed for a create; default: the primary one. */
  requiredProperties?: string[]
  /** Default: the primary one. */
  searchableProperties?: string[]
  /** With them the object has `hs_pipeline` and `hs_pipeline_stage`. */
  pipelines?: PipelineInput[]
  /** Kinds of objects that it can be associated with. */
  associatedObjects?: string[]
}

const stageProperties: PropertyInput[] = [
  { name: 'hs_pipeline', label: 'Pipeline', type: 'enumeration', externalOptions: true, hubspotDefined: true },
  {
    name: 'hs_pipeline_stage',
    label: 'Pipeline stage',
    type: 'enumeration',
    externalOptions: true,
    hubspotDefined: true,
  },
]

/** Makes a custom object of the portal, with a type id of its own. */
export function defineObject(crm: Crm, input: CustomObjectInput, now: number): ObjectType {
  const { pipelines = [], associatedObjects = [], properties, primaryDisplayProperty, ...rest } = input
  const type = objectType(
    {
      typeId: `2-${1_000_000 + crm.nextDefinitionId()}`,
      singular: input.name,
      isCustom: true,
      fullyQualifiedName: `p${crm.portalId}_${input.name}`,
      readScopes: ['crm.objects.custom.read'],
      writeScopes: ['crm.objects.custom.write'],
      requiredProperties: [primaryDisplayProperty],
      searchableProperties: [primaryDisplayProperty],
      ...rest,
      primaryDisplayProperty,
      properties: [
        ...always('hs_createdate', 'hs_lastmodifieddate'),
        owner,
        ...(pipelines.length > 0 ? stageProperties : []),
        ...properties,
      ],
      ...(pipelines.length > 0
        ? { pipelines, pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' }
        : {}),
    },
    now,
  )
  addType(crm, type)
  for (const name of associatedObjects) defineAssociation(crm, { from: type.typeId, to: name })
  return type
}

/** Adds a property, or takes the place of one with its name. */
export function defineProperty(crm: Crm, object: string, input: PropertyInput): Property {
  const defined = property(input)
  findType(crm, object).properties.set(input.name, defined)
  return defined
}

/** Changes a definition; options are replaced as a whole. */
export function changeProperty(crm: Crm, object: string, name: string, change: Partial<PropertyInput>): Property {
  const { options, ...others } = change
  const found = findType(crm, object).properties.get(name)
  if (found === undefined) throw new Error(`${object} has no property ${name}`)
  Object.assign(found, others, options === undefined ? {} : { options: options.map(option) })
  return found
}

/** Adds a pipeline, or takes the place of one with its id. */
export function definePipeline(crm: Crm, object: string, input: PipelineInput): void {
  const type = findType(crm, object)
  const others = type.pipelines.filter(({ id }) => id !== input.id)
  type.pipelines = [...others, pipeline(input, others.length, type.name)]
}

export type AssociationInput = {
  from: string
  to: string
  /** Without: the association as such, which HubSpot's own objects have among each other anyway. */
  label?: string
  /** How it reads from the other end; default the same. */
  inverseLabel?: string
}

/** Lets records of two kinds be associated, in both directions; the ids are the portal's own. Returns the first one. */
export function defineAssociation(
  crm: Crm,
  { from, to, label, inverseLabel = label }: AssociationInput,
): AssociationType {
  const [one, other] = [findType(crm, from), findType(crm, to)]
  const back = crm.nextDefinitionId()
  const pair = { id: crm.nextDefinitionId(), back, from: one.typeId, to: other.typeId }
  const ways = associationPair({ ...pair, label, inverseLabel, category: 'USER_DEFINED' })
  crm.associationTypes.push(...ways)
  const [way] = ways
  if (way === undefined) throw new Error(`${typeById(crm, one.typeId).name} has no way to ${to}`)
  return way
}
