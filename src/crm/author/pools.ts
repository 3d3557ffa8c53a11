import type { Property } from '../../hubspot/crm-schema'
import { type FieldKind, kindOf } from '../schema/field-kinds'
import { isReadOnly } from '../write/value'
import type { Hint } from './item'
import { lengthWords, moneyWords } from './lexicon'
import type { ObjectSchema } from './schema'
import { stem } from './stem'
import { wordsIn } from './tokens'

/** Which field is meant where none is named: "over 500", "this month", "the biggest". */

/** `isSure`: no other could be meant. */
export type Choice = { property: Property; isSure: boolean } | { several: readonly Property[] }

const money = new Set([...moneyWords].map(stem))
const length = new Set([...lengthWords].map(stem))

const textOf = ({ name, label }: Property) => wordsIn(`${label} ${name.replaceAll('_', ' ')}`).map(stem)
const isOwn = ({ name }: Property) => !name.startsWith('hs_')

function pool({ object, fields }: ObjectSchema, kinds: readonly FieldKind[]): Property[] {
  return fields.filter((field) => !field.hidden && isOwn(field) && kinds.includes(kindOf(object, field)))
}

/** The number that an amount without a field is about. */
export function numberFor(schema: ObjectSchema, hint: Hint): Choice {
  const numbers = pool(schema, ['number'])
  const about = (words: ReadonlySet<string>) => numbers.filter((field) => textOf(field).some((word) => words.has(word)))
  const [ofMoney, ofLength] = [about(money), about(length)]
  const fitting = hint === 'length' ? ofLength : hint === 'money' || ofMoney.length > 0 ? ofMoney : numbers
  const [only] = fitting
  if (only === undefined || fitting.length > 1) return { several: fitting.length > 1 ? fitting : numbers }
  const isNamed = wordsIn(only.name).some((word) => /^(?:amount|total)$/.test(word))
  return { property: only, isSure: hint !== 'any' || numbers.length === 1 || isNamed }
}

/**
 * The time that a period without a field is about: what is called the date of the object itself, the only one that people
 * fill in, or, for what was, when the record was made.
 */
export function timeFor(schema: ObjectSchema, isPast: boolean): Choice {
  const { object } = schema
  const own = [...wordsIn(object.label), ...wordsIn(object.name), 'date', 'time', 'day', 'of', 'on'].map(stem)
  const times = pool(schema, ['date', 'dateTime']).filter(
    (field) => !isReadOnly(field) && field.name !== object.createdField,
  )
  const itself = times.filter((field) =>
    wordsIn(field.label)
      .map(stem)
      .every((word) => own.includes(word)),
  )
  const [only, more] = itself.length > 0 ? itself : times
  if (only !== undefined) return more === undefined ? { property: only, isSure: itself.length > 0 } : { several: times }
  const created = schema.fields.find(({ name }) => name === object.createdField)
  return created === undefined || !isPast ? { several: [] } : { property: created, isSure: true }
}
