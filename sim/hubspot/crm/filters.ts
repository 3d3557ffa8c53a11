import * as z from 'zod'
import { invalid } from '../errors'
import { liveProperty } from './find'
import type { ObjectType, Property, Values } from './model'
import { unknownProperty } from './problems'

export const filter = z.strictObject({
  propertyName: z.string(),
  operator: z.enum(
    'EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY NOT_HAS_PROPERTY CONTAINS_TOKEN NOT_CONTAINS_TOKEN'.split(' '),
  ),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
})
export type Filter = z.infer<typeof filter>

const comparing = ['LT', 'LTE', 'GT', 'GTE', 'BETWEEN']
const tokens = ['CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN']
const ordered = ['number', 'date', 'datetime']

/** Throws a 400 for a filter that HubSpot would not run, or that no document says it would. */
export function checkFilter(type: ObjectType, { propertyName, operator, value, highValue, values }: Filter): Property {
  const property = liveProperty(type, propertyName)
  if (property === undefined) throw unknownProperty(propertyName)
  const refuse = (why: string) => invalid(`Invalid filter on ${propertyName}: ${operator} ${why}`)
  const list = operator === 'IN' || operator === 'NOT_IN'
  const bare = operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY'
  if (bare && (value ?? highValue ?? values) !== undefined) throw refuse('takes no value')
  if (list && (values === undefined || values.length === 0)) throw refuse('needs values')
  if (!list && values !== undefined) throw refuse('takes no values')
  if (!list && !bare && !value) throw refuse('needs a value')
  if (list && value !== undefined) throw refuse('takes values, not a value')
  if ((operator === 'BETWEEN') !== (highValue !== undefined)) throw refuse('and highValue do not go together')
  const isOrdered = ordered.includes(property.type)
  if (comparing.includes(operator) && !isOrdered) throw refuse(`does not suit a property of type ${property.type}`)
  if (tokens.includes(operator) && (isOrdered || ['enumeration', 'bool'].includes(property.type))) {
    throw refuse(`does not suit a property of type ${property.type}`)
  }
  const numbers = [value, highValue, ...(values ?? [])].filter((it) => it !== undefined)
  // Epoch milliseconds are the only form of a date in a filter that is documented.
  if (isOrdered && numbers.some((it) => !/^-?\d+(\.\d+)?$/.test(it))) throw refuse('needs numbers; dates in epoch ms')
  return property
}

/** Whether a record with these values passes; `negationsMatchEmpty`: also where "is not" meets no value at all. */
export function passes(property: Property, it: Filter, view: Values, negationsMatchEmpty: boolean): boolean {
  const actual = view[property.name]
  if (it.operator === 'HAS_PROPERTY') return actual !== undefined
  if (it.operator === 'NOT_HAS_PROPERTY') return actual === undefined
  const negated = positives[it.operator]
  if (negated === undefined) return actual !== undefined && holds(property, it, actual)
  return actual === undefined ? negationsMatchEmpty : !holds(property, { ...it, operator: negated }, actual)
}

const positives: Record<string, string> = { NEQ: 'EQ', NOT_IN: 'IN', NOT_CONTAINS_TOKEN: 'CONTAINS_TOKEN' }

function holds(
  property: Property,
  { operator, value = '', highValue = '', values = [] }: Filter,
  actual: string,
): boolean {
  if (ordered.includes(property.type)) return compares(operator, toNumber(actual, property), [value, highValue], values)
  const isText = property.type !== 'enumeration' && property.type !== 'bool'
  if (operator === 'EQ') return isText ? actual.toLowerCase() === value.toLowerCase() : actual === value
  // Of texts HubSpot wants the values of IN in lower case, and finds nothing otherwise.
  if (operator === 'IN')
    return isText ? values.includes(actual.toLowerCase()) : actual.split(';').some((it) => values.includes(it))
  return containsToken(actual.toLowerCase(), value.toLowerCase())
}

function compares(operator: string, actual: number, [low = '', high = '']: string[], values: string[]): boolean {
  if (operator === 'IN') return values.some((it) => Number(it) === actual)
  if (operator === 'EQ') return actual === Number(low)
  if (operator === 'LT') return actual < Number(low)
  if (operator === 'LTE') return actual <= Number(low)
  if (operator === 'GT') return actual > Number(low)
  if (operator === 'GTE') return actual >= Number(low)
  return actual >= Number(low) && actual <= Number(high)
}

/** A stored value as what it is compared by; dates in epoch ms. */
export const toNumber = (value: string, { type }: Pick<Property, 'type'>): number =>
  type === 'number' ? Number(value) : Date.parse(value)

/** The words of a text, as the index has them. */
export const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

function containsToken(actual: string, wanted: string): boolean {
  const found = tokensOf(actual)
  if (!wanted.includes('*')) return actual === wanted || tokensOf(wanted).every((token) => found.includes(token))
  const parts = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('.*')}$`)
  return pattern.test(actual) || found.some((token) => pattern.test(token))
}
