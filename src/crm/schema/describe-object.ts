import pMap from 'p-map'
import { isRefusal } from '../../../core/desk'
import type { Pipeline, Property } from '../../hubspot/crm-schema'
import { isOpenStage } from '../../hubspot/crm-schema'
import type { Crm } from '../crm'
import { limitOf, textOf } from '../input/input'
import { answerMax, fitting, sizeOf } from '../records/fit'
import { associationLabelsOf, pipelinesOf } from './account-schema'
import type { CrmObject } from './crm-object'
import { describedField, entryOfField } from './describe-field'
import { objectNamed, objectsOf } from './objects'
import { meaningOf, ranked } from './rank'
import { isUsual } from './standard-objects'
import { fieldsOf } from './visible'

type Input = { object: string; about?: string | undefined; limit?: number | undefined }

/** Of what links can say, so much is named. */
const mostLabels = 20
const limits = { usual: 50, most: 100 }
/** Of an answer's characters, so many are for pipelines at most. */
const pipelinesMax = 8_000

/** The fields, pipelines and associations of an object; those fields first that fit what they are looked for by. */
export async function describeObject(crm: Crm, input: Input) {
  const object = await objectNamed(crm, input.object)
  const [fields, objects] = await Promise.all([fieldsOf(crm, object), objectsOf(crm)])
  const hasPipelines = fields.some(({ name }) => name === object.pipelineField)
  const pipelines = hasPipelines ? await pipelinesOf(crm, object.path) : []
  const shown = fields.filter(({ hidden }) => !hidden)
  const chosen = chosenFields(object, shown, textOf(input.about)).slice(0, limitOf(input.limit, limits))
  const rest = {
    pipelines: fitting(pipelines.map(shownPipeline), pipelinesMax),
    associations: await pMap(associable(object, objects), (other) => association(crm, object, other), {
      concurrency: 4,
    }),
  }
  const room = answerMax - sizeOf(rest) - 50
  const described = fitting(
    chosen.map((property) => describedField(object, property, pipelines)),
    room,
  )
  return { fields: described, ...rest, more: shown.length - described.length }
}

/** With words, those that fit them, best first; else those first that matter most to people. */
function chosenFields(object: CrmObject, fields: readonly Property[], about: string | undefined): Property[] {
  if (about !== undefined) return ranked(fields, meaningOf(about), entryOfField).map(({ one }) => one)
  const weight = ({ name }: Property) => {
    if (name === object.primaryField || object.requiredFields.includes(name)) return 0
    if (object.usualFields.includes(name)) return 1
    return name.startsWith('hs_') ? 3 : 2
  }
  return fields.toSorted((a, b) => weight(a) - weight(b))
}

/** What it can be associated with, and what the links can say. To know the kinds there can be a scope too few. */
async function association(crm: Crm, object: CrmObject, other: CrmObject) {
  const kinds = await associationLabelsOf(crm, object.path, other.path).catch((error: unknown) => {
    if (isRefusal(error)) return []
    throw error
  })
  const labels = [...new Set(kinds.flatMap((kind) => kind.label || []))].slice(0, mostLabels)
  return { object: other.name, label: other.label, labels }
}

const shownPipeline = ({ id, label, stages }: Pipeline) => ({
  id,
  label: label || id,
  stages: stages.map((stage) => ({ id: stage.id, label: stage.label || stage.id, isOpen: isOpenStage(stage) })),
})

const associable = (object: CrmObject, objects: readonly CrmObject[]): CrmObject[] =>
  objects.filter((other) => goesWith(object, other))

/** Whether records can be linked: HubSpot's own usual objects with each other; others as their definitions say, at either end. */
export function goesWith(object: CrmObject, other: CrmObject): boolean {
  if (isUsual(object) && isUsual(other)) return other.isReadable
  return object.associatedTypeIds.includes(other.typeId) || other.associatedTypeIds.includes(object.typeId)
}
