import { isApiError } from '@botpress/sdk'
import type { Tags } from './botpress'
import type { FileKind } from './messages/file-kind'
import type { PastMessage } from './messages/past-messages'
import type { PartContent, ReplyPart } from './messages/reply-parts'
import type { EndUser } from './people/end-user'
import type { EndReason, Session, ThreadName } from './session/session'
import type { Texts } from './texts/languages'

/**
 * What the core asks of a help desk. A desk is a plain object, made for one installation. Its required members open, carry
 * and close a conversation with an agent; an optional member *is* a capability, and says what the core does where it is
 * absent. Nothing ever throws "not supported".
 *
 * All deadlines are epoch ms: nothing is begun after them. Whatever fails throws a `DeskError`, or an error of Botpress for
 * what the desk keeps there; repetitions that can do no harm are the desk's own affair.
 */
export type Desk = {
  /** As people call it; stands in errors and in what the bot's owner reads. */
  name: string
  /** Address of its API: what it serves from there is fetched even where that is a private address. */
  apiUrl: string
  /** Longest text of one message of the end user, in UTF-16 units; longer ones go in several. */
  textMax: number
  /** Longest note for agents, in UTF-16 units, as text or as HTML. */
  noteMax: number
  /** Largest file of the end user, in bytes; of a larger one the link goes. */
  fileMax: number
  /** How agents get what was said before: as a note in the open thread, with what opens the thread, or not at all. */
  history: 'note' | 'opening' | 'off'
  /**
   * Whether a message of the end user opens a thread again that an agent has closed. Where it does not, such a message is
   * not sent: it is an error that the bot's owner reads.
   */
  reopensByMessage: boolean

  /**
   * Where an escalation goes, before anything is made for it.
   *
   * @param fields of the card's "Extra configuration", as they came.
   * @throws {RuntimeError} that says what to do, when there is no such place.
   */
  destination(fields: Fields, deadline: number): Promise<Destination>

  /**
   * Opens the thread of a session, or finds the one that an earlier attempt for the same session opened. A desk that does
   * not recognise a repeated request looks before it opens again.
   *
   * @throws {DeskError} with an outcome that is not passing only if nothing was opened.
   */
  open(session: Session, opening: Opening, deadline: number): Promise<Opened>

  /**
   * Carries a text and/or a file of the end user into the thread. The same `key` is the same message, whenever and by
   * whichever process it is sent again. A file that the desk does not take goes as `instead`, which can be longer than
   * `textMax` by a link; so can the text where the file could not be fetched. A desk that sends news of each message tells
   * the core of what it sent here (`noteKnownMessage`).
   *
   * @returns how many messages it became (each a millisecond after the one before), and where it landed if the desk says so.
   */
  send(
    session: Session,
    message: UserMessage,
    deadline: number,
  ): Promise<{ count: number; threadId: string | undefined }>

  /** Tells agents what is not the end user's words. Seen by agents only, where the desk has such a thing. */
  note(session: Session, text: string, deadline: number): Promise<void>

  /** The same with bold names and links: `html` says what `text` does. Absent: the text goes, by `note`. */
  richNote?(session: Session, note: { text: string; html: string }, deadline: number): Promise<void>

  /** Closes the thread; one that is closed or gone already is fine. */
  close(session: Session, deadline: number): Promise<void>

  /**
   * Called before a message of the end user, or a notice of the bot, is sent, and before an event changes a session. Absent:
   * a bot is always connected with the same account.
   *
   * @throws {LeftAccountError} when the bot was connected with another account since.
   */
  assertServed?(session: Session, deadline: number): Promise<void>

  /**
   * The thread as it is now. Absent: what the desk's events say is all there is, nothing is caught up with, and a thread of
   * which `send` says that it is gone is over.
   */
  look?(session: Session, deadline: number): Promise<Thread>

  /**
   * What happened in the thread lately. Absent: replies whose event was lost stay lost, notes may be written twice, and a
   * thread that is open again counts as reopened by an agent.
   */
  recent?(session: Session, deadline: number): Promise<Recent>

  /**
   * Shows the agent what became of a reply; `reason` stands beside one that was not delivered. Absent: agents read in a note
   * what will not be delivered, where the thread is known.
   *
   * @throws when it cannot be shown now. What the desk refuses for good is logged instead, for the bot's owner.
   */
  mark?(account: string, messageId: string, mark: ReplyMark, deadline: number): Promise<void>

  /** All of a reply that came cut short. Absent: no reply does. */
  whole?(session: Session, reply: AgentReply, deadline: number): Promise<ReplyPart[]>

  /** Where an agent's file can be fetched; undefined when nowhere. Absent: where its `url` says. */
  locate?(session: Session, file: AgentFile, deadline: number): Promise<LocatedFile | undefined>

  /** Name and picture of an agent. Absent, or without a name: what replies and assignments say, or none. */
  agent?(account: string, agentId: string, deadline: number): Promise<AgentProfile>

  /** IANA name of the time zone that an account's agents go by. Absent, or where it fails: UTC. */
  zone?(account: string, deadline: number): Promise<string>

  /** How replies name the end user of a session; see `AgentReply.recipients`. Absent: a thread has one session. */
  addressOf?(session: Session): string

  /**
   * Whether a reply that belongs to no session went out through what is connected to this bot, so that its agent is to read
   * that nobody hears it. Absent: no.
   */
  isOurs?(via: string | undefined): Promise<boolean>

  /** When the thread began, by the desk's clock (epoch ms): what is older is not about it. Absent: nothing is too old. */
  beganAt?(session: Session): number | undefined

  /** What else belongs to an end at the desk. Absent: nothing. */
  parting?(session: Session, reason: DeskEndReason): Parting

  /** What the card's fields ask for in the thread, once that is open. Absent: the card has no such fields. */
  errands?: Errands

  /**
   * Does what is owed once a session has ended, whoever ended it. It is owed from the moment that the end is noted, called
   * beside what the end brings with it, and again by `tryWhatIsOwed` until it returns; by one process at a time, but
   * perhaps once more after it returned. It is nothing that anybody waits for: what it throws is logged. Absent: nothing is
   * owed.
   *
   * @param isRepeated whether an earlier attempt may have done it, or a part of it.
   * @returns the desk's own tags to note with it.
   */
  ended?(session: Session, isRepeated: boolean, deadline: number): Promise<Tags>
}

/**
 * What a card's fields ask for in the open thread. It is begun beside the history, for a short while, and tried again with
 * what happens in the session until it is done, by one process at a time; perhaps once more after that. Nobody waits for it.
 */
export type Errands = {
  /** What the fields ask for, by names without blanks; it is kept as JSON. */
  of(fields: Fields): Readonly<Record<string, unknown>>

  /**
   * Does one of these. What can never be done is logged, for the bot's owner: which field, why, and what to do.
   *
   * @returns whether nothing of it is left to do.
   * @throws {DeskError} one that is passing, or denied, leaves it to be tried again; any other is logged, and that is all.
   */
  run(session: Session, errand: Errand, deadline: number): Promise<boolean>
}

export type Errand = {
  name: string
  /** As `of` gave it. */
  wanted: unknown
  /** Whether an earlier attempt may have done it, or agents may have been at work meanwhile. */
  isLate: boolean
  /** ID of the agent who served the end user last, in an earlier session. @throws an API error of Botpress. */
  lastAgent(): Promise<string | undefined>
}

/** A thread that is open; `own` are those of the desk's own tags that are others now. */
export type Opened = {
  threadId: string
  own?: Tags
  /** Whether the history did not go with what opens the thread although it should have; it is given as a note then. */
  isHistoryOwed?: boolean
}

/** What goes with an end. */
export type Parting = {
  /** What the end user reads before it, written by nobody who was in charge; `id` is the same whenever it is told again. */
  words?: { id: string; text: string; author: string; authorName: string }
  /** What the bot can react to after it. An event that names the session's conversation would not reach the bot. */
  event?: { type: string; payload: Readonly<Record<string, unknown>> }
}

/** What the card's "Extra configuration" holds. */
export type Fields = Readonly<Record<string, unknown>>

/** Where a session goes: the account at the desk, and what the desk itself has to know of the place, for its own tags. */
export type Destination = {
  account: string
  /**
   * Whose the session is, as the desk's own tags, those of the place included. `beside`, if any, is work that need not be
   * waited for before the session is made; it never throws. `remark` is what agents are to read of it, in a note.
   */
  introduce(
    user: EndUser,
    deadline: number,
  ): Promise<{ own: Tags; beside?: () => Promise<void>; remark?: (texts: Texts) => string }>
}

/** What opens a thread. */
export type Opening = {
  user: EndUser
  title: string | undefined
  description: string | undefined
  /** Of the card's "Extra configuration", as they came. */
  fields: Fields
  /** Whether an earlier attempt for the same session may have opened the thread. */
  isRepeated: boolean
  /** What was said before, as text for agents, the oldest cut where it does not fit; undefined when nothing was. */
  history(maxLength: number): Promise<string | undefined>
  /** The same message by message, oldest first; `isWhole` when nothing is to be told in one line that was said in several. */
  pastMessages(limits: { count: number; textMax: number; isWhole?: boolean }): Promise<PastMessage[]>
}

/** A text and/or a file of the end user. */
export type UserMessage = {
  /** Empty for a file alone. */
  text: string
  file?: {
    name: string
    content: Buffer
    contentType: string
    /** Epoch ms; the rest of the time is for the message itself. */
    until: number
  }
  /** What goes in place of the text where the file cannot. */
  instead: string
  /** Epoch ms. */
  writtenAt: number
  /** The same for every attempt. */
  key: string
}

/** A thread as it is now; times are the desk's, in epoch ms. */
export type Thread =
  /** `isUnknown` where the desk has none of that ID, which may be so for a moment when it is new; else it was deleted. */
  | { state: 'gone'; isUnknown: boolean }
  | {
      state: 'open' | 'closed'
      agent: string | undefined
      /** Their name, where it is said. */
      agentName?: string | undefined
      createdAt: number | undefined
      closedAt: number | undefined
      /** How it was closed, where it is said; default: by an agent. */
      reason?: DeskEndReason | undefined
    }

/** What happened in a thread lately. */
export type Recent = {
  /** Agents' replies for the end user, newest first. */
  replies(): Promise<readonly AgentReply[]>
  /** IDs of messages that are known to be the end user's. */
  known: readonly string[]
  /** When somebody opened the thread again, or wrote in it as the end user; the newest (the desk's time, epoch ms). */
  reopenedAt: number | undefined
  /** Whether it was an agent who reopened it last, as far as is known. */
  isReopenedByAgent: boolean
  /** Whether there is a note that begins with one of these. */
  hasNote(beginnings: readonly string[]): boolean | Promise<boolean>
}

/** A reply of an agent, read from an event or a list of the desk's. */
export type AgentReply = {
  /** Of no other reply in the account, whatever thread it is in. */
  id: string
  /** The desk's ID of the agent who signed it. */
  author: string
  /** Name of that agent, where it comes with the reply. */
  authorName?: string
  /** The desk's time; epoch ms. */
  writtenAt: number
  /** Whom it is written to, as far as the desk says. */
  recipients: readonly string[]
  /** What of the bot's it went out through. */
  via: string | undefined
  /** The thread it was written in, where that is said. */
  threadId: string | undefined
  /** Whether the desk cut it short. */
  isCut: boolean
  /** Whether it bears the mark of a reply that was not delivered. */
  isMarked: boolean
  /**
   * Whether the desk will not tell of it again: what cannot be had of it now is done without. Default: it is told of again
   * until it is taken.
   */
  isLastTry?: boolean
  /**
   * What it becomes for the end user, in order. Always the same; those of a cut one go as far as it does.
   *
   * @param texts our own words in it.
   * @param whole its text as it was before it was cut.
   */
  parts(texts: Texts, whole?: { text: string; richText: string | undefined }): ReplyPart[]
}

/** What agents read beside a reply. */
export type ReplyMark = { isDelivered: true } | { isDelivered: false; reason: string }

/** An agent's file: known to the desk by an ID, behind an address, or both. */
export type AgentFile = Extract<PartContent, { type: 'file' }>

/** `kind` is how the desk sorts it, `size` in bytes. */
export type LocatedFile = {
  url: string
  name?: string | undefined
  kind?: FileKind | undefined
  size?: number | undefined
  /**
   * What the `authorization` header has to say, for a file that nobody else can fetch: the end user gets a copy of it, or
   * else its name, and never the address.
   */
  authorization?: string | undefined
}

/** An agent as people know them; the picture is an address or a `data:` URL. */
export type AgentProfile = { name?: string | undefined; pictureUrl?: string | undefined }

/**
 * What a desk's webhooks tell, in the core's terms. Times are the desk's, in epoch ms. An event that could not be handled
 * (`dispatch` says so) has to come again: the desk repeats it, or is asked to.
 */
export type DeskEvent = { account: string; threads: readonly ThreadName[] } & (
  | { kind: 'reply'; reply: AgentReply }
  /** A reply of a form that is not known; `where` names the places that are to blame. */
  | { kind: 'unreadable'; messageId: string | undefined; via: string | undefined; where: string }
  /** Nobody is in charge when `agent` is undefined. */
  | { kind: 'assigned'; at: number; agent: string | undefined; name?: string | undefined }
  | { kind: 'ended'; at: number; reason: DeskEndReason }
  | { kind: 'reopened'; at: number }
  /** A message was written by whomever; what it says is not told. */
  | { kind: 'news'; at: number; messageId: string }
)

/** What can end a session at the desk. */
export type DeskEndReason = Exclude<EndReason, 'bot'>

/**
 * What became of a call to a desk that failed.
 *
 * - `refused`: the desk said no and did nothing; repeating it as it is would be refused again.
 * - `gone`: what it was about is not there, or not any more.
 * - `denied`: the desk does not accept our credentials; it may accept the next ones.
 * - `busy`: the desk did nothing for now (rate limit, locked).
 * - `unclear`: no answer, or one that does not say whether it was done (time-out, connection lost, 5xx).
 */
export type Outcome = 'refused' | 'gone' | 'denied' | 'busy' | 'unclear'

/** A failed call to a desk. The message is safe to log: it holds nothing that was sent and no secret. */
export class DeskError extends Error {
  override readonly name: string = 'DeskError'

  /** @param advice the next step for the bot's owner, as a sentence; empty when there is none. */
  constructor(
    message: string,
    readonly outcome: Outcome,
    readonly advice: string,
  ) {
    super(message)
  }

  /** Whether the call may succeed if it is made again later. */
  get passing(): boolean {
    return this.outcome === 'busy' || this.outcome === 'unclear'
  }
}

/** Whether the desk will not have it, now or later; also because there is no connection to ask it by. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DeskError ? !error.passing : isApiError(error) && error.type === 'Runtime'
}

/**
 * What is asked for belongs to an account that this bot was connected with before. Nothing of it may reach the account that
 * took its place, and for the old one there are no credentials any more.
 */
export class LeftAccountError extends DeskError {
  override readonly name = 'LeftAccountError'

  /** @param left the account's ID. @param connected the one that took its place. */
  constructor(desk: string, left: string, connected: string) {
    super(
      `The conversation belongs to ${desk} account ${left}, and this bot has been connected with account ${connected} since. A new conversation opens there when the customer asks for a person again.`,
      'gone',
      '',
    )
  }
}
