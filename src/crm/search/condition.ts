import type { Property } from '../../hubspot/crm-schema'
import type { Filter } from '../../hubspot/records'
import { textOf } from '../input/input'
import type { Fault } from '../input/problem'
import type { FieldKind, Operator } from '../schema/field-kinds'
import { periodOf } from './period'
import { type Choices, meantBy } from './search-values'

/** One condition of a search, as whoever asks puts it. */
export type Condition = {
  field: string
  operator: Operator
  value?: string | undefined
  values?: readonly string[] | undefined
  from?: string | undefined
  to?: string | undefined
}

/** A condition as HubSpot takes it: filters that have to hold together. */
export type Translated = { filters: Filter[] } | Fault

type Asked = { property: Property; kind: FieldKind; choices: Choices; now: number }

/**
 * Puts a condition in HubSpot's operators, whose case rules it heeds: options by their exact value, lists of texts in lower
 * case, times in epoch ms. What the operator does not take of `value`, `values`, `from` and `to` is left unread.
 *
 * @param asked with an operator that the field's kind allows.
 */
export function translated(condition: Condition, asked: Asked): Translated {
  const { name: propertyName } = asked.property
  switch (condition.operator) {
    case 'isKnown':
      return { filters: [{ propertyName, operator: 'HAS_PROPERTY' }] }
    case 'isUnknown':
      return { filters: [{ propertyName, operator: 'NOT_HAS_PROPERTY' }] }
    case 'contains':
    case 'startsWith':
      return withWords(condition, propertyName)
    case 'isBetween':
      return between(condition, asked)
    case 'isBelow':
    case 'isAbove':
      return beyond(condition, asked)
    default:
      return asked.kind === 'date' || asked.kind === 'dateTime' ? inPeriod(condition, asked) : equal(condition, asked)
  }
}

/** The one value; undefined where there is none or several. */
function givenIn({ value, values = [] }: Condition): string | undefined {
  const given = textOf(value)
  const listed = values.flatMap((one) => textOf(one) ?? [])
  return given ?? (listed.length === 1 ? listed[0] : undefined)
}

const noValue: Fault = { problem: '"value" is missing. Give one value; for several use isAnyOf or isNoneOf.' }

/** More do not fit into a search of HubSpot's. */
const mostValues = 1_000

function equal(condition: Condition, { property, kind, choices }: Asked): Translated {
  const { operator, value, values = [] } = condition
  const isList = operator === 'isAnyOf' || operator === 'isNoneOf'
  const one = givenIn(condition)
  const texts = isList ? [...values, value ?? ''].flatMap((text) => textOf(text) ?? []) : one === undefined ? [] : [one]
  if (texts.length > mostValues) return { problem: `These are more than ${mostValues} values. Use fewer of them.` }
  if (texts.length === 0) return isList ? { problem: '"values" is missing. Give at least one value.' } : noValue
  const wanted = new Set<string>()
  for (const text of texts) {
    const meant = meantBy(kind, property, text, choices)
    if (!('values' in meant)) return meant
    for (const each of meant.values) wanted.add(each)
  }
  const { name: propertyName } = property
  const isNot = operator === 'isNot' || operator === 'isNoneOf'
  const [only] = wanted
  // Where several can be chosen, one of them is all that is asked for.
  if (only !== undefined && wanted.size === 1 && kind !== 'multipleChoice') {
    return { filters: [{ propertyName, operator: isNot ? 'NEQ' : 'EQ', value: only }] }
  }
  const isText = kind === 'text' || kind === 'phone'
  const listed = [...new Set([...wanted].map((each) => (isText ? each.toLowerCase() : each)))]
  return { filters: [{ propertyName, operator: isNot ? 'NOT_IN' : 'IN', values: listed }] }
}

/** HubSpot compares whole words, or parts of them with an asterisk. */
function withWords(condition: Condition, propertyName: string): Translated {
  const words = givenIn(condition)?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  if (words.length === 0) return { problem: '"value" is missing, or holds no letter or digit. Give a word.' }
  const pattern = (word: string, at: number) => {
    if (condition.operator === 'contains') return `*${word}*`
    return at === words.length - 1 ? `${word}*` : word
  }
  return {
    filters: words.map((word, at) => ({ propertyName, operator: 'CONTAINS_TOKEN', value: pattern(word, at) })),
  }
}

const noTime: Fault = {
  problem:
    'This value is no date or time. Use YYYY-MM-DD, an ISO time such as 2026-03-31T14:30:00Z, or words such as today, last month, "7 days ago".',
}

function inPeriod(condition: Condition, { property, kind, now }: Asked): Translated {
  const text = givenIn(condition)
  if (text === undefined) return noValue
  const period = periodOf(text, now)
  if (period === undefined) return noTime
  return { filters: [range(property.name, kind, period.start, period.end)] }
}

/** Days are kept as their midnight. `end` is not within. */
function range(propertyName: string, kind: FieldKind, start: number, end: number): Filter {
  if (kind === 'date' && end - start === 86_400_000) return { propertyName, operator: 'EQ', value: String(start) }
  return { propertyName, operator: 'BETWEEN', value: String(start), highValue: String(end - 1) }
}

/** Above a day is from the next one on, below it before its midnight. */
function beyond(condition: Condition, asked: Asked): Translated {
  const { property, kind, now } = asked
  const text = givenIn(condition)
  if (text === undefined) return noValue
  const isBelow = condition.operator === 'isBelow'
  if (kind === 'number') {
    const meant = meantBy(kind, property, text, asked.choices)
    if (!('values' in meant)) return meant
    return {
      filters: meant.values.map((value) => ({ propertyName: property.name, operator: isBelow ? 'LT' : 'GT', value })),
    }
  }
  const period = periodOf(text, now)
  if (period === undefined) return noTime
  const value = String(isBelow ? period.start : period.end)
  return { filters: [{ propertyName: property.name, operator: isBelow ? 'LT' : 'GTE', value }] }
}

function between({ from, to }: Condition, { property, kind, choices, now }: Asked): Translated {
  const [low, high] = [textOf(from), textOf(to)]
  if (low === undefined || high === undefined) {
    return { problem: 'isBetween needs "from" and "to". For one of them use isAbove or isBelow.' }
  }
  const turned: Fault = { problem: '"from" comes after "to". Turn them around.' }
  if (kind === 'number') {
    for (const text of [low, high]) {
      const meant = meantBy(kind, property, text, choices)
      if (!('values' in meant)) return meant
    }
    if (Number(low) > Number(high)) return turned
    return { filters: [{ propertyName: property.name, operator: 'BETWEEN', value: low, highValue: high }] }
  }
  const [first, last] = [periodOf(low, now), periodOf(high, now)]
  if (first === undefined || last === undefined) return noTime
  return first.start >= last.end ? turned : { filters: [range(property.name, kind, first.start, last.end)] }
}
