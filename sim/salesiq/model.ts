import type { EventBody, EventName } from './event-model'

/** Zoho's data centres. */
export type Region = 'us' | 'eu' | 'in' | 'au' | 'cn' | 'jp' | 'ca' | 'sa' | 'uk'

/** An OAuth client of the developer console. */
export type Client = {
  clientId: string
  clientSecret: string
  /** Only a client of kind ORG gets tokens that the Visitor API takes. */
  kind: 'ORG' | 'SERVER'
  redirectUrls: string[]
}

/** What somebody of a portal allowed a client to do; found by its refresh token. */
export type Grant = {
  clientId: string
  screenName: string
  /** As asked for; their case does not matter. */
  scopes: string[]
  /** Made by a client of kind ORG. */
  isOrg: boolean
  refreshToken: string
}

export type AuthCode = Omit<Grant, 'refreshToken'> & {
  redirectUri: string
  /** Whether the exchange gives a refresh token. */
  offline: boolean
  /** By our clock. */
  expiresAt: number
}

export type AccessToken = { value: string; grant: Grant; expiresAt: number }

export type Department = { id: string; name: string }

/** A person who answers in SalesIQ. */
export type Operator = { id: string; name: string; email: string }

/** Somebody who is in charge of a chat: an operator, or a Zobot (`b` and digits). */
export type Owner = { id: string; type: 'operator' | 'bot'; name: string; email?: string }

/** A brand (Zoho: app), with the settings of it that are felt here. */
export type Brand = {
  id: string
  name: string
  enabled: boolean
  departments: Department[]
  /** Seconds until a chat that nobody picks up is missed, unless it says otherwise itself. */
  waitingTimeS: number
  shareFile: boolean
  allowChatReopen: boolean
  /** The operator that new chats go to at once. */
  autoAssign: string | undefined
  /** A Zobot that answers every chat first. */
  bot: { id: string; name: string } | undefined
}

/** Somebody who writes. */
export type Visitor = {
  id: string
  userId: string
  name: string
  firstName: string
  lastName: string
  /** As it was given; webhooks show it in lower case. */
  email: string | undefined
  phone: string | undefined
  countryCode: string
}

export type StoredFile = { id: string; name: string; contentType: string; content: Buffer }

/** One message of a chat. Times are epoch ms. */
export type Entry = {
  /** When it was written, in epoch ms; two messages may share one. */
  msgid: string
  /** Its id in the transcript. */
  id: string
  at: number
  by: 'visitor' | 'operator' | 'bot'
  sender: { id: string; name: string }
  text: string | undefined
  file: StoredFile | undefined
  editedAt?: number
  deletedAt?: number
}

/** What operators tell each other. */
export type Note = { text: string; at: number; creator: { id: string; name: string } }

/** A line of the history that was handed over with the chat. */
export type PastMessage = { senderType: 'visitor' | 'bot'; senderName: string; at: number; text: string }

export type ChatStatus = 'waiting' | 'connected' | 'missed' | 'ended'
export type EndedBy = 'agent' | 'visitor' | 'system' | 'scheduler' | 'bot'

/** A chat has one thread per opening and reopening. */
export type ChatThread = {
  number: number
  question: string
  startedAt: number
  initiatedBy: 'visitor' | 'agent'
  status: ChatStatus
  endedBy: EndedBy | undefined
}

/** Times are epoch ms. */
export type Chat = {
  /** Digits. */
  conversationId: string
  /** 64 hex digits, or `siq` and some for one that was begun on the website. */
  id: string
  /** 96 hex digits. */
  chatId: string
  wmsChatId: string
  referenceId: string
  screenName: string
  appId: string
  department: Department
  question: string
  customerInfo: Record<string, string>
  pastMessages: PastMessage[]
  /** Seconds until it is missed. */
  waitS: number
  visitor: Visitor
  ip: string
  status: ChatStatus
  owner: Owner | undefined
  /** Operators who took part. */
  participants: string[]
  startedAt: number
  attendedAt: number | undefined
  endedAt: number | undefined
  missedAt: number | undefined
  endedBy: EndedBy | undefined
  modifiedAt: number
  /** In the order in which they came to be. */
  entries: Entry[]
  notes: Note[]
  threadNumber: number
  threads: ChatThread[]
}

export type PublicKey = { id: string; createdAt: number; publicPem: string; privatePem: string }

/** A webhook of a portal. Times are epoch ms. */
export type WebhookRecord = {
  id: string
  screenName: string
  url: string
  appIds: string[]
  events: EventName[]
  secured: boolean
  status: 'enabled' | 'disabled'
  /** Oldest first: the first one signs. */
  keys: PublicKey[]
  /** For how many ms what could not be delivered is kept. */
  expiryMs: number
  createdAt: number
  modifiedAt: number
  /** Made by a person on SalesIQ's pages. */
  byHand: boolean
  executions: Execution[]
}

/** An event that could not be delivered. */
export type Execution = {
  id: string
  event: EventName
  entityId: string
  referenceId: string
  appId: string
  body: EventBody
  /** What the URL answered last; 0 for nothing. */
  remoteStatus: number
  attempts: number
  resends: number
  lastAt: number
}

export type Portal = {
  screenName: string
  orgId: string
  region: Region
  brands: Map<string, Brand>
  operators: Map<string, Operator>
  /** By conversation id, oldest first. */
  chats: Map<string, Chat>
  visitors: Map<string, Visitor>
  webhooks: Map<string, WebhookRecord>
}
