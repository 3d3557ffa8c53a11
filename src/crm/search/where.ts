import type { Property } from '../../hubspot/crm-schema'
import type { Filter } from '../../hubspot/records'
import type { Problem } from '../input/problem'
import type { CrmObject } from '../schema/crm-object'
import { isAlwaysFilled, kindOf, operatorsOf } from '../schema/field-kinds'
import { findProperty } from '../schema/fields'
import { type Condition, translated } from './condition'
import type { Choices } from './search-values'

/** Any of the groups, of which all conditions hold. */
export type Where = readonly { all: readonly Condition[] }[]

/** What a search is written against. */
export type Searched = { object: CrmObject; fields: readonly Property[]; choices: Choices; now: number }

/** HubSpot's limits on a search (documented; one text of the specification has another number of groups). */
export const searchLimits = { groups: 5, perGroup: 6, filters: 18, body: 3_000, results: 10_000 } as const

type FilterGroups = { filters: Filter[] }[]
export type Planned = { groups: FilterGroups } | { problems: Problem[] }

/**
 * Puts conditions in HubSpot's filters. What a record is not includes what has no value at all: HubSpot does not say whether
 * its own operators do, so the group is put twice, with the comparison and with the absence.
 *
 * @param extra what has to hold besides, in every group.
 * @returns what is wrong with each condition, or with all of them together.
 */
export function plannedWhere(searched: Searched, where: Where, extra: readonly Filter[] = []): Planned {
  // Each condition is a comparison at least, so those that are too many are not read one by one.
  const surelyTooMuch = beyondLimits(
    where.map(({ all }) => all.map(({ field: propertyName, operator }) => ({ propertyName, operator }))),
  )
  if (surelyTooMuch !== undefined) return { problems: [surelyTooMuch] }
  const problems: Problem[] = []
  const groups: Filter[][] = []
  for (const { all } of where) {
    if (all.length === 0)
      problems.push({ field: 'where', problem: 'A group has no conditions. Give some, or leave it out.' })
    const read = all.map((condition) => readCondition(searched, condition))
    problems.push(...read.flatMap((one) => ('wrong' in one ? [one.wrong] : [])))
    const parts = read.flatMap((one) => ('wrong' in one ? [] : [one]))
    // Only so many as tell that they are too many.
    groups.push(...alternatives(searched.object, parts).slice(0, searchLimits.groups + 1))
  }
  if (problems.length > 0) return { problems }
  const whole = groups.length === 0 && extra.length > 0 ? [[...extra]] : groups.map((filters) => [...filters, ...extra])
  const tooMuch = beyondLimits(whole)
  return tooMuch === undefined ? { groups: whole.map((filters) => ({ filters })) } : { problems: [tooMuch] }
}

type Part = { field: string; filters: Filter[]; operator: Condition['operator'] }

function readCondition(searched: Searched, condition: Condition): Part | { wrong: Problem } {
  const { object, fields } = searched
  const found = findProperty(fields, condition.field.trim())
  if (!('property' in found)) return { wrong: unknownField(object, condition.field, found) }
  const { property } = found
  const told = { field: property.name, ...(property.label === '' ? {} : { label: property.label }) }
  const kind = kindOf(object, property)
  const allowed = operatorsOf(kind)
  if (!allowed.includes(condition.operator)) {
    const problem = `${condition.operator} does not suit a field of type ${kind}. Use one of these operators.`
    return { wrong: { ...told, problem, allowed: [...allowed] } }
  }
  const result = translated(condition, { property, kind, choices: searched.choices, now: searched.now })
  if (!('filters' in result)) return { wrong: { ...told, ...result } }
  return { field: property.name, filters: result.filters, operator: condition.operator }
}

/** What is wrong with the name of a field that is of none, or of several. */
export function unknownField(
  { labelPlural }: CrmObject,
  field: string,
  found: { several: string[] } | { near: string[] },
): Problem {
  if ('several' in found) {
    return {
      field,
      problem: `Several fields of ${labelPlural} are called so. Use one of these names.`,
      allowed: found.several,
    }
  }
  const problem = `${labelPlural} have no such field.`
  return found.near.length === 0
    ? { field, problem: `${problem} Look it up with describeObject, or leave it out.` }
    : { field, problem: `${problem} Similar ones are these.`, allowed: found.near }
}

const isNegative = ({ operator }: Part) => operator === 'isNot' || operator === 'isNoneOf'

/** The groups that one group becomes. All that a field is not stands or falls together with its absence. */
function alternatives(object: CrmObject, parts: readonly Part[]): Filter[][] {
  const positive = parts.filter((part) => !isNegative(part))
  const negative = parts.filter(isNegative)
  const isFilled = (field: string) =>
    isAlwaysFilled(object, field) || positive.some((part) => part.field === field && part.operator !== 'isUnknown')
  let groups: Filter[][] = [positive.flatMap(({ filters }) => filters)]
  for (const field of new Set(negative.map((part) => part.field))) {
    const comparison = negative.filter((part) => part.field === field).flatMap(({ filters }) => filters)
    const absence: Filter = { propertyName: field, operator: 'NOT_HAS_PROPERTY' }
    const ways = isFilled(field) ? [comparison] : [comparison, [absence]]
    groups = groups.flatMap((group) => ways.map((way) => [...group, ...way]))
    if (groups.length > searchLimits.groups) break
  }
  return groups
}

function beyondLimits(groups: readonly Filter[][]): Problem | undefined {
  const { groups: mostGroups, perGroup, filters: mostFilters } = searchLimits
  const tell = (problem: string): Problem => ({ field: 'where', problem })
  const doubling =
    'isNot and isNoneOf double their group, as records without a value are included; isKnown on the same field leaves those out and does not'
  if (groups.length > mostGroups) {
    return tell(`These are more than ${mostGroups} groups, which HubSpot does not take. Use fewer: ${doubling}.`)
  }
  const longest = Math.max(0, ...groups.map((filters) => filters.length))
  if (longest > perGroup) {
    return tell(
      `A group has ${longest} comparisons, and HubSpot takes ${perGroup}. Use fewer: each word of contains and startsWith is one, and so is associatedWith.`,
    )
  }
  const count = groups.flat().length
  if (count <= mostFilters) return undefined
  return tell(`These are ${count} comparisons in all, and HubSpot takes ${mostFilters}. Use fewer: ${doubling}.`)
}
