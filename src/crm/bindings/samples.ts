import type { Property } from '../../hubspot/crm-schema'
import type { FieldKind } from '../schema/field-kinds'
import type { Choices } from '../search/search-values'
import { type BindingInput, type InputType, inputValue } from './input-value'
import { inputsIn, type Values } from './placeholders'

/**
 * Values that an input may be given, to see whether what asks for it can be right. Long ones come first, as far as it can be
 * said how long they get; of a text that cannot be said, and it counts as some words' length. Pure.
 */
const usual: Record<InputType, readonly string[]> = {
  text: ['x'.repeat(60)],
  phone: [`+${'9'.repeat(15)}`],
  email: [`${'x'.repeat(64)}@${'x'.repeat(60)}.example`],
  number: ['-1234567890123.25', '9999999999999', '2026', '9'],
  date: ['2026-01-31', '1900-01-01', '9999-12-31'],
  dateTime: ['2026-01-31T14:30:00.000Z'],
  yesNo: ['false', 'true'],
  id: ['9'.repeat(20), '9'],
}

/** What a field takes that an input of a type may hold. */
function candidates(type: InputType, field: readonly string[]): string[] {
  if (type === 'text') return [...Object.values(usual).flat(), ...field]
  return [...usual[type], ...field.filter((text) => 'value' in inputValue(type, text, undefined))]
}

/** What a field can be set to or compared with, of all that it could be. */
function valuesOf(kind: FieldKind, { options }: Property, { owners, pipelines }: Choices): string[] {
  switch (kind) {
    case 'owner':
      return owners.flatMap(({ id, archived }) => (archived ? [] : [id]))
    case 'pipeline':
      return pipelines.map(({ id }) => id)
    case 'stage':
      return pipelines.flatMap(({ stages }) => stages.map(({ id }) => id))
    default:
      return options.map(({ value }) => value)
  }
}

/** An input's type; text where none is said. */
export const typeOf = ({ type = 'text' }: Pick<BindingInput, 'type'>): InputType => type

/**
 * Ways to fill some texts that stand together, to be tried one after the other: each input gets its first value, then its
 * second, and so on. One way alone where nothing is to be filled in.
 */
export function waysToFill(
  texts: readonly string[],
  inputs: readonly BindingInput[],
  about: { kind: FieldKind; property: Property; choices: Choices } | undefined,
): Values[] {
  const asked = new Set(texts.flatMap(inputsIn))
  const field = about === undefined ? [] : valuesOf(about.kind, about.property, about.choices)
  const all = inputs
    .filter(({ name }) => asked.has(name))
    .map((input) => ({ name: input.name, values: candidates(typeOf(input), field) }))
  const count = Math.max(1, ...all.map(({ values }) => values.length))
  return Array.from(
    { length: count },
    (_, at) => new Map(all.map(({ name, values }) => [name, values[Math.min(at, values.length - 1)] ?? ''])),
  )
}

/** A text of which nothing is sure: with an input that may hold anything, it may be anything as a whole. */
export function loosened(text: string, inputs: readonly BindingInput[]): string {
  const anything = inputsIn(text).find((name) =>
    inputs.some((input) => input.name === name && typeOf(input) === 'text'),
  )
  return anything === undefined ? text : `{{${anything}}}`
}

/** What is said besides of a value with inputs in it that cannot be right. */
export const noneFits = 'Nothing that the inputs here may hold would do.'
