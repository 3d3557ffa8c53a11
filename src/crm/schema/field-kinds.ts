import type { Property } from '../../hubspot/crm-schema'
import { isOfOwner } from '../records/shown'
import type { CrmObject } from './crm-object'

/** What a field holds, in words for people and models. */
export const kinds = [
  'text',
  'phone',
  'number',
  'date',
  'dateTime',
  'yesNo',
  'choice',
  'multipleChoice',
  'owner',
  'pipeline',
  'stage',
  'other',
] as const
export type FieldKind = (typeof kinds)[number]

/** How a field can be compared, in words. */
export const operators = [
  'is',
  'isNot',
  'isAnyOf',
  'isNoneOf',
  'contains',
  'startsWith',
  'isBelow',
  'isAbove',
  'isBetween',
  'isKnown',
  'isUnknown',
] as const
export type Operator = (typeof operators)[number]

const always: readonly Operator[] = ['isKnown', 'isUnknown']
const equal: readonly Operator[] = ['is', 'isNot', 'isAnyOf', 'isNoneOf']
const words: readonly Operator[] = [...equal, 'contains', 'startsWith', ...always]
const choices: readonly Operator[] = [...equal, ...always]
/** What is not a period of time is two of them, for which HubSpot has no single condition. */
const times: readonly Operator[] = ['is', 'isBelow', 'isAbove', 'isBetween', ...always]

/** HubSpot has no table of these; where it refuses or finds nothing, a word is left out. */
const allowed: Record<FieldKind, readonly Operator[]> = {
  text: words,
  phone: words,
  number: [...equal, 'isBelow', 'isAbove', 'isBetween', ...always],
  date: times,
  dateTime: times,
  yesNo: ['is', 'isNot', ...always],
  choice: choices,
  multipleChoice: choices,
  owner: choices,
  pipeline: choices,
  stage: choices,
  other: always,
}

/** The words that a field can be compared with. */
export const operatorsOf = (kind: FieldKind): readonly Operator[] => allowed[kind]

/** What a property holds. Types that HubSpot may add are `other`. */
export function kindOf({ pipelineField, stageField }: CrmObject, property: Property): FieldKind {
  if (property.name === pipelineField) return 'pipeline'
  if (property.name === stageField) return 'stage'
  if (isOfOwner(property)) return 'owner'
  switch (property.type) {
    case 'string':
      return 'text'
    case 'phone_number':
      return 'phone'
    case 'number':
    case 'date':
      return property.type
    case 'datetime':
      return 'dateTime'
    case 'bool':
      return 'yesNo'
    case 'enumeration':
      return property.fieldType === 'checkbox' ? 'multipleChoice' : 'choice'
    default:
      return 'other'
  }
}

/** Whether every record of an object has a value of it. */
export function isAlwaysFilled(
  { createdField, pipelineField, stageField, isCustom }: CrmObject,
  name: string,
): boolean {
  if (name === 'hs_object_id' || name === createdField) return true
  return !isCustom && (name === pipelineField || name === stageField)
}
