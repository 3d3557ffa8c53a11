import type { Site } from '../site'
import type { StateRecord, StoredState, World } from '../world'

export type StatePlace = { type: StateRecord['type']; id: string; name: string }

/** Under what a state is kept. The id of an `integration` state says nothing that its owner does not. */
function stateKey(world: World, site: Site, { type, id, name }: StatePlace): string {
  if (type !== 'integration') return JSON.stringify([site.webhookId, type, id, name])
  const { statesSurviveUpgrades } = world.properties
  return JSON.stringify([...integrationOwner(world, site), type, ...(statesSurviveUpgrades ? [] : [id]), name])
}

/** Whose `integration` states are: a bot may have several integrations, each of which may be there several times. */
function integrationOwner({ properties }: World, site: Site): string[] {
  return properties.integrationStatesOf === 'bot' ? [site.botId, site.definition.name] : [site.webhookId]
}

/** The state at this place unless it has expired; reading it counts as using it. */
export function readState(world: World, site: Site, place: StatePlace): StoredState | undefined {
  const key = stateKey(world, site, place)
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
  world.states.set(stateKey(world, site, place), stored)
}

export function clearState(world: World, site: Site, place: StatePlace): void {
  world.states.delete(stateKey(world, site, place))
}

/** Forgets the states of a conversation or user that is gone. */
export function dropStates(world: World, site: Site, type: StateRecord['type'], id: string): void {
  for (const name of Object.keys(site.definition.states ?? {})) clearState(world, site, { type, id, name })
}

/** Whether the state under this key is one that the installation can read. */
export function isStateOf(world: World, webhookId: string, key: string): boolean {
  const site = world.sites.get(webhookId)
  const owners = [[webhookId], ...(site === undefined ? [] : [integrationOwner(world, site)])]
  return owners.some((owner) => key.startsWith(`${JSON.stringify(owner).slice(0, -1)},`))
}
