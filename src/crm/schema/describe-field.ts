import { shorten } from '../../../core/messages/split-text'
import type { Pipeline, Property } from '../../hubspot/crm-schema'
import type { CrmObject } from './crm-object'
import { type FieldKind, kindOf, type Operator, operatorsOf } from './field-kinds'
import type { Entry } from './rank'

/** A field as actions describe it. */
export type DescribedField = {
  name: string
  label: string
  type: FieldKind
  description: string
  isRequired: boolean
  isReadOnly: boolean
  isUnique: boolean
  operators: Operator[]
  options: { label: string; value: string }[]
  optionCount: number
}

/** So many options are listed; the rest is counted. */
const mostOptions = 20
/** Of a description, in UTF-16 units. */
const descriptionMax = 200

/** @param pipelines of the object; empty when they were not read. */
export function describedField(object: CrmObject, property: Property, pipelines: readonly Pipeline[]): DescribedField {
  const { name, label, description, calculated, modificationMetadata, hasUniqueValue } = property
  const type = kindOf(object, property)
  const options = optionsOf(type, property, pipelines)
  return {
    name,
    label: label || name,
    type,
    description: shorten(description.replace(/\s+/g, ' ').trim(), descriptionMax),
    isRequired: object.requiredFields.includes(name),
    isReadOnly: calculated || modificationMetadata.readOnlyValue,
    // Contacts are told apart by it, whatever its definition says.
    isUnique: hasUniqueValue || (object.path === 'contacts' && name === 'email'),
    operators: [...operatorsOf(type)],
    options: options.slice(0, mostOptions),
    optionCount: options.length,
  }
}

/** Those that people can choose; of pipelines and stages the account's own. */
function optionsOf(type: FieldKind, { options }: Property, pipelines: readonly Pipeline[]) {
  if (type === 'pipeline') return pipelines.map(({ id, label }) => ({ label: label || id, value: id }))
  if (type === 'stage') {
    return pipelines.flatMap(({ stages }) => stages.map(({ id, label }) => ({ label: label || id, value: id })))
  }
  return options.filter(({ hidden }) => !hidden).map(({ label, value }) => ({ label: label || value, value }))
}

/** What a field can be found by. */
export const entryOfField = ({ name, label, description, options }: Property): Entry => ({
  names: [name.replace(/^hs_/, ''), label],
  options: options.filter(({ hidden }) => !hidden).map((option) => option.label),
  description,
})
