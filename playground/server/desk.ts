import type { BotpressSim, Installation } from '../../sim/botpress'
import type { Call, CallLog } from '../../sim/http/call-log'
import type { FaultRule, Faults } from '../../sim/http/faults'
import type { Front } from '../../sim/http/front'
import type { BareStageOptions } from '../../sim/stage'
import type { ActionCall, ActionForm, ActionRun, CrmView } from '../crm-protocol'
import type { DeskId, DeskName } from '../desks'
import type { Agent, BreakageId, Command, Inbox, Thread, ThreadEntry } from '../protocol'
import type { Guest } from './guests'
import type { Person } from './people'
import type { SessionIds } from './snapshot'
import type { Traces } from './traces'

/**
 * What the playground has to know of a help desk: its stand-in with a small world in it, what its agents do there, and how
 * what happened there and what was called is read. Everything else is the same for every desk.
 */
export type Desk = {
  id: DeskId
  name: DeskName
  botpress: BotpressSim
  /** The integration as installed in the bot. */
  bot: Installation
  /** By which the tickets of its connect page are told from others. */
  connectLabel: string
  /** What its stand-in was called for, and the webhooks that it sent. */
  logs: readonly CallLog[]
  /** Resolves when no webhook is under way any more. */
  settled(): Promise<void>
  close(): Promise<void>

  calls: DeskCalls
  agents: readonly Agent[]
  /** Who is there at the moment; absent where a bot cannot know. */
  presence?: { of(agentId: string): boolean; set(agentId: string, isThere: boolean): void }
  /** Where conversations can go; the first is the installation's own. */
  inboxes: readonly Inbox[]
  /** The card's extra configuration for one that is to go there. */
  sessionIn(inboxId: string): Record<string, unknown>
  /** Somebody has come to the bot whom the desk may know. */
  meet?(person: Person): void

  /** Everything that was ever said there, oldest first. */
  threads(sessions: readonly SessionIds[]): DeskThread[]
  /** By what `threads` call a reply that the integration names so; default: the same. */
  replyId?(named: string, session: SessionIds): string
  /** The event by which the bot is told that nobody took a conversation; absent where there is none. */
  missedEvent?: string
  /** Ids of the replies that it is still telling the integration of. */
  repliesUnderWay(): string[]
  /** A file that an agent or end user sent; undefined when there is none. */
  file(id: string): { content: Buffer; contentType: string } | undefined
  /** Does what people do in its screens. Throws Refusal where it would not let them. */
  act(command: DeskCommand): void

  faults: Pick<Faults, 'addCycle'>
  switches: readonly Switch[]
  expireTokens(): void
  crm?(around: CrmSurroundings): DeskCrm
}

/** Sets a desk up, with the built integration between it and Botpress; nothing is registered yet. */
export type OpenDesk = (options: {
  front: Front
  handler: BareStageOptions['handler']
  /** Where the page finds a file of the desk's. */
  fileUrl(id: string, name: string): string
}) => Promise<Desk>

/** What is done in the desk's screens. */
export type DeskCommand = Extract<Command, { threadId: string } | { do: 'move' }>

/** How calls of the integration to the desk, and the desk's webhooks, are read. */
export type DeskCalls = {
  name: DeskName
  /** Under which its stand-in logs what it was called for. */
  side: string
  /** Whether what came to the integration's webhook is from the desk, by its headers. */
  isWebhook(headers: Readonly<Record<string, string>>): boolean
  /** What a call is for. The first line that fits a method and path counts. */
  words: readonly CallWords[]
  /** What a webhook tells of; undefined for one that is not understood. */
  eventName(body: unknown): string | undefined
  /** What names a thing of anybody's in any text; see `idPattern`. */
  ids: RegExp
  /** The messages and events that a call is about, by names that no text has. */
  namesIn(call: Pick<Call, 'method' | 'path' | 'requestBody' | 'responseBody'>): string[]
  /** The ids that belong to the message a call carried, beside those it was asked with. */
  sameMessage(call: Pick<Call, 'method' | 'path' | 'requestBody' | 'responseBody'>): string[]
  /** By what the desk recognises a request that is made again. */
  idempotencyKey(requestBody: unknown): string | undefined
  /** What actions call there, by path; what hand-overs call meanwhile is not among it. */
  pathsOfActions?: RegExp
}

export type CallWords = readonly [method: string, path: RegExp, what: string]

/** A conversation at the desk. */
export type DeskThread = {
  /** As the page shows it. */
  view: Omit<Thread, 'entries' | 'latestAt' | 'userId'>
  createdAt: number
  isDeleted: boolean
  /** Of the connect page's self-test, and nobody's conversation. */
  isTest?: boolean
  session: SessionIds | undefined
  /** What else names it. */
  names: readonly string[]
  entries: DeskEntry[]
}

/** What happened in a conversation. */
export type DeskEntry = {
  /** As the page shows it, but for what became of it. */
  view: Untold<ThreadEntry>
  /** Under what else calls know it: its files, the event that told of it. */
  names: readonly string[]
  /** The message of Botpress' that it carries, where the desk can tell and nothing else does. */
  carries?: string | undefined
  /** How many messages it becomes, of an agent's. */
  parts?: number
  /** Whether agents were told that it did not reach the end user, other than beside it. */
  isReported?: boolean
  /** To whom it was given, of an assignment: as the end of the tag on the agent's user in Botpress. */
  assignee?: string | undefined
  /** Whether it was the integration that did it. */
  isOurs: boolean
}

type Untold<T> = T extends unknown ? Omit<T, 'trace' | 'seen'> : never

/** Something to break: one kind of trouble with the desk, which takes turns with others, or anything else. */
export type Switch = { id: BreakageId; title: string; explanation: string } & (
  | { trouble: Trouble }
  | {
      /** Returns the function that turns it off again. */
      turnOn(): () => void
    }
)

export type Trouble = {
  play: Omit<FaultRule, 'path' | 'method'>
  isForWritesOnly: boolean
  /** How many calls it spoils in a row where it is the only one. */
  alone: number
}

/** What the bot's work in the CRM needs of what is around it. */
export type CrmSurroundings = {
  bot: Pick<Installation, 'callAction'>
  /** Has the calls that are made for an action go under an id as well; returns the function that ends it. */
  watchRun(id: string, action: string, user?: string): () => void
  traces: Pick<Traces, 'learn'>
}

/** The desk's CRM, and what the bot does in it. */
export type DeskCrm = {
  view(): CrmView
  turns: Turns
  forms(): ActionForm[]
  /** Runs an action that was filled in on the page. Throws Refusal for what is no action. */
  tryOut(call: Omit<ActionCall, 'userId'>, guest: Guest | undefined): Promise<ActionRun>
}

/** What the bot says when there is more to it than answers to questions. */
export type Turns = {
  /** Greets somebody; false for who this is not for. */
  begin(guest: Guest): boolean
  /** Whether what an end user said is for it. */
  hear(guest: Guest, said: string, messageId: string): boolean
  close(): void
}
