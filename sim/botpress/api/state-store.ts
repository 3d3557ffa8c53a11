import type { Site, StateRecord, StoredState, World } from '../world'

export type StatePlace = { type: StateRecord['type']; id: string; name: string }

const stateKey = (site: Site, { type, id, name }: StatePlace) => JSON.stringify([site.webhookId, type, id, name])

/** The state at this place unless it has expired; reading it counts as using it. */
export function readState(world: World, site: Site, place: StatePlace): StoredState | undefined {
  const key = stateKey(site, place)
  const stored = world.states.get(key)
  if (!stored) return undefined
  if (stored.expiry !== null && world.now() - stored.usedAt >= stored.expiry) {
    world.states.delete(key)
    return undefined
  }
  stored.usedAt = world.now()
  return stored
}

export function writeState(world: World, site: Site, place: StatePlace, stored: StoredState): void {
  world.states.set(stateKey(site, place), stored)
}

export function clearState(world: World, site: Site, place: StatePlace): void {
  world.states.delete(stateKey(site, place))
}

/** Forgets the states of a conversation or user that is gone. */
export function dropStates(world: World, site: Site, type: StateRecord['type'], id: string): void {
  for (const name of Object.keys(site.definition.states ?? {})) clearState(world, site, { type, id, name })
}
