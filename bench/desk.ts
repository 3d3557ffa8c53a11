import type { Call, CallLog } from '../sim/http/call-log'
import type { Faults } from '../sim/http/faults'
import type { Observed } from './observe'
import type { Talk } from './stage'

/** The agents at every desk. */
export type AgentName = 'dana' | 'robin'

export type AgentFile = { name: string; contentType: string; content: Buffer }

/** A help desk's stand-in as the bench sees it: what was asked of it, and what its agents do. */
export type Desk = {
  /** As the table calls it. */
  name: string
  /** What the figures call its calls. */
  figure: string
  /** Whether the titles of its sections leave its name out, as those of the bench's first desk do. */
  isUntitled?: true
  url: string
  log: CallLog
  faults: Faults
  /** Whether a call is a download from the desk's file store and not one of its API. */
  isTransfer(call: Call): boolean
  /** Kinds of people who are handed over; those of the first kind are who the other measures are taken with. */
  people: readonly [People, ...People[]]
  /** What a reply of a text and two files is to cost. */
  withFiles: Target
  /** Dana writes a text, and files with it. */
  reply(threadId: string, text: string, files: readonly AgentFile[]): void
  assign(threadId: string, agent: AgentName): void
  /** An agent closes the thread. */
  close(threadId: string): void
  /** Nobody picks the thread up; absent where a desk tells nothing of that. */
  miss?(threadId: string): void
  /** Ends the access tokens that are out; those to come live for so long. Absent where tokens are not measured. */
  tokensLive?(seconds: number): void
  /** Makes more webhooks like one that was recorded, of which this is the body. */
  repliesLike(body: string): AnotherReply
  /** Fields of the body by which a message of the end user says whose and which it is; none where the path says it. */
  sentWith: { refField?: string; keyField?: string }
  /** Resolves when its news has been delivered. */
  settled(): Promise<void>
  shut(): Promise<void>
}

/** A webhook with a new reply in this session's thread. @param fresh what is new in it; `createdAt` in ISO 8601. */
export type AnotherReply = (
  talk: Talk,
  fresh: { id: string; createdAt: string },
) => { body: string; headers: Record<string, string> }

export type People = {
  /** What the row calls their escalation. */
  what: string
  /** The address of somebody new to the bot. @param name of its first part, each only once. */
  address(name: string): string
  /** Calls to the desk that their escalation may cost. */
  most: number
}

/** A goal, and whether the figures of a row meet it. */
export type Target = { text: string; isMet: (figures: Observed & { roundTrips: number }) => boolean }

/** A section's title, with the desk that it is of. */
export function titleAt({ name, isUntitled }: Pick<Desk, 'name' | 'isUntitled'>, title: string): string {
  return isUntitled ? title : `${name}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`
}
