import type { Field, Shape } from '../../crm-protocol'

/**
 * What has been filled in, by the path of its box: `where.0.all.1.value`. A list or record of several has their number
 * under `<path>.#`; a record's pairs are `<path>.0.name` and `<path>.0.value`.
 */
export type Values = Readonly<Record<string, string>>

const countPath = (path: string) => `${path}.#`

/** How many items a list or record has. */
export const countOf = (values: Values, path: string): number => Number(values[countPath(path)] ?? 0)

/** One more item at the end. */
export const addItem = (values: Values, path: string): Values => ({
  ...values,
  [countPath(path)]: String(countOf(values, path) + 1),
})

/** Takes an item out; those after it move up. */
export function removeItem(values: Values, path: string, index: number): Values {
  const rest = Object.entries(values).flatMap(([name, value]): [string, string][] => {
    if (!name.startsWith(`${path}.`)) return [[name, value]]
    const [at = '', ...inner] = name.slice(path.length + 1).split('.')
    const place = Number(at)
    if (place === index) return []
    const moved = place > index ? String(place - 1) : at
    return [[[path, moved, ...inner].join('.'), value]]
  })
  return { ...Object.fromEntries(rest), [countPath(path)]: String(countOf(values, path) - 1) }
}

/** What a box shows: what was filled in, or else what a builder of bots would pin it to. */
export const shownValue = (field: Pick<Field, 'pinnedTo'>, values: Values, path: string): string =>
  values[path] ?? field.pinnedTo ?? ''

/** The input of an action as it was filled in; what is blank is left out. */
export function inputOf(fields: readonly Field[], values: Values, within = ''): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const path = `${within}${field.name}`
      const value = filledInAt(field.shape, values, path, field.pinnedTo)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

function filledInAt(shape: Shape, values: Values, path: string, pinnedTo?: string): unknown {
  if (shape.type === 'list') {
    const items = places(values, path).map((place) => filledInAt(shape.item, values, place))
    return filled(items.filter((item) => item !== undefined))
  }
  if (shape.type === 'record') {
    const pairs = places(values, path).map((place) => [values[`${place}.name`] ?? '', values[`${place}.value`] ?? ''])
    const named = pairs.filter(([name]) => name?.trim() !== '')
    return filled(named) && Object.fromEntries(named)
  }
  if (shape.type === 'group') {
    const group = inputOf(shape.fields, values, `${path}.`)
    return Object.keys(group).length === 0 ? undefined : group
  }
  const text = values[path] ?? pinnedTo ?? ''
  return text.trim() === '' ? undefined : read(shape.type, text)
}

const places = (values: Values, path: string) =>
  Array.from({ length: countOf(values, path) }, (_, index) => `${path}.${index}`)

const filled = <T>(items: T[]): T[] | undefined => (items.length === 0 ? undefined : items)

/** What is not what it should be goes out as it was written: Botpress says what is wrong with it. */
function read(type: 'text' | 'number' | 'boolean' | 'json' | 'choice', text: string): unknown {
  if (type === 'number') return Number.isFinite(Number(text)) ? Number(text) : text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (type !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
