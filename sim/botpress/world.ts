import { type Cognitive, newCognitive } from './cognitive'
import type { Dispatcher } from './dispatch'
import type { BotpressProperties } from './properties'
import type { BotEvent, Conversation, Message, Tags, User } from './records'
import type { Scheduler } from './scheduler'
import type { Site } from './site'
import { Table } from './table'
import { mergeTags } from './tags'

export type StateRecord = {
  id: string
  createdAt: string
  updatedAt: string
  botId: string
  conversationId?: string
  userId?: string
  name: string
  type: 'conversation' | 'user' | 'integration'
  payload: Record<string, unknown>
}

export type StoredState = { state: StateRecord; expiry: number | null; usedAt: number }

export type StoredFile = {
  owner: string
  record: {
    id: string
    botId: string
    key: string
    contentType: string
    tags: Tags
    metadata: Record<string, unknown>
    accessPolicies: ('public_content' | 'integrations')[]
    createdAt: string
    updatedAt: string
    expiresAt?: string
  }
  declaredSize: number
  /** Whether the upload must carry the header `x-amz-tagging: public=true`. */
  needsPublicTag: boolean
  secret: string
  content: Buffer | undefined
}

/** Everything one stand-in knows. */
export type World = {
  now: () => number
  token: string
  pageSize: number
  properties: BotpressProperties
  /** The API's base URL, for the links of files. */
  url: string
  sites: Map<string, Site>
  users: Table<User>
  conversations: Table<Conversation>
  messages: Table<Message>
  /** Ids of a conversation's messages, oldest first. */
  messageIds: Map<string, string[]>
  /** Ids of messages that wait for their time. */
  waiting: Set<string>
  events: Table<BotEvent>
  /** By owner, type, id and name, as `stateKey` puts them together. */
  states: Map<string, StoredState>
  files: Map<string, StoredFile>
  /** File ids by owner and key. */
  fileIds: Map<string, string>
  cognitive: Cognitive
  /** Its answers to requests that bear an id, by bot and that id. */
  cognitiveResults: Map<string, object>
  scheduler: Scheduler
  dispatcher: Dispatcher
}

export function newWorld(
  parts: Pick<World, 'now' | 'token' | 'pageSize' | 'properties' | 'scheduler' | 'dispatcher'>,
): World {
  return {
    ...parts,
    url: '',
    sites: new Map(),
    users: new Table(),
    conversations: new Table(),
    messages: new Table(),
    messageIds: new Map(),
    waiting: new Set(),
    events: new Table(),
    states: new Map(),
    files: new Map(),
    fileIds: new Map(),
    cognitive: newCognitive(),
    cognitiveResults: new Map(),
  }
}

/** The present as the API writes it (ISO 8601). */
export const isoNow = (world: World): string => new Date(world.now()).toISOString()

/** Whether this id of an integration is, or was, the installation's. */
export const isIdOf = (site: Site, integrationId: string): boolean =>
  site.integrationId === integrationId || site.formerIds.includes(integrationId)

/** A user the installation knows, the bot's own among them. */
export function findUser(world: World, site: Site, id: string): User | undefined {
  return id === site.botUser.id ? site.botUser : world.users.get(site.webhookId, id)
}

/** Files a message under its conversation. */
export function putMessage(world: World, site: Site, message: Message): void {
  world.messages.put(site.webhookId, message)
  const ids = world.messageIds.get(message.conversationId) ?? []
  world.messageIds.set(message.conversationId, ids)
  ids.push(message.id)
}

/** Whether the API knows a message yet. */
export const isFindable = (world: World, { id }: Message): boolean =>
  world.properties.findsScheduledMessages || !world.waiting.has(id)

/** The messages of a conversation, oldest first. */
export function messagesOf(world: World, site: Site, conversationId: string): Message[] {
  return (world.messageIds.get(conversationId) ?? []).flatMap((id) => world.messages.get(site.webhookId, id) ?? [])
}

/** Sets tags as the bot's plugins do: undeclared by the integration and prefixed, in the same bag as its own. */
export function setPluginTags<T extends Conversation | User | Message>(
  world: World,
  site: Site,
  table: Table<T>,
  id: string,
  tags: Tags,
): void {
  const record = table.get(site.webhookId, id)
  if (record) table.put(site.webhookId, { ...record, tags: mergeTags(record.tags, tags), updatedAt: isoNow(world) })
}
