import type { Binding } from '../../../definitions/actions/binding'
import type { Problem } from '../input/problem'
import { sizeOf } from '../records/fit'
import { kindOf } from '../schema/field-kinds'
import { findProperty } from '../schema/fields'
import type { Condition } from '../search/condition'
import { plannedWhere } from '../search/where'
import { valueFor } from '../write/value'
import type { ObjectSchema } from './schema'

/** Longest binding that is kept, as JSON. */
const bindingMax = 4_000

/** What is wrong with a binding in this account; inputs count as a value that suits. */
export function problemsOf(schema: ObjectSchema, binding: Binding, now: number): Problem[] {
  const { object, fields, owners, pipelines } = schema
  const problems: Problem[] = []
  const sample = (field: string, text: string) => {
    const input = /^\{\{(\w+)\}\}$/.exec(text)?.[1]
    return input === undefined ? text : sampleFor(schema, field)
  }
  const filled = (one: Condition): Condition => ({
    ...one,
    ...(one.value === undefined ? {} : { value: sample(one.field, one.value) }),
  })
  const where = (binding.where ?? []).map(({ all }) => ({ all: all.map(filled) }))
  const extra =
    binding.associatedWith === undefined ? [] : [{ propertyName: 'hs_object_id', operator: 'EQ', value: '1' }]
  const planned = plannedWhere({ object, fields, choices: { owners, pipelines }, now }, where, extra)
  if ('problems' in planned) problems.push(...planned.problems)
  for (const [name, text] of Object.entries(binding.set ?? {})) {
    const found = findProperty(fields, name)
    if (!('property' in found)) continue
    const kind = kindOf(object, found.property)
    if (kind === 'pipeline' || kind === 'stage' || /^\{\{\w+\}\}$/.test(text)) continue
    const checked = valueFor(found.property, text, { owners })
    if ('problem' in checked) problems.push({ field: name, label: found.property.label, ...checked })
  }
  if (binding.inputs.length > 10)
    problems.push({ field: 'inputs', problem: 'These are more than ten. Use fewer fields.' })
  if (sizeOf(binding) > bindingMax)
    problems.push({ field: 'binding', problem: 'This is too long to be kept. Say less at once.' })
  return problems
}

/** A value that an input could have. */
function sampleFor({ object, fields, pipelines, owners }: ObjectSchema, field: string): string {
  const property = fields.find(({ name }) => name === field)
  if (property === undefined) return 'text'
  switch (kindOf(object, property)) {
    case 'number':
      return '1'
    case 'date':
    case 'dateTime':
      return '2026-03-31'
    case 'yesNo':
      return 'true'
    case 'pipeline':
      return pipelines[0]?.id ?? 'text'
    case 'stage':
      return pipelines[0]?.stages[0]?.id ?? 'text'
    case 'owner':
      return owners[0]?.id ?? '1'
    default:
      return property.options[0]?.value ?? 'text'
  }
}
