import type { Tags } from './records'
import type { World } from './world'

/** Tags of plugins bear the plugin's name, which no tag of an integration can: `hitl#upstream`. */
const isPluginTag = (name: string): boolean => name.includes('#')

/** What an integration is shown of a body with records in it, alone or in lists: its plugins' tags only if it sees them. */
export function asSeen(world: World, body: unknown): unknown {
  if (world.properties.showsPluginTags || !isObject(body)) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(seenRecord) : seenRecord(value),
    ]),
  )
}

function seenRecord(value: unknown): unknown {
  if (!isObject(value) || !isObject(value.tags)) return value
  const tags = Object.fromEntries(Object.entries(value.tags).filter(([name]) => !isPluginTag(name)))
  return { ...value, tags }
}

/** A filter by a plugin's tag finds nothing where those are not seen. */
export function canFilterBy(world: World, tags: Tags): boolean {
  return world.properties.showsPluginTags || !Object.keys(tags).some(isPluginTag)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
