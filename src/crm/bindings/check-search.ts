import type { Binding } from '../../../definitions/actions/binding'
import type { Problem } from '../input/problem'
import { kindOf } from '../schema/field-kinds'
import { findProperty } from '../schema/fields'
import { requested } from '../search/answer-search'
import type { Condition } from '../search/condition'
import { associationFilter, plannedSearch } from '../search/record-query'
import { readSort } from '../search/sort-keys'
import { plannedWhere, unknownField, type Where } from '../search/where'
import { fillCondition, textsOf } from './fill'
import type { Live } from './live'
import { inputsIn } from './placeholders'
import { loosened, noneFits, waysToFill } from './samples'

/** Whether a binding that finds can be searched for, with inputs as long as they may get where that can be said. Pure. */

const mostFields = 30

export function checkSearch(live: Live, binding: Binding): Problem[] {
  const { object, fields } = live
  const conditions = (binding.where ?? []).map(({ all }) => all.map((condition) => checked(live, binding, condition)))
  const sort = readSort(object, fields, binding.sort ?? [])
  const asked = (binding.fields ?? []).map((name) => ({ name, found: findProperty(fields, name) }))
  const problems = [
    ...conditions.flat().flatMap((one) => ('problems' in one ? one.problems : [])),
    ...('problems' in sort ? sort.problems : []),
    ...asked.flatMap(({ name, found }) => ('property' in found ? [] : [unknownField(object, name, found)])),
    ...(asked.length > mostFields
      ? [{ field: 'fields', problem: `These are more than ${mostFields}. Ask for fewer.` }]
      : []),
  ]
  if (problems.length > 0 || 'problems' in sort) return problems
  const where: Where = conditions.map((all) => ({
    all: all.flatMap((one) => ('condition' in one ? [one.condition] : [])),
  }))
  const names = asked.flatMap(({ found }) => ('property' in found ? [found.property.name] : []))
  const properties = requested(object, names.length > 0 ? names : object.usualFields, { sort: sort.keys })
  const query = { where, text: undefined, sort: sort.keys }
  const planned = plannedSearch(live, query, properties, besides(live, binding))
  return 'problems' in planned ? planned.problems : []
}

/** What HubSpot is given for the association; with a custom object those are IDs, of which nobody knows how many. */
function besides({ object, other }: Live, { associatedWith, where = [] }: Binding) {
  if (associatedWith === undefined || other === undefined) return []
  const id = '9'.repeat(20)
  const isWith = associationFilter(object, other, id)
  if (isWith !== undefined) return [isWith]
  return where.length === 0 ? [] : [{ propertyName: 'hs_object_id', operator: 'IN', values: [id] }]
}

/** A condition as it may be when it is run, or what is wrong with it however it is filled. */
function checked(
  live: Live,
  { inputs }: Binding,
  given: Condition,
): { condition: Condition } | { problems: Problem[] } {
  const found = findProperty(live.fields, given.field)
  const about =
    'property' in found
      ? { kind: kindOf(live.object, found.property), property: found.property, choices: live.choices }
      : undefined
  const texts = textsOf(given)
  let first: Problem[] | undefined
  for (const condition of [given, mapped(given, (text) => loosened(text, inputs))]) {
    for (const way of waysToFill(textsOf(condition), inputs, about)) {
      const filled = fillCondition(condition, way) ?? condition
      const planned = plannedWhere(live, [{ all: [filled] }])
      if ('groups' in planned) return { condition: filled }
      first ??= planned.problems
    }
  }
  const isOpen = texts.some((text) => inputsIn(text).length > 0)
  const problems = first ?? []
  return { problems: isOpen ? problems.map((one) => ({ ...one, problem: `${one.problem} ${noneFits}` })) : problems }
}

function mapped({ field, operator, value, values, from, to }: Condition, change: (text: string) => string): Condition {
  const put = (text: string | undefined) => (text === undefined ? undefined : change(text))
  return { field, operator, value: put(value), values: values?.map(change), from: put(from), to: put(to) }
}
