import type { Property } from '../../hubspot/crm-schema'
import { isOfOwner } from '../records/shown'
import { kindOf, operatorsOf } from '../schema/field-kinds'
import type { Condition } from '../search/condition'
import { askOfOwner, byName, chosen, fieldBeside, isNegated, valueAfter } from './around'
import { beside, called, type Draft, isSmall, isWrite, oneOf, use } from './draft'
import type { Comparison, Item } from './item'
import { type Choice, numberFor, timeFor } from './pools'
import { compareState } from './state'

/** Conditions of what is looked for: options, amounts, periods, values, and whether records are open. */

export function addConditions(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item)) continue
    if (item.kind === 'option') compareOption(draft, item)
    else if (item.kind === 'amount')
      compare(draft, item, item.comparison, ['number'], () => numberFor(draft.schema, item.hint))
    else if (item.kind === 'period') comparePeriod(draft, item)
    else if (item.kind === 'state') compareState(draft, item)
    else if (item.kind === 'known') compareKnown(draft, item)
    else if (item.kind === 'words') compareWords(draft, item)
    else if (item.kind === 'literal') compareLiteral(draft, item)
  }
}

function compareOption(draft: Draft, item: Item & { kind: 'option' }): void {
  const names = new Set(item.options.map(({ property }) => property.name))
  const field = fieldBeside(draft, item, ({ name }) => names.has(name))
  const named =
    field === undefined
      ? item.options
      : item.options.filter(({ property }) => field.properties.some(({ name }) => name === property.name))
  if (isWrite(draft)) return
  const property = oneOf(draft, distinct(named.map((one) => one.property)))
  const label = named.find((one) => one.property === property)?.label
  if (property === undefined || label === undefined) return
  const isNot = field === undefined ? isNegated(draft, item) : isNegated(draft, item) || isNegated(draft, field)
  if (isOfOwner(property) && field === undefined) askOfOwner(draft, property, label)
  if (field !== undefined) use(draft, field)
  use(draft, item)
  const joined = isNot ? undefined : joinedBefore(draft, item, property)
  if (joined === undefined) {
    draft.conditions.push({ field: property.name, operator: isNot ? 'isNot' : 'is', value: label })
    return
  }
  if (kindOf(draft.schema.object, property) === 'multipleChoice' && beside(draft, item, -1, isSmall)?.kind === 'and') {
    draft.questions.push(`Any of the options of ${called(property)} will do. Or do all of them have to be chosen?`)
  }
  const { value, values = value === undefined ? [] : [value] } = joined
  delete joined.value
  Object.assign(joined, { operator: 'isAnyOf', values: [...values, label] })
}

const distinct = (properties: readonly Property[]) => [...new Map(properties.map((one) => [one.name, one])).values()]

/** The condition that an option is a further one of: "high or urgent". */
function joinedBefore(draft: Draft, item: Item, { name }: Property): Condition | undefined {
  const last = draft.conditions.findLast(({ field }) => field === name)
  if (last === undefined || (last.operator !== 'is' && last.operator !== 'isAnyOf')) return undefined
  const before = beside(draft, item, -1, isSmall)
  if (before?.kind !== 'or' && before?.kind !== 'and' && before?.kind !== 'mark') return undefined
  use(draft, before)
  return last
}

/** @param otherwise which field, where none is named. */
function compare(
  draft: Draft,
  item: Item,
  comparison: Comparison,
  kinds: readonly string[],
  otherwise: () => Choice,
): void {
  if (isWrite(draft)) return
  const suits = (property: Property) => kinds.includes(kindOf(draft.schema.object, property))
  const field = fieldBeside(draft, item, suits)
  const property = field === undefined ? chosen(draft, otherwise()) : oneOf(draft, field.properties.filter(suits))
  if (property === undefined) return
  if (item.kind === 'amount' && item.isMoney && draft.schema.fields.some(({ name }) => /currency/.test(name))) {
    draft.questions.push('Amounts are compared in the currency that each record has. Is that meant?')
  }
  if (isNegated(draft, item))
    draft.questions.push('A "not" before an amount or a time is not understood. Say it the other way round.')
  if (field !== undefined) {
    // Where the only number that fits is named by a part of its name, such as its unit, that is no guess.
    const fitting = field.doubt === undefined ? undefined : otherwise()
    const isClear = fitting !== undefined && 'property' in fitting && fitting.property === property
    if (isClear) draft.used.add(field)
    else use(draft, field)
  }
  use(draft, item)
  const { isApart, ...rest } = comparison
  const condition: Condition = { field: property.name, ...rest }
  draft.conditions.push(condition)
  if (isApart) draft.apart.set(condition, { field: property.name, operator: 'is', value: rest.value ?? '' })
}

function comparePeriod(draft: Draft, item: Item & { kind: 'period' }): void {
  const { comparison } = item
  const isPast =
    !/^(?:next|in|tomorrow)/.test(comparison.to ?? comparison.value ?? '') && comparison.value !== 'yesterday'
  compare(draft, item, comparison, ['date', 'dateTime'], () =>
    timeFor(draft.schema, isPast || comparison.operator === 'isBelow'),
  )
  const before = beside(draft, item, -1, (other) => other.kind === 'is')
  if (before?.kind === 'option' && draft.used.has(item)) {
    draft.questions.push(
      'A time that stands right behind an option was taken for that of the record. Or is it when the option was chosen?',
    )
  }
  if (item.isRough) draft.questions.push('A month was counted as 30 days and a year as 365. Is that near enough?')
}

function compareKnown(draft: Draft, item: Item & { kind: 'known' }): void {
  const field = fieldBeside(draft, item, () => true)
  const property = field === undefined ? undefined : oneOf(draft, field.properties)
  if (isWrite(draft) || field === undefined || property === undefined) return
  const isKnown = item.isKnown !== (isNegated(draft, item) || isNegated(draft, field))
  use(draft, field)
  use(draft, item)
  draft.conditions.push({ field: property.name, operator: isKnown ? 'isKnown' : 'isUnknown' })
}

/** "Whose subject contains …": the words that follow, or an input where none do. */
function compareWords(draft: Draft, item: Item & { kind: 'words' }): void {
  const field = fieldBeside(draft, item, (property) =>
    operatorsOf(kindOf(draft.schema.object, property)).includes(item.operator),
  )
  const property = field === undefined ? undefined : oneOf(draft, field.properties)
  if (isWrite(draft) || field === undefined || property === undefined) return
  use(draft, field)
  use(draft, item)
  const value = valueAfter(draft, item, property) ?? draft.inputs.forField(property)
  draft.conditions.push({ field: property.name, operator: item.operator, value })
}

function compareLiteral(draft: Draft, item: Item & { kind: 'literal' }): void {
  if (isWrite(draft)) return
  const suits = (property: Property) => operatorsOf(kindOf(draft.schema.object, property)).includes('is')
  const field = fieldBeside(draft, item, suits)
  const property = field === undefined ? (byName(draft, item) ?? titleOf(draft, item)) : oneOf(draft, field.properties)
  if (property === undefined) return
  const isNot = isNegated(draft, item) || (field !== undefined && isNegated(draft, field))
  if (field !== undefined) use(draft, field)
  use(draft, item)
  const isFalse = item.text === 'false' && kindOf(draft.schema.object, property) === 'yesNo'
  const value = item.isInput ? draft.inputs.forField(property, item.text.slice(2, -2)) : isFalse ? 'true' : item.text
  draft.conditions.push({ field: property.name, operator: isNot !== isFalse ? 'isNot' : 'is', value })
}

/** "Order L-1001": right behind the one object stands what it is known by. */
function titleOf(draft: Draft, item: Item & { kind: 'literal' }): Property | undefined {
  const { object, fields } = draft.schema
  const before = beside(draft, item, -1, isSmall)
  if (before?.kind !== 'object' || before.object !== object || item.isInput || object.titleFields.length > 1)
    return undefined
  if (!/\p{L}/u.test(item.text) || draft.operation !== 'find') return undefined
  const property = fields.find(({ name }) => name === object.primaryField)
  if (property !== undefined)
    draft.questions.push(`No field was named, so ${called(property)} was taken. Is that meant?`)
  return property
}
