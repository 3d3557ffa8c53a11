import type { Property } from '../../hubspot/crm-schema'
import { isOfOwner } from '../records/shown'
import { kindOf } from '../schema/field-kinds'
import { isReadOnly } from '../write/value'
import { askOfOwner, isNegated } from './around'
import { beside, called, type Draft, isSmall, oneOf, use } from './draft'
import { asSaid, given, isBetween } from './given'
import type { Item } from './item'
import { nameAfter } from './links'

/** What is written: values that the goal names, and an input for each field without one. */
export function addValues(draft: Draft): void {
  const { operation, schema, items } = draft
  if (operation === 'update') {
    const own = items.find((item) => item.kind === 'object' && item.object === schema.object)
    const name = own === undefined ? undefined : nameAfter(draft, own)
    draft.match.set('hs_object_id', draft.inputs.forId(schema.object, name))
  }
  const unless = items.find(({ kind }) => kind === 'unless')
  const target = (item: Item) => {
    if (operation !== 'findOrCreate') return draft.set
    if (unless !== undefined) return item.from > unless.from ? draft.match : draft.set
    return isAfterBy(draft, item) ? draft.match : draft.set
  }
  for (const item of items) {
    if (draft.used.has(item)) continue
    if (item.kind === 'option') setOption(draft, item, target(item))
    else if (item.kind === 'field') setField(draft, item, target(item))
    else if (item.kind === 'literal' && operation !== 'update') setTitle(draft, item)
  }
  if (operation === 'findOrCreate') checkMatch(draft)
  if (operation === 'update') askOfPipeline(draft)
  if (operation !== 'update') setRequired(draft)
  // Small words around a condition that has become a match.
  if (unless !== undefined)
    for (const item of items) if (item.kind === 'not' && item.from > unless.from) use(draft, item)
}

type Target = Map<string, string>

function put(draft: Draft, target: Target, property: Property, value: string): boolean {
  if (isReadOnly(property) && target === draft.set) {
    draft.questions.push(`HubSpot fills in ${called(property)} itself, so it cannot be set. What is to be set instead?`)
    return false
  }
  if (target.has(property.name)) {
    draft.questions.push(`${called(property)} is given twice. Which of the values is meant?`)
    return false
  }
  target.set(property.name, value)
  return true
}

function setOption(draft: Draft, item: Item & { kind: 'option' }, target: Target): void {
  // "Change the gold account": which one is meant, and no value.
  const next = draft.items[draft.items.indexOf(item) + 1]
  const isWhich = next?.kind === 'object' && next.object === draft.schema.object && item.from > 0
  if (draft.operation === 'update' && isWhich) return
  const before = beside(draft, item, -1, isBetween)
  const field = before?.kind === 'field' && !draft.used.has(before) ? before : fieldAfter(draft, item)
  const isOf = (property: Property) =>
    field === undefined || field.properties.some(({ name }) => name === property.name)
  const fitting = item.options.filter(({ property }) => isOf(property))
  const property = oneOf(draft, [...new Map(fitting.map((one) => [one.property.name, one.property])).values()])
  const label = fitting.find((one) => one.property === property)?.label
  if (property === undefined || label === undefined || isNegated(draft, item)) return
  if (isOfOwner(property) && field === undefined && draft.operation !== 'update') askOfOwner(draft, property, label)
  if (!put(draft, target, property, label)) return
  if (field !== undefined) use(draft, field)
  use(draft, item)
}

function fieldAfter(draft: Draft, item: Item & { kind: 'option' }): (Item & { kind: 'field' }) | undefined {
  const next = beside(draft, item, 1, isSmall)
  const names = item.options.map(({ property }) => property.name)
  const isOwn = next?.kind === 'field' && next.properties.some(({ name }) => names.includes(name))
  return isOwn && !draft.used.has(next) ? next : undefined
}

function setField(draft: Draft, item: Item & { kind: 'field' }, target: Target): void {
  const { schema, items } = draft
  const writable = item.properties.filter((property) => !isReadOnly(property))
  const { titleFields } = schema.object
  // "With name": all that it is made of.
  if (writable.length > 1 && writable.every(({ name }) => titleFields.includes(name)) && target === draft.set) {
    for (const one of writable) put(draft, target, one, draft.inputs.forField(one))
    use(draft, item)
    return
  }
  const property = oneOf(draft, writable.length > 0 ? writable : item.properties)
  if (property === undefined) return
  const next = beside(draft, item, 1, isBetween)
  // "Priority high": the option is set when it is come to.
  if (next?.kind === 'option' && next.options.some((one) => one.property.name === property.name)) return
  if (draft.operation === 'update' && isAfterBy(draft, item)) return
  const kind = kindOf(schema.object, property)
  const verb = items.find((one) => one.kind === 'verb' && (one.verb === 'yes' || one.verb === 'no'))
  const object = items.find((one) => one.kind === 'object' && one.object === schema.object)
  // "A gift wrapped order": it is to be so.
  const isSo = kind === 'yesNo' && draft.operation !== 'update' && object !== undefined && item.from <= object.from
  const isSaid = kind === 'yesNo' && verb?.kind === 'verb'
  const value = isSaid
    ? String(verb.verb === 'yes')
    : isSo || isAroundObject()
      ? 'true'
      : (asSaid(draft, item, kind) ?? given(draft, item, property, kind))
  if (put(draft, target, property, value)) use(draft, item)

  /** "A first visit": the name of the object is a part of that of the field. */
  function isAroundObject(): boolean {
    return kind === 'yesNo' && draft.operation !== 'update' && object === undefined
  }
}

/** "A deal 'Lobby lamps'": right behind the object stands what it is called. */
function setTitle(draft: Draft, item: Item & { kind: 'literal' }): void {
  const { object, fields } = draft.schema
  const before = beside(draft, item, -1, isSmall)
  const [name, more] = object.titleFields
  const property = more === undefined ? fields.find((field) => field.name === name) : undefined
  if (before?.kind !== 'object' || before.object !== object || property === undefined || /^\d/.test(item.text)) return
  const value = item.isInput ? draft.inputs.forField(property, item.text.slice(2, -2)) : item.text
  if (put(draft, draft.set, property, value)) use(draft, item)
}

function isAfterBy(draft: Draft, item: Item): boolean {
  const before = beside(
    draft,
    item,
    -1,
    (other) => (other.kind === 'idle' && other.text !== 'by') || other.kind === 'person',
  )
  return before?.kind === 'idle' && before.text === 'by'
}

/** One field that is unique tells one record from all others; the others are set. */
function checkMatch(draft: Draft): void {
  const { schema, match, set } = draft
  const isKey = ([name]: [string, string]) =>
    (schema.object.path === 'contacts' && (name === 'email' || name === 'phone')) ||
    schema.fields.some((field) => field.name === name && field.hasUniqueValue && !isReadOnly(field))
  const all = [...match, ...set]
  const key = [...match].find(isKey) ?? (match.size === 0 ? [...set].find(isKey) : undefined)
  match.clear()
  set.clear()
  for (const one of all) {
    if (one[0] === key?.[0]) match.set(...one)
    else set.set(...one)
  }
}

/** A stage is of one pipeline, and the record may be in another. */
function askOfPipeline({ schema: { object, pipelines }, set, questions }: Draft): void {
  const stage = set.get(object.stageField ?? '')
  if (stage === undefined || pipelines.length < 2 || set.has(object.pipelineField ?? '') || stage.startsWith('{{'))
    return
  const within = pipelines.filter(({ stages }) => stages.some(({ label }) => label === stage))
  if (within.length === pipelines.length) return
  const names = within.map(({ label }) => label.slice(0, 60)).join(', ')
  questions.push(
    `The stage "${stage.slice(0, 60)}" is only in the pipeline ${names}. Is every ${object.label} that is meant in it?`,
  )
}

/** What HubSpot demands of a new record is asked for; of a contact it demands an e-mail address or a name. */
function setRequired(draft: Draft): void {
  const { object, fields } = draft.schema
  const isGiven = (name: string) => draft.set.has(name) || draft.match.has(name)
  const nameless = object.path === 'contacts' && !['email', 'firstname', 'lastname'].some(isGiven)
  const isAny = draft.set.size + draft.match.size > 0
  const missing = [...object.requiredFields, ...(nameless && isAny ? ['lastname'] : [])].filter(
    (name) => !isGiven(name),
  )
  for (const name of missing) {
    const property = fields.find((field) => field.name === name)
    if (property === undefined || isReadOnly(property)) continue
    draft.set.set(name, draft.inputs.forField(property))
    if (object.path === 'contacts') {
      draft.questions.push(
        `A new contact needs an e-mail address or a name, so ${called(property)} was added. Is that meant?`,
      )
    }
  }
}
