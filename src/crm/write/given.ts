import { textOf } from '../input/input'
import type { Given } from './resolve'

/**
 * What an action was given to write.
 *
 * @param inputs its own, as name, property and value.
 * @param fields further ones, by name or label.
 */
export function givenFrom(
  inputs: readonly (readonly [field: string, property: string, value: string | undefined])[],
  fields: Readonly<Record<string, string>> | undefined,
): Given[] {
  const all = [...inputs, ...Object.entries(fields ?? {}).map(([name, value]) => [name, name.trim(), value] as const)]
  return all.flatMap(([field, property, value]) => {
    const text = textOf(value)
    return text === undefined ? [] : [{ field, property, text }]
  })
}
