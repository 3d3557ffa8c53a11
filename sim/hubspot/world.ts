import { randomBytes, randomUUID } from 'node:crypto'
import { ContactStore } from './contact-store'
import { createCrm } from './crm/create-crm'
import type { ChannelMessage } from './message-model'
import type { AccessToken, Agent, App, AuthCode, Channel, ChannelAccount, Grant, Inbox, Portal, Thread } from './model'
import type { Outbox } from './outbox'
import type { Settings } from './settings'

/** Everything this HubSpot knows. */
export type World = {
  settings: Settings
  /** HubSpot's clock in epoch ms, by which it stamps. */
  now: () => number
  /** Ours, by which something lasts. */
  clock: () => number
  /** Where this HubSpot answers, without a trailing slash. */
  baseUrl: () => string
  outbox: Outbox
  apps: Map<number, App>
  portals: Map<number, Portal>
  /** Channels that were not deleted. */
  channels: Map<string, Channel>
  accounts: Map<string, ChannelAccount>
  threads: Map<string, Thread>
  channelMessages: Map<string, { thread: Thread; message: ChannelMessage }>
  /** The whole texts of messages that are shown shortened, by message id. */
  originalContents: Map<string, { text: string; richText?: string }>
  /** By refresh token. */
  grants: Map<string, Grant>
  authCodes: Map<string, AuthCode>
  accessTokens: Map<string, AccessToken>
  /** Signs the file URLs. */
  fileKey: Buffer
  /** The next id: a whole number as text, above 2^32 so that an id squeezed into 32 bits shows. */
  nextId: () => string
  /** The next id of a thread; the same unless `hugeThreadIds` says otherwise. */
  nextThreadId: () => string
  /** Channel ids fit 32 bits. They start where one more digit begins, so that comparing them as text shows. */
  nextChannelId: () => string
  /** From 1 to 100 and round again: HubSpot's event ids are not unique. */
  nextEventId: () => number
}

export function createWorld(settings: Settings, clock: () => number, baseUrl: () => string, outbox: Outbox): World {
  const nextEvent = counter(-1)
  const nextId = counter(5_000_000_000)
  return {
    settings,
    now: () => clock() + settings.clockAheadMs,
    clock,
    baseUrl,
    outbox,
    apps: new Map(),
    portals: new Map(),
    channels: new Map(),
    accounts: new Map(),
    threads: new Map(),
    channelMessages: new Map(),
    originalContents: new Map(),
    grants: new Map(),
    authCodes: new Map(),
    accessTokens: new Map(),
    fileKey: randomBytes(32),
    nextId,
    nextThreadId: () => (settings.hugeThreadIds ? beyondDoubles(nextId()) : nextId()),
    nextChannelId: counter(999_998),
    nextEventId: () => 1 + (Number(nextEvent()) % 100),
  }
}

/** An odd number above 2^53, which no double can be. */
const beyondDoubles = (id: string): string => String(2n ** 53n + 2n * BigInt(id) + 1n)

function counter(start: number): () => string {
  let last = start
  return () => {
    last += 1
    return String(last)
  }
}

export type PortalInput = {
  portalId: number
  inboxes: { id: string; name: string; type: Inbox['type'] }[]
  agents: Agent[]
}

export function addPortal(world: World, input: PortalInput): Portal {
  const createdAt = world.now()
  const crm = createCrm(input.portalId, input.agents, createdAt)
  const portal: Portal = {
    portalId: input.portalId,
    inboxes: new Map(input.inboxes.map((inbox) => [inbox.id, { ...inbox, createdAt }])),
    agents: new Map(input.agents.map((agent) => [agent.userId, agent])),
    crm,
    contacts: new ContactStore(crm),
    threads: new Map(),
    accounts: new Map(),
    files: new Map(),
    threadIds: new Map(),
    publishedIds: new Map(),
    visitors: new Map(),
    visitorIds: new Map(),
    autoAssign: new Map(),
    installedApps: new Map(),
  }
  world.portals.set(portal.portalId, portal)
  return portal
}

/** The value under `key`; throws when there is none: for what a test or page names, not for what comes in over HTTP. */
export function mustGet<K, V>(map: ReadonlyMap<K, V>, key: K, what: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`This HubSpot has no ${what} ${String(key)}`)
  return value
}

export function portalOf(world: World, thread: { portalId: number }): Portal {
  return mustGet(world.portals, thread.portalId, 'portal')
}

/** For how many more ms a thread cannot be read. */
export function hiddenFor({ clock }: World, { hiddenUntil }: Thread): number {
  return Math.max(0, hiddenUntil - clock())
}

/** Message ids of HubSpot are 32 hexadecimal digits. */
export function newMessageId(): string {
  return randomUUID().replaceAll('-', '')
}

export const iso = (ms: number): string => new Date(ms).toISOString()
