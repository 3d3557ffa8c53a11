import type { BotpressSim, BotpressSimOptions, Installation } from '../../sim/botpress'
import type { Seen } from '../e2e/page-visitor'
import type { LogLine } from '../stage/watch-log'
import type { Fault, Part } from './fault'
import type { Unsupported } from './lacks'
import type { News } from './news'

/**
 * A place at a help desk for the tests of this folder: what its agents can do, what can be seen of it, and what can break.
 * Everything goes over HTTP to the desk's stand-in, with the real integration between it and Botpress.
 */
export type Seat = {
  /** What the desk is called in errors and notices. */
  readonly name: string
  readonly lacks: ReadonlySet<Lack>
  readonly agents: Readonly<Record<AgentName, Agent>>
  /** Ways in which an agent ends a thread, for `Desk.end`; closing is the first. */
  readonly endings: readonly string[]
  /** The one call, as `METHOD /path`, that takes a text of the end user to the desk. */
  readonly sending: RegExp
  /** How agents get what was said before, as the desk object has it where nothing else is configured. */
  readonly history: 'note' | 'opening'
  /** What opens a thread: who asks is in `name`, what about in `note`. */
  readonly firstMessage: (name: string, note: string) => string
  /** Longest text of one message, in UTF-16 units, and largest file, in bytes, that the desk object sends. */
  readonly textMax: number
  readonly fileMax: number
  /** Calls that a file of the end user costs when warm. */
  readonly callsPerFile: number
  /** Longest first message, in UTF-16 units; of a longer one all is in a note besides. */
  readonly firstMessageMax: number
  /** The part that `startHitl` waits for once the thread is open. */
  readonly holdsUpStart: Part
  /** Where the desk recognises nothing that comes again: what is not older than this, in ms, is not looked for there. */
  readonly freshMs: number
  /** Sets the stage for one test and takes it down after it. */
  onStage(options?: SeatOptions): Promise<DeskStage>
  /** The same, with a bot that was connected on its connect page; `done` is the page at the end of that. */
  onConnectPage(): Promise<{ stage: DeskStage; done: Seen }>
}

/**
 * What a desk may leave out; the tests then hold the integration to what it does instead. What is unsupported, the desk
 * object itself says (`unsupportedBy`); the rest is the seat's to say.
 */
export type Lack = Unsupported | Untold | Impossible

/** What no member of the desk object tells of. */
type Untold =
  /** The desk recognises a message that is sent to it again. */
  | 'repeatKey'
  /** The desk's answer to a message says more than nothing. */
  | 'receipt'
  /** The desk's own words are in what is said of its errors. */
  | 'words'
  /** Notes that were written can be read again. */
  | 'noteList'
  /** An agent's file is at an address that the end user can open. */
  | 'fileLinks'

/** What its people cannot do. */
type Impossible =
  | 'unassign'
  | 'reopen'
  | 'delete'
  | 'restore'
  /** Write something that is more than plain text. */
  | 'richText'
  /** Write in a thread that nobody is in charge of: whoever does takes it. */
  | 'replyUnassigned'

/** The agents at every desk. */
export type AgentName = 'dana' | 'robin'

export type Agent = {
  name: string
  /** Undefined where the desk shows none. */
  picture: string | undefined
  /** By what the integration notes the agent in a session. */
  key: string
}

export type SeatOptions = {
  botpress?: BotpressSimOptions
  /** Default true: the integration is registered before the test begins. */
  registered?: boolean
  /** How far the desk's clock is ahead of ours in ms; negative for behind. Default 0. */
  clockAheadMs?: number
  /** How agents get what was said before. Default: as the desk has it where nothing is configured. */
  history?: 'note'
  /** Longest text that the desk takes. Default: what it takes in life. */
  textMax?: number
  /** Largest file that the desk takes, in bytes. Default likewise. */
  fileMax?: number
  /** ms between two deliveries of news that was not taken, the last one repeating. Default: a few hundred. */
  redeliveryDelaysMs?: number[]
  /** For how many ms the desk waits for an answer to its news. Default: as in life. */
  patienceMs?: number
}

/** The stage of one test. */
export type DeskStage = {
  readonly botpress: BotpressSim
  /** The integration as installed in the bot. */
  readonly bot: Installation
  readonly desk: Desk
  /** What the integration logged. */
  readonly logs: LogLine[]
  /** Requests the integration made since `startCounting`, as `METHOD /path`. */
  calls(): { desk: string[]; botpress: string[] }
  startCounting(): void
  /** Waits until nothing is under way any more: news delivered, handlers done. What is scheduled may still wait. */
  settled(): Promise<void>
  /** The integration in one more process, which nobody calls yet; returns its address. */
  startProcess(): Promise<string>
}

/** The help desk: what can be seen there, what its agents do, and what goes wrong. Times are epoch ms. */
export type Desk = {
  readonly lacks: ReadonlySet<Lack>
  /** Where it is; what agents send is below it. */
  readonly url: string
  /** Oldest first. */
  threads(): SeenThread[]
  /** Throws for a thread that does not exist. */
  thread(id: string): SeenThread
  /** What agents read of the end user, in the order in which the desk shows it; the opening comes first. */
  fromUser(threadId: string): FromUser[]
  /** What agents were told that is neither the customer's words nor the history, oldest first. */
  notes(threadId: string): { text: string }[]
  /** What agents can read of the time before the escalation, each time that it was given to them: its lines. */
  history(threadId: string): string[][]
  /** All files that the integration has brought to the desk. */
  files(): SeenFile[]
  /** What the agent sees beside a reply. */
  markOf(reply: Reply): Mark
  /**
   * Everything that agents can see, a line for each thing: threads, what is in them, contacts, replies that are marked as
   * not delivered.
   */
  inventory(): string[]

  reply(input: ReplyInput): Reply
  /** Puts a picture into the editor; returns its address for `richText`. */
  inlineImage(picture: SeenFile): string
  /** A word among agents, which is not for the end user. */
  comment(input: { threadId: string; agent: AgentName; text: string }): void
  /** Puts an agent in charge, or nobody. */
  assign(threadId: string, agent: AgentName | null, when?: When): void
  /** In one of the seat's `endings`. */
  end(threadId: string, way: string, when?: When): void
  close(threadId: string, when?: When): void
  reopen(threadId: string, when?: When): void
  delete(threadId: string): void
  restore(threadId: string): void
  /** From now on the desk puts this agent in charge of new threads at once. */
  autoAssign(agent: AgentName): void
  /** The agent is called so from now on. */
  rename(agent: AgentName, name: string): void
  /** From now on a message of the end user does not reopen a closed thread. */
  staysClosed(): void

  readonly news: News
  /** Breaks a part of the desk's API; returns what mends it. */
  break(part: Part, fault: Fault): () => void
  /** Mends everything that is broken, also what has not been met yet, and lets the news go as usual; see `News.calm`. */
  calm(): Promise<void>
}

/** When something occurs; default now. */
export type When = { at?: number }

export type SeenThread = {
  id: string
  state: 'open' | 'closed' | 'deleted'
  /** Who is in charge. */
  agent: AgentName | undefined
}

export type SeenFile = { name: string; contentType: string; content: Buffer }

export type FromUser = { text: string; name: string | undefined; at: number; files: SeenFile[] }

export type ReplyInput = {
  threadId: string
  /** Default: Dana. */
  agent?: AgentName
  text?: string
  /** HTML, as the desk's editor makes it. Default: none. */
  richText?: string
  files?: SeenFile[]
  /** When it was written; default now. */
  at?: number
  /** True: no news of it goes out, unless by `News.deliver`. Default false. */
  unheard?: boolean
}

export type Reply = { id: string; threadId: string }

/** Beside a reply: delivered, not delivered and why, or nothing that says either. */
export type Mark = { state: 'delivered' } | { state: 'undelivered'; reason: string } | { state: 'unknown' }
