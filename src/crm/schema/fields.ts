import { RuntimeError } from '@botpress/sdk'
import type { Property } from '../../hubspot/crm-schema'
import type { Crm } from '../crm'
import { textOf } from '../input/input'
import { propertiesOf } from './account-schema'
import { objectAt } from './objects'
import { isHidden } from './visible'

/** So many fields can be asked for besides what is always shown. */
const most = 30

/**
 * The internal names of fields that were asked for by name or label, in any case.
 *
 * @throws {RuntimeError} that names a field which is not there and those that are like it, or that several have the label.
 */
export async function fieldsFor(crm: Crm, type: string, asked: readonly string[] | undefined): Promise<string[]> {
  const wanted = [...new Set((asked ?? []).flatMap((field) => textOf(field) ?? []))]
  if (wanted.length === 0) return []
  if (wanted.length > most) throw new RuntimeError(`"fields" holds more than ${most} names. Ask for fewer.`)
  const object = await objectAt(crm, type)
  const properties = (await propertiesOf(crm, type)).filter(
    ({ name }) => object === undefined || !isHidden(crm, object, name),
  )
  return wanted.map((field) => propertyNamed(properties, field, object?.labelPlural ?? type).name)
}

/** @throws {RuntimeError} as `fieldsFor`. */
function propertyNamed(properties: Property[], field: string, type: string): Property {
  const found = findProperty(properties, field)
  if ('property' in found) return found.property
  if ('several' in found) {
    const names = found.several.join(', ')
    throw new RuntimeError(
      `Several fields of ${type} are called "${field.slice(0, 60)}": ${names}. Use one of these names.`,
    )
  }
  const { near } = found
  const hint =
    near.length === 0 ? 'Leave it out.' : `Similar ones: ${near.join(', ')}. Use one of these, or leave it out.`
  throw new RuntimeError(`There is no field "${field.slice(0, 60)}" of ${type} in HubSpot. ${hint}`)
}

/** The property of a name or label, in any case; else the names of several with that label, or of those that are like it. */
export function findProperty(
  properties: readonly Property[],
  field: string,
): { property: Property } | { several: string[] } | { near: string[] } {
  const small = field.toLowerCase()
  const byName = properties.find(({ name }) => name.toLowerCase() === small)
  if (byName) return { property: byName }
  const byLabel = properties.filter(({ label }) => label.toLowerCase() === small)
  const [only] = byLabel
  if (only !== undefined && byLabel.length === 1) return { property: only }
  if (byLabel.length > 1) return { several: byLabel.map(({ name }) => name) }
  return { near: nearest(properties, small) }
}

/** Names of up to five fields that are spelt alike. */
export function nearest(properties: readonly Property[], text: string): string[] {
  const wanted = pairsOf(text.slice(0, longest))
  const distance = ({ name, label }: Property) =>
    Math.min(apart(pairsOf(name.toLowerCase()), wanted), apart(pairsOf(label.toLowerCase()), wanted))
  return properties
    .map((property) => ({ property, by: distance(property) }))
    .filter(({ by }) => by <= 0.7)
    .toSorted((a, b) => a.by - b.by)
    .slice(0, 5)
    .map(({ property }) => property.name)
}

/** No field is called longer, in UTF-16 units. */
const longest = 200

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))

/** From 0 (the same) to 1 (nothing in common): by the pairs of letters that two texts share. */
function apart(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length
  return one.size + other.size === 0 ? 1 : 1 - (2 * shared) / (one.size + other.size)
}
