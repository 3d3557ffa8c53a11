import * as z from 'zod'
import type { CrmView, RecordRef } from './crm-protocol'
import type { DeskName, ThreadStatus } from './desks'

/**
 * What the playground's server and its page say to each other.
 *
 * Each help desk has a world of its own, under `/api/<desk>`. The server sends server-sent events on `GET …/events`:
 * `world` (a whole `World`, at the start and after each change) and `wire` (an array of `WireRow`: all that is kept at the
 * start, then the new and changed ones). The page sends commands with `POST …/commands`, and reads one row's headers and
 * bodies with `GET …/wire/<id>`; `GET …/self-test` leads to that of the connect page; for what it says about the CRM see `crm-protocol.ts`. All times are epoch ms.
 */

/** Everything the panes show. */
export type World = {
  integration: Integration
  language: Languages
  users: EndUser[]
  inboxes: Inbox[]
  agents: Agent[]
  /** Newest activity first; those that were deleted are not among them. */
  threads: Thread[]
  /** Absent where the desk has none that a bot could work with. */
  crm?: CrmView
  breakages: Breakage[]
  tally: Tally
}

/** The process of the integration. */
export type Integration = { state: 'running' | 'starting'; restarts: number }

/** What the integration speaks, and what it could, by their English names. */
export type Languages = { chosen: string; offered: string[] }

/** How the bot knows an end user. */
export const userKinds = ['known', 'email', 'phone', 'anonymous'] as const
export type UserKind = (typeof userKinds)[number]

export type EndUser = {
  id: string
  name: string
  kind: UserKind
  /** The e-mail address or phone number that goes into the card; absent for an anonymous user. */
  address?: string
  /** Who answers: the bot; nobody yet; an agent. `escalating` until `startHitl` has returned. */
  talkingTo: 'bot' | 'escalating' | 'nobody' | 'agent'
  agentName?: string
  /** Their escalations, oldest first; `at` is when one was opened. */
  sessions: { id: string; at: number }[]
  transcript: ChatLine[]
  /** Other calls to the integration that failed than those for a line of the transcript, as the bot's owner reads it. */
  failures: { at: number; message: string }[]
}

export type ChatLine = {
  id: string
  at: number
  from: 'user' | 'bot' | 'agent' | 'system'
  /** The agent who wrote it, or who joined by this notice of the system. */
  agentName?: string
  /** Only where the page may load it; absent so far. */
  agentPicture?: string
  content: Content
  /** For what the user said during a session: whether it has reached the desk. */
  delivery?: 'pending' | 'delivered' | 'failed' | 'lost'
  /** Why it has not, in the words the bot's owner reads in the log. */
  failure?: string
  /** Names the calls that carried it: those rows of the wire that have it among their `traces`. */
  trace: string
  /** The record in HubSpot that it is about. */
  record?: RecordRef
}

/** `text` is Markdown when an agent or the bot wrote it. Times of files are not known; urls are absolute. */
export type Content =
  | { type: 'text'; text: string }
  | { type: 'choice'; text: string; options: { label: string; value: string }[] }
  | { type: 'image' | 'audio' | 'video' | 'file'; url: string; name: string }

/** Where threads are: an inbox of HubSpot's, a department of SalesIQ's. */
export type Inbox = { id: string; name: string; type: 'INBOX' | 'HELP_DESK' | 'DEPARTMENT' }

/** `isThere` says whether they are available; absent where the desk has no way for a bot to know. */
export type Agent = { id: string; name: string; isThere?: boolean }

export type Thread = {
  id: string
  inboxId: string
  status: ThreadStatus
  /** An agent's id. */
  assignedTo?: string
  contact: Contact
  /** In the order of their times. */
  entries: ThreadEntry[]
  latestAt: number
  /** The end user whose session it is. */
  userId?: string
}

/** A visitor that no contact was found or made for has no id. `info` is what came with the conversation, by its titles. */
export type Contact = {
  id?: string
  name: string
  email?: string
  phone?: string
  company?: string
  info?: Record<string, string>
}

export type ThreadEntry = { id: string; at: number; trace: string } & (
  | {
      type: 'message'
      direction: 'incoming' | 'outgoing'
      sender: string
      text: string
      /** HTML of the desk's editor, where that writes any; as hostile as any HTML. */
      html?: string
      files: { name: string; url: string; isImage: boolean }[]
      /** Set when the desk shows the message as not delivered. */
      failure?: string
      /** Whether the end user has seen it, or never will, and whether agents were told so; only of agents' messages. */
      seen?: 'yes' | 'not yet' | 'reported' | 'never'
    }
  /** Something that was said before the conversation, and came with it. */
  | { type: 'past'; from: 'visitor' | 'bot'; sender: string; text: string }
  /** Among agents. */
  | { type: 'comment'; author: string; text: string; html?: string }
  | { type: 'assignment'; to?: string; by: string }
  | { type: 'status'; status: ThreadStatus; by: string }
)

/** What was said and what became of it, both ways, over all sessions. */
export type Tally = { toAgent: Balance; toUser: Balance }

/** Each message that was said is one of `arrived`, `underWay`, `reported` and `lost`. */
export type Balance = {
  said: number
  arrived: number
  underWay: number
  /** Those that did not arrive, where somebody was told so. */
  reported: number
  /** Those that nothing is under way for, and nobody was told so. */
  lost: number
  /** Arrivals beyond the first. */
  doubled: number
  /** Those that somebody has for whom they were not meant. */
  astray: number
}

export const breakageIds = [
  'hubspot-429',
  'hubspot-503',
  'hubspot-drop',
  'botpress-down',
  'webhooks-thrice',
  'webhooks-out-of-order',
  'salesiq-busy',
  'salesiq-503',
  'salesiq-drop',
  'salesiq-overtakes',
  'salesiq-strangers',
] as const
export type BreakageId = (typeof breakageIds)[number]

export type Breakage = { id: BreakageId; title: string; explanation: string; isOn: boolean }

/** One HTTP call or webhook, without its bodies. */
export type WireRow = {
  /** Counts up from 1. */
  id: number
  at: number
  from: Party
  to: Party
  method: string
  /** What it is for, in a few words: `publish a message`, `message_created`, `newMessage`. */
  what: string
  /** Path and query, secrets masked. */
  path: string
  /** 0 when the connection was dropped. */
  status: number
  durationMs: number
  /** What one of the switches did: decided the outcome, sent a webhook once more, or held it back. */
  fault?: 'broken' | 'copied' | 'delayed'
  /** Whether it belongs to a set-up of the playground's bot: the first, or one after a change of its configuration. */
  isSetUp?: true
  /** How many times the same was tried before; of a webhook, how many times it was delivered before. */
  repeats: number
  idempotencyKey?: string
  /** Ids of the end users whom it concerns. */
  users: string[]
  /** Ids of the sessions that it belongs to. */
  sessions: string[]
  /** The messages and events it carried; see `ChatLine.trace`. */
  traces: string[]
}

export type Party = 'Botpress' | DeskName | 'integration'

/** One row with everything; secrets masked. */
export type WireDetail = WireRow & {
  requestHeaders: Record<string, string>
  requestBody: unknown
  responseHeaders: Record<string, string>
  responseBody: unknown
}

const file = z.object({ name: z.string().min(1), contentType: z.string(), base64: z.base64() })
export type UploadedFile = z.infer<typeof file>

/** What an agent writes, as the desk's editor has it: HTML of HubSpot's, plain text of SalesIQ's. */
const body = z.string()

/** What the page asks the server to do. Answered with 204, or with 4xx and `{ message }` in words for the page. */
export const command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('add-user'), kind: z.enum(userKinds) }),
  z.object({ do: z.literal('say'), userId: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal('send-file'), userId: z.string(), file }),
  z.object({
    do: z.literal('escalate'),
    userId: z.string(),
    /** Default: the installation's own inbox. */
    inboxId: z.string().optional(),
  }),
  z.object({
    do: z.literal('reply'),
    threadId: z.string(),
    agentId: z.string(),
    body,
    files: z.array(file),
  }),
  z.object({ do: z.literal('comment'), threadId: z.string(), agentId: z.string(), body }),
  z.object({
    do: z.literal('assign'),
    threadId: z.string(),
    /** To whom; null: to nobody. */
    agentId: z.string().nullable(),
    /** Who does it. Default: who gets it. */
    by: z.string().optional(),
  }),
  z.object({ do: z.literal('close'), threadId: z.string(), agentId: z.string() }),
  z.object({ do: z.literal('reopen'), threadId: z.string(), agentId: z.string() }),
  z.object({ do: z.literal('delete'), threadId: z.string(), agentId: z.string() }),
  /** An agent takes a chat that waits. */
  z.object({ do: z.literal('pick-up'), threadId: z.string(), agentId: z.string() }),
  z.object({ do: z.literal('transfer'), threadId: z.string(), agentId: z.string(), to: z.string() }),
  /** Nobody takes it. */
  z.object({ do: z.literal('miss'), threadId: z.string(), agentId: z.string() }),
  /** The desk ends it of itself, since nobody says anything any more. */
  z.object({ do: z.literal('idle'), threadId: z.string(), agentId: z.string() }),
  /** Somebody at the desk moves a record to another stage of its pipeline. */
  z.object({ do: z.literal('move'), typeId: z.string(), id: z.string(), stageId: z.string() }),
  /** The bot's owner chooses the language of the integration. */
  z.object({ do: z.literal('speak'), language: z.string() }),
  /** An agent comes or goes. */
  z.object({ do: z.literal('be-there'), agentId: z.string(), isThere: z.boolean() }),
  z.object({ do: z.literal('break'), id: z.enum(breakageIds), on: z.boolean() }),
  z.object({ do: z.literal('expire-tokens') }),
  z.object({ do: z.literal('restart-integration') }),
])
export type Command = z.infer<typeof command>
