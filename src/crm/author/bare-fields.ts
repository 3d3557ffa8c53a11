import type { Property } from '../../hubspot/crm-schema'
import { type FieldKind, kindOf } from '../schema/field-kinds'
import { isNegated, valueAfter } from './around'
import { beside, called, type Draft, oneOf, use } from './draft'
import type { Item } from './item'
import { articles, thisOne } from './lexicon'
import type { Token } from './tokens'

/** Fields of what is looked for that stand without a value: what it is looked for by, or what is to be answered. */

type Field = Item & { kind: 'field' }
type Cue = 'input' | 'with' | 'known' | 'without' | 'tell' | 'sort' | undefined

export function addBareFields(draft: Draft, tokens: readonly Token[]): void {
  for (const item of draft.items) {
    if (item.kind !== 'field' || draft.used.has(item)) continue
    const cue = cueOf(draft, item, tokens)
    const first = item.properties[0]
    const kind = first === undefined ? 'other' : kindOf(draft.schema.object, first)
    if (cue === undefined && kind !== 'yesNo') continue
    const property = oneOf(draft, item.properties)
    if (property === undefined) continue
    if (add(draft, item, property, { cue, kind, tokens })) use(draft, item)
  }
}

type Told = { cue: Cue; kind: FieldKind; tokens: readonly Token[] }

/** "Is off": whether it is to be so. */
function truthAfter(draft: Draft, item: Item, tokens: readonly Token[]): boolean | undefined {
  const text = tokens[item.to]?.text ?? ''
  const isYes = /^(?:on|yes|true|enabled)$/.test(text)
  if (!isYes && !/^(?:off|no|false|disabled)$/.test(text)) return undefined
  const value = draft.items.find(({ from }) => from === item.to)
  if (value !== undefined) use(draft, value)
  return isYes
}

/** @returns whether the field could be used. */
function add(draft: Draft, item: Field, property: Property, { cue, kind, tokens }: Told): boolean {
  const next = beside(draft, item, 1, ({ kind: other }) => other === 'idle')
  if (next?.kind === 'is' && cue !== 'tell') {
    const isNot = isNegated(draft, item)
    const truth = kind === 'yesNo' ? truthAfter(draft, next, tokens) : undefined
    if (truth !== undefined) {
      draft.conditions.push({ field: property.name, operator: isNot === truth ? 'isNot' : 'is', value: 'true' })
      return true
    }
    const value = valueAfter(draft, next, property) ?? draft.inputs.forField(property)
    draft.conditions.push({ field: property.name, operator: isNot ? 'isNot' : 'is', value })
    return true
  }
  if (kind === 'yesNo' && cue !== 'tell' && cue !== 'input') {
    const isNot = cue === 'without' || isNegated(draft, item)
    if (draft.operation !== 'list' && /^(?:first|last|next)/i.test(property.label)) {
      draft.questions.push(`Is it meant that ${called(property)} is true?`)
    }
    draft.conditions.push({ field: property.name, operator: isNot ? 'isNot' : 'is', value: 'true' })
    return true
  }
  switch (cue) {
    case 'tell':
      draft.fields.add(property.name)
      if (kind === 'number' && draft.operation === 'list' && item.from === 0) {
        draft.questions.push(`${called(property)} is answered with each record, and no sum of it. Is that meant?`)
      }
      return true
    case 'without':
    case 'known':
      draft.conditions.push({ field: property.name, operator: cue === 'known' ? 'isKnown' : 'isUnknown' })
      return true
    case 'input':
      askOfMany(draft, property, kind)
      draft.conditions.push(byInput(draft, property, kind))
      return true
    case 'with':
      // One is looked for by it; of many it is what is wanted, or what they have to have.
      if (draft.operation === 'find' && draft.conditions.length === 0)
        draft.conditions.push(byInput(draft, property, kind))
      else {
        draft.fields.add(property.name)
        const label = (property.label || property.name).slice(0, 60)
        draft.questions.push(
          `"${label}" is answered with each record. Or are only those meant that have a certain one?`,
        )
      }
      return true
    default:
      return false
  }
}

/** What many are listed by can be the value that they have, and the order that they come in. */
function askOfMany({ operation, questions }: Draft, property: Property, kind: FieldKind): void {
  if (operation !== 'list' || kind === 'text' || kind === 'phone') return
  questions.push(`Are only those wanted that have a certain ${called(property)}, or all of them, sorted by it?`)
}

const titles = /^(?:name|dealname|subject|title|content|description|.*_name|.*_title)$/

/** By words where people seldom know the whole: names, subjects, descriptions. */
function byInput(draft: Draft, property: Property, kind: FieldKind) {
  const isByWords = kind === 'text' && !property.hasUniqueValue && titles.test(property.name.replace(/^hs_/, ''))
  const operator = isByWords ? ('contains' as const) : ('is' as const)
  return { field: property.name, operator, value: draft.inputs.forField(property) }
}

/** What stands before a field says what it is there for; it holds for those that follow with "and", too. */
function cueOf(draft: Draft, item: Field, tokens: readonly Token[]): Cue {
  const { items } = draft
  // "The order's status", where the object is a part of what the field is called.
  if (tokens.slice(item.from, item.to - 1).some(({ owns }) => owns)) return 'tell'
  let isLoose = false
  for (let at = items.indexOf(item) - 1; at >= 0; at -= 1) {
    const other = items[at]
    if (other === undefined) break
    if (other.kind === 'telling') return claimed(draft, other, 'tell')
    if (other.kind === 'not' && !isLoose) {
      const isLack = /^(?:no|without|excluding|except)$/.test(tokens[other.from]?.text ?? '')
      return isLack ? claimed(draft, other, 'without') : undefined
    }
    if (other.kind === 'person' || other.kind === 'object') {
      // "The order's status": what is wanted of it.
      return tokens[other.to - 1]?.owns ? 'tell' : before(draft, item, tokens)
    }
    if (other.kind === 'idle') {
      const [text, next] = [other.text, tokens[other.to]?.text ?? '']
      if (/^(?:by|using|via|where|whose|given)$/.test(text)) return 'input'
      if (/^(?:with|ha(?:ve|s|ving))$/.test(text)) {
        if (thisOne.has(next)) return 'input'
        return articles.has(next) || next === 'any' ? (draft.operation === 'find' ? 'input' : 'known') : 'with'
      }
      if (text === 'what') return 'tell'
    } else if (other.kind === 'and' || other.kind === 'or' || other.kind === 'mark') isLoose = true
    else if (other.kind === 'field' && !draft.used.has(other)) return before(draft, item, tokens)
    else if (other.kind !== 'field' && other.kind !== 'is') break
  }
  return before(draft, item, tokens)
}

/** "The status of the latest order": fields before the object, with an "of" between. */
function before(draft: Draft, item: Field, tokens: readonly Token[]): Cue {
  const { items, operation } = draft
  const own = items.find((other) => other.kind === 'object' && other.object === draft.schema.object)
  // "Order status by order number": what a goal begins with is what is wanted.
  const isFirst = items.slice(0, items.indexOf(item)).every(({ kind }) => kind !== 'object' && kind !== 'option')
  const next = beside(draft, item, 1, () => false)
  if (operation !== 'list' && isFirst && next?.kind === 'idle' && next.text === 'by') return 'tell'
  if (own === undefined || own.from < item.to) return undefined
  const isOf = tokens.slice(item.to, own.from).some(({ text }) => text === 'of' || text === 'for' || text === 'from')
  return isOf && items.indexOf(item) <= 6 ? 'tell' : undefined
}

function claimed(draft: Draft, item: Item, cue: Cue): Cue {
  use(draft, item)
  return cue
}
