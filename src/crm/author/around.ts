import type { Property } from '../../hubspot/crm-schema'
import { findProperty } from '../schema/fields'
import { beside, called, type Draft, isSmall, oneOf, use } from './draft'
import type { Item } from './item'
import type { Choice } from './pools'
import { wordsIn } from './tokens'

/** What stands around a value or a field: the field, the value, a "not". */

/** Whether a "not" stands before, with nothing but small words between. */
export function isNegated(draft: Draft, item: Item): boolean {
  const before = beside(draft, item, -1, isSmall)
  if (before?.kind !== 'not') return false
  use(draft, before)
  return true
}

/** The field that stands beside, and has no value of its own yet; undefined for one that does not suit. */
export function fieldBeside(
  draft: Draft,
  item: Item,
  suits: (property: Property) => boolean,
): (Item & { kind: 'field' }) | undefined {
  // "Created by the caller this year".
  const isLink = (other: Item) =>
    (other.kind === 'person' || (other.kind === 'object' && other.object.typeId !== draft.schema.object.typeId)) &&
    draft.used.has(other)
  // "First visit": the object is a part of what the field is called.
  const isPart = ({ kind, from }: Item) =>
    kind === 'object' && draft.items.some((one) => one.kind === 'field' && one.to === from)
  const over = (other: Item) => isSmall(other) || other.kind === 'not' || isLink(other) || isPart(other)
  for (const step of [-1, 1] as const) {
    // "Over 500 by total" is an order, too.
    const other = beside(
      draft,
      item,
      step,
      (one) => over(one) && !(step === 1 && one.kind === 'idle' && one.text === 'by'),
    )
    if (other?.kind === 'field' && !draft.used.has(other) && other.properties.some(suits)) return other
  }
  return undefined
}

/** The field of a choice; one that is not sure is asked about, and several are. */
export function chosen(draft: Draft, choice: Choice): Property | undefined {
  if ('several' in choice) {
    if (choice.several.length > 0)
      oneOf(draft, [...choice.several, ...choice.several].slice(0, Math.max(2, choice.several.length)))
    return undefined
  }
  if (!choice.isSure)
    draft.questions.push(`No field was named, so ${called(choice.property)} was taken. Is that meant?`)
  return choice.property
}

/** A value that stands right behind: quoted, a number, an input, or words that nobody else understands. */
export function valueAfter(draft: Draft, item: Item, property: Property): string | undefined {
  const next = beside(draft, item, 1, ({ kind }) => kind === 'idle')
  if (next === undefined || draft.used.has(next)) return undefined
  if (next.kind === 'literal') {
    use(draft, next)
    return next.isInput ? draft.inputs.forField(property, next.text.slice(2, -2)) : next.text
  }
  if (next.kind !== 'unknown') return undefined
  const texts: string[] = []
  for (let at = draft.items.indexOf(next); draft.items[at]?.kind === 'unknown'; at += 1) {
    const word = draft.items[at]
    if (word?.kind !== 'unknown') break
    use(draft, word)
    texts.push(word.text)
  }
  const text = texts.join(' ')
  // Names are written with a capital; of other words it is not sure that they are meant as they stand.
  if (!texts.every((word) => /^[\p{Lu}\d]/u.test(word))) {
    draft.questions.push(`"${text.slice(0, 60)}" was taken as a value of ${called(property)}. Is that meant?`)
  }
  return text
}

/** The field that an input is called after: `{{orderNumber}}`. */
export function byName({ schema }: Draft, { text, isInput }: Item & { kind: 'literal' }): Property | undefined {
  const words = wordsIn(text)
  const found = isInput
    ? findProperty(
        schema.fields.filter(({ hidden }) => !hidden),
        words.join(' '),
      )
    : undefined
  if (found !== undefined && 'property' in found) return found.property
  const same = schema.fields.filter(
    ({ name, hidden }) => isInput && !hidden && wordsIn(name.replaceAll('_', ' ')).join() === words.join(),
  )
  return same[0]
}

/** A name of somebody that stands alone. */
export function askOfOwner({ questions }: Draft, property: Property, name: string): void {
  questions.push(`"${name.slice(0, 60)}" was taken for ${called(property)}. Is that meant?`)
}
