import { randomBytes } from 'node:crypto'
import type { AccessToken, AuthCode, Brand, Chat, Client, Department, Grant, Operator, Portal, Region } from './model'
import type { Outbox } from './outbox'
import type { Settings } from './settings'

/** Everything this Zoho knows. */
export type World = {
  settings: Settings
  /** Zoho's clock in epoch ms, by which it stamps. */
  now: () => number
  /** Ours, by which something lasts. */
  clock: () => number
  /** Where this Zoho answers, without a trailing slash. */
  baseUrl: () => string
  outbox: Outbox
  clients: Map<string, Client>
  /** By screen name. */
  portals: Map<string, Portal>
  /** By conversation id. */
  chats: Map<string, Chat>
  /** By refresh token, oldest first. */
  grants: Map<string, Grant>
  codes: Map<string, AuthCode>
  /** By value, oldest first. */
  tokens: Map<string, AccessToken>
  /** When tokens were asked for lately, by refresh token. */
  tokenTries: Map<string, number[]>
  /** Timers of chats that are missed by themselves, by conversation id. */
  waits: Map<string, NodeJS.Timeout>
  nextId: () => string
  /** Short numbers that operators see. */
  nextReference: () => string
  /** How many signing keys were made. */
  keysMade: number
}

export function createWorld(settings: Settings, clock: () => number, baseUrl: () => string, outbox: Outbox): World {
  return {
    settings,
    now: () => clock() + settings.clockAheadMs,
    clock,
    baseUrl,
    outbox,
    clients: new Map(),
    portals: new Map(),
    chats: new Map(),
    grants: new Map(),
    codes: new Map(),
    tokens: new Map(),
    tokenTries: new Map(),
    waits: new Map(),
    nextId: counter(70_000_000_003_000),
    nextReference: counter(0),
    keysMade: 0,
  }
}

function counter(start: number): () => string {
  let last = start
  return () => {
    last += 1
    return String(last)
  }
}

export type BrandInput = Partial<Omit<Brand, 'departments'>> & {
  id: string
  name: string
  departments: readonly Department[]
}

export type PortalInput = {
  /** As in the addresses of SalesIQ. */
  screenName: string
  orgId: string
  /** Default us. */
  region?: Region
  /** Default of their settings: enabled, files allowed, reopening allowed, waiting 60 s, nobody assigned of itself, no bot. */
  brands: BrandInput[]
  /** The first of them is who consents and who acts by API. */
  operators: Operator[]
}

export function addPortal(world: World, { region = 'us', ...input }: PortalInput): Portal {
  const portal: Portal = {
    ...input,
    region,
    brands: new Map(input.brands.map((brand) => [brand.id, brandOfInput(brand)])),
    operators: new Map(input.operators.map((operator) => [operator.id, { ...operator }])),
    chats: new Map(),
    visitors: new Map(),
    webhooks: new Map(),
  }
  world.portals.set(portal.screenName, portal)
  return portal
}

const brandDefaults = {
  enabled: true,
  waitingTimeS: 60,
  shareFile: true,
  allowChatReopen: true,
  autoAssign: undefined,
  bot: undefined,
}

const brandOfInput = ({ departments, ...rest }: BrandInput): Brand => ({
  ...brandDefaults,
  ...rest,
  departments: [...departments],
})

/** The value under `key`; throws when there is none: for what a test or page names, not for what comes in over HTTP. */
export function mustGet<K, V>(map: ReadonlyMap<K, V>, key: K, what: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`This SalesIQ has no ${what} ${String(key)}`)
  return value
}

export const portalOf = (world: World, { screenName }: { screenName: string }): Portal =>
  mustGet(world.portals, screenName, 'portal')

export const brandOf = (world: World, chat: Chat): Brand => mustGet(portalOf(world, chat).brands, chat.appId, 'brand')

/** Who consents to clients and acts by API. */
export function adminOf({ screenName, operators }: Portal): Operator {
  const [first] = operators.values()
  if (first === undefined) throw new Error(`The portal ${screenName} has no operators`)
  return first
}

export const hexDigits = (count: number): string => randomBytes(count / 2).toString('hex')
