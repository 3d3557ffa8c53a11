import type { ContactStore } from './contact-store'
import type { Crm } from './crm/crm'
import type { DeliveryIdentifier, Participant, ThreadMessage } from './message-model'

/** The app events a HubSpot app can subscribe to for conversations. */
export const appEventTypes = [
  'conversation.creation',
  'conversation.deletion',
  'conversation.privacyDeletion',
  'conversation.propertyChange',
  'conversation.newMessage',
] as const

export type AppEventType = (typeof appEventTypes)[number]

export type App = {
  appId: number
  name: string
  clientId: string
  clientSecret: string
  developerApiKey: string
  redirectUrls: string[]
  webhookTargetUrl: string | undefined
  subscriptions: AppEventType[]
  /** Those of them that are switched off: a type, or one of a property as `type:property`. */
  paused: string[]
  /** Made as a project of the developer platform, or before there were such. */
  kind: 'project' | 'legacy'
  /** Scopes that the app's own settings name, required or optional; undefined: whatever is asked for. */
  declaredScopes: string[] | undefined
  /** Scopes that the consent pages do not grant although the app asks for them. */
  withheldScopes: string[]
}

/** A custom channel; it lives on the app and serves every portal. Times are epoch ms. */
export type Channel = {
  id: string
  appId: number
  name: string
  capabilities: Record<string, unknown>
  webhookUrl: string | undefined
  channelAccountConnectionRedirectUrl: string | undefined
  channelDescription: string | undefined
  channelLogoUrl: string | undefined
  createdAt: number
  /** By our clock. */
  visibleAt: number
}

/** A channel's connection to one inbox of one portal. */
export type ChannelAccount = {
  id: string
  channelId: string
  portalId: number
  inboxId: string
  name: string
  active: boolean
  authorized: boolean
  archivedAt: number | undefined
  deliveryIdentifier: DeliveryIdentifier | undefined
  createdAt: number
}

export type Inbox = { id: string; name: string; type: 'INBOX' | 'HELP_DESK'; createdAt: number }

/** A person who works in HubSpot. `userId` is the number in the actor id `A-<userId>`. */
export type Agent = { userId: string; name?: string; email: string; avatar?: string }

export type Thread = {
  id: string
  portalId: number
  inboxId: string
  channelId: string
  accountId: string
  integrationThreadIds: string[]
  status: 'OPEN' | 'CLOSED'
  /** Actor id. */
  assignedTo: string | undefined
  /** A contact's id, or a visitor's id while no contact is known. */
  visitorId: string
  /** Where an agent's reply is addressed to. */
  endUser: Participant
  /** Help Desk threads have a ticket. */
  ticketId: string | undefined
  /** So many looks for it are still in vain. */
  ticketHiddenFor: number
  archived: boolean
  createdAt: number
  /** By our clock: until then it cannot be read. */
  hiddenUntil: number
  closedAt: number | undefined
  latestReceivedAt: number | undefined
  latestSentAt: number | undefined
  /** In the order in which they came to be. */
  messages: ThreadMessage[]
}

export type StoredFile = {
  id: string
  portalId: number
  /** Without the extension, as HubSpot names files. */
  name: string
  extension: string
  contentType: string
  content: Buffer
  access: string
  path: string
  sourceGroup: 'CONTENT' | 'CONVERSATIONS'
  createdAt: number
}

export type Portal = {
  portalId: number
  inboxes: Map<string, Inbox>
  agents: Map<string, Agent>
  crm: Crm
  /** Those of `crm`, as conversations look for them. */
  contacts: ContactStore
  threads: Map<string, Thread>
  accounts: Map<string, ChannelAccount>
  files: Map<string, StoredFile>
  /** Channel and integration thread id to thread; see `threadKey`. Keeps the keys of deleted threads. */
  threadIds: Map<string, string>
  /** Channel, thread and idempotency id to message id. */
  publishedIds: Map<string, string>
  /** Visitors without a contact, by id. */
  visitors: Map<string, { name?: string }>
  /** Delivery identifier to visitor or contact id, once one was given to it. */
  visitorIds: Map<string, string>
  /** Inbox to the user that new threads go to. */
  autoAssign: Map<string, string>
  /** Apps installed at some time, with the scopes of the latest install. */
  installedApps: Map<number, string[]>
}

/** What a portal allowed an app to do; found by its refresh token. */
export type Grant = { appId: number; portalId: number; scopes: string[]; userId: number; refreshToken: string }
export type AuthCode = { appId: number; portalId: number; scopes: string[]; redirectUri: string; expiresAt: number }
export type AccessToken = { grant: Grant; expiresAt: number }
