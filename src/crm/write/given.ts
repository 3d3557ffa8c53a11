import { textOf, wrongInput } from '../input/input'
import type { Given } from './resolve'

/** So many fields are written at once. */
const most = 100
/** Of the name of a field, so much is repeated, in UTF-16 units. */
const nameMax = 100

/**
 * What an action was given to write.
 *
 * @param inputs its own, as name, property and value.
 * @param fields further ones, by name or label.
 * @param name of the input that these were given by.
 * @throws {RuntimeError} for too many.
 */
export function givenFrom(
  inputs: readonly (readonly [field: string, property: string, value: string | undefined])[],
  fields: Readonly<Record<string, string>> | undefined,
  name = 'fields',
): Given[] {
  if (Object.keys(fields ?? {}).length > most) {
    throw wrongInput(name, `holds more than ${most} fields to write`, 'Write fewer of them at once.')
  }
  const all = [
    ...inputs,
    ...Object.entries(fields ?? {}).map(([field, value]) => [field, field.trim(), value] as const),
  ]
  return all.flatMap(([field, property, value]) => {
    const text = textOf(value)
    return text === undefined ? [] : [{ field: field.slice(0, nameMax), property, text }]
  })
}
