import type { Property } from '../../hubspot/crm-schema'
import type { FieldKind } from '../schema/field-kinds'
import { isNegated, valueAfter } from './around'
import { beside, type Draft, isSmall, use } from './draft'
import type { Item } from './item'

/** The value that a goal gives for a field that is written. */

/** "The status of the order to shipped". */
export const isBetween = (item: Item) => isSmall(item) || item.kind === 'object' || item.kind === 'person'

const isThe = (item: Item) => item.kind === 'idle' && item.text === 'the'

/** "Mark as gift wrapped", "with 50 seats": what stands before the field. */
export function asSaid(draft: Draft, item: Item, kind: FieldKind): string | undefined {
  const before = draft.items[draft.items.indexOf(item) - 1]
  if (before === undefined) return undefined
  const word = beside(draft, before.kind === 'literal' || before.kind === 'not' ? before : item, -1, isThe)
  const text = word?.kind === 'idle' ? word.text : ''
  if (kind === 'yesNo' && (text === 'as' || text === 'on')) return String(!isNegated(draft, item))
  if (
    kind !== 'number' ||
    before.kind !== 'literal' ||
    draft.used.has(before) ||
    !/^(?:with|to|of|for|has|have)$/.test(text)
  )
    return undefined
  use(draft, before)
  return before.text
}

/** The value that stands behind "to", "is" or the field itself, the object between them or not; else an input. */
export function given(draft: Draft, item: Item, property: Property, kind: FieldKind): string {
  const { items, inputs } = draft
  const next = beside(draft, item, 1, isBetween)
  const isNumber = next?.kind === 'literal' && /^\d/.test(next.text)
  const isFitting = next?.kind === 'literal' && !draft.used.has(next) && (kind !== 'number' || isNumber || next.isInput)
  const between = items.slice(items.indexOf(item) + 1, next === undefined ? undefined : items.indexOf(next))
  const isTo = between.some((other) => other.kind === 'is' || (other.kind === 'idle' && other.text === 'to'))
  const isWord = next?.kind === 'unknown' && isTo && kind === 'text'
  const last = between.at(-1) ?? item
  // "By 5" is a difference.
  const isBy = between.some((other) => other.kind === 'idle' && other.text === 'by')
  return ((isFitting && !isBy) || isWord ? valueAfter(draft, last, property) : undefined) ?? inputs.forField(property)
}
