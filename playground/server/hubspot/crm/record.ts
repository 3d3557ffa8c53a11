import type { CrmSide, ObjectType, Property, CrmRecord as Stored } from '../../../../sim/hubspot'
import { isClosed } from '../../../../sim/hubspot/crm/pipeline'
import type { CrmLink, CrmRecord, CrmStage } from '../../../crm-protocol'

export type Fact = CrmRecord['facts'][number]

/** What people call a record: a contact by name, whatever else by what its kind is called by. */
export function titleOf(type: ObjectType, properties: Stored['properties']): string {
  const { firstname = '', lastname = '', email = '' } = properties
  const name = type.name === 'contacts' ? `${firstname} ${lastname}`.trim() || email : ''
  return name || properties[type.primaryDisplayProperty] || type.labels.singular
}

/** What is filled in, in the order in which the account lists its properties; the stage has a place of its own. */
export function factsOf(crm: CrmSide, type: ObjectType, { properties }: Stored): Fact[] {
  return [...type.properties.values()].flatMap((property) => {
    const value = properties[property.name] ?? ''
    return value === ''
      ? []
      : [{ name: property.name, label: property.label, value: inWords(crm, type, property, value) }]
  })
}

function inWords(crm: CrmSide, type: ObjectType, { name, type: kind, options }: Property, value: string): string {
  if (name === type.pipelineProperty) return type.pipelines.find(({ id }) => id === value)?.label ?? value
  if (name === type.stageProperty) return stagesOf(type).find(({ id }) => id === value)?.label ?? value
  if (name === 'hubspot_owner_id') {
    const owner = crm.owners().find(({ id }) => id === value)
    return owner ? `${owner.firstName} ${owner.lastName}`.trim() || owner.email : value
  }
  if (kind === 'datetime')
    return new Date(/^\d+$/.test(value) ? Number(value) : value).toISOString().slice(0, 16).replace('T', ' ')
  if (options.length === 0) return value
  return value
    .split(';')
    .map((part) => options.find((option) => option.value === part)?.label ?? part)
    .join(', ')
}

const stagesOf = ({ pipelines }: ObjectType) => pipelines.flatMap(({ stages }) => stages)

/** Where a record is in its pipeline; undefined for one without. */
export function stageOf(type: ObjectType, { properties }: Stored): CrmStage | undefined {
  const pipeline = type.pipelines.find(({ id }) => id === properties[type.pipelineProperty ?? ''])
  const stage = pipeline?.stages.find(({ id }) => id === properties[type.stageProperty ?? ''])
  if (pipeline === undefined || stage === undefined) return undefined
  return {
    id: stage.id,
    label: stage.label,
    isOpen: !isClosed(stage),
    pipeline: pipeline.label,
    stages: pipeline.stages.map(({ id, label }) => ({ id, label })),
  }
}

/** What it is associated with, of the kinds that are shown. */
export function linksOf(crm: CrmSide, type: ObjectType, { id }: Stored, others: readonly ObjectType[]): CrmLink[] {
  return others.flatMap((other) =>
    crm.associations({ object: type.typeId, id }, other.typeId).map(({ id: otherId, types }) => {
      const label = types.find((way) => way.label !== undefined)?.label
      return {
        typeId: other.typeId,
        id: otherId,
        title: titleOf(other, crm.record(other.typeId, otherId).properties),
        kind: other.labels.singular,
        ...(label === undefined ? {} : { label }),
      }
    }),
  )
}
