import type { Binding } from '../../../definitions/actions/binding'
import { textOf } from '../input/input'
import type { Problem } from '../input/problem'

/** Longest binding, in bytes of JSON. */
export const bindingMax = 4_000

/**
 * A binding as it was given, in the one form in which it is kept: without blanks at the ends of texts, and without parts that
 * are empty; or what of it is not as it has to be. Pure.
 */
export async function readBinding(
  given: Readonly<Record<string, unknown>>,
): Promise<{ binding: Binding } | { problems: Problem[] }> {
  const { bindingSchema } = await import('../../../definitions/actions/binding')
  const strange = Object.keys(given).filter((name) => !Object.hasOwn(bindingSchema.shape, name))
  if (strange.length > 0) {
    const problem = 'A binding has no such part. Use one of these.'
    const allowed = Object.keys(bindingSchema.shape)
    return { problems: strange.slice(0, 5).map((name) => ({ field: name.slice(0, 60), problem, allowed })) }
  }
  const read = bindingSchema.safeParse(given)
  if (!read.success) {
    return {
      problems: read.error.issues.slice(0, 20).map(({ path, message }) => ({
        field: path.join('.') || 'binding',
        problem: `This is not as it has to be: ${message.slice(0, 300)}. Correct it and try again.`,
      })),
    }
  }
  const binding = tidy(read.data)
  const size = Buffer.byteLength(JSON.stringify(binding))
  if (size <= bindingMax) return { binding }
  const problem = `This binding has ${size} bytes, and ${bindingMax} are kept. Use shorter descriptions, or fewer parts.`
  return { problems: [{ field: 'binding', problem }] }
}

function tidy({ where, match, set, associate, associatedWith, sort, fields, limit, ...binding }: Binding): Binding {
  const { name, description, operation, object, inputs } = binding
  return {
    ...{ name: name.trim(), description: description.trim(), operation, object: object.trim() },
    inputs: inputs.map(({ name: input, description: words, type, required, example }) => ({
      ...{ name: input.trim(), description: words.trim() },
      ...(type === undefined ? {} : { type }),
      ...(required === undefined ? {} : { required }),
      ...given('example', textOf(example)),
    })),
    ...given('where', filledList(where?.map(({ all }) => ({ all: all.map(tidyCondition) })))),
    ...given('match', tidyRecord(match)),
    ...given('set', tidyRecord(set)),
    ...given(
      'associate',
      filledList(
        associate?.map(({ object: other, id, label }) => ({
          ...{ object: other.trim(), id: id.trim() },
          ...given('label', textOf(label)),
        })),
      ),
    ),
    ...given(
      'associatedWith',
      associatedWith && { object: associatedWith.object.trim(), id: associatedWith.id.trim() },
    ),
    ...given(
      'sort',
      filledList(sort?.flatMap(({ field, ...by }) => (textOf(field) ? [{ field: field.trim(), ...by }] : []))),
    ),
    ...given('fields', filledList(fields?.flatMap((field) => textOf(field) ?? []))),
    ...given('limit', limit),
  }
}

type Condition = NonNullable<Binding['where']>[number]['all'][number]

function tidyCondition({ field, operator, value, values, from, to }: Condition): Condition {
  return {
    ...{ field: field.trim(), operator },
    ...given('value', textOf(value)),
    ...given('values', filledList(values?.flatMap((text) => textOf(text) ?? []))),
    ...given('from', textOf(from)),
    ...given('to', textOf(to)),
  }
}

/** Blank text counts as absent. */
function tidyRecord(texts: Record<string, string> | undefined): Record<string, string> | undefined {
  const entries = Object.entries(texts ?? {}).flatMap(([field, value]) => {
    const text = textOf(value)
    return text === undefined ? [] : [[field.trim(), text] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

const filledList = <T>(list: T[] | undefined): T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list

function given<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  const part: { [P in K]?: V } = {}
  if (value !== undefined) part[name] = value
  return part
}
