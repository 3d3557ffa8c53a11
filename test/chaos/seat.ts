import type { Installation } from '../../sim/botpress'
import type { CallLog } from '../../sim/http/call-log'
import type { BareStage, Environment } from '../../sim/stage'
import type { Part } from '../desk/fault'
import type { AgentName, Desk, Seat } from '../desk/seat'
import type { FaultSource } from './faults'
import type { Own } from './own'
import type { Scenario } from './scenario'
import type { World } from './world'

/** A help desk as the chaos suite needs it: a seat like that of `test/desk`, and what the storm makes of it. */
export type ChaosSeat<O extends Own = Own> = Pick<Seat, 'name' | 'lacks' | 'agents'> & {
  /** Names its files; the calls that its stand-in logs are signed so. */
  key: string
  /** The module whose default export is the integration, relative to the root of the project. */
  bundleEntry: string
  /** ms for which the integration waits for an answer of the desk, and within which it answers a webhook. */
  timeOuts: { desk: number; webhook: number }
  /** What the desk may say with a 429, beside nothing. */
  busyAnswers: readonly unknown[]
  /**
   * `hitlSession` of an escalation to a place where agents take threads themselves, and to one where Dana is put in charge
   * of each new thread. Where there is no such place, she never is.
   */
  destinations: { manual: HitlSession; automatic?: HitlSession }
  /**
   * Whether the desk says of a message when it was written, and of a reply what belongs to it: then order is kept through every
   * fault and over all processes. Where each is a message as it comes, one may overtake another.
   */
  keepsOrder: boolean
  /** What `startHitl` asks of the desk beside opening the thread; where that is slow, it does not return. */
  holdsUpStart: Part
  /** The numbers of those families of every desk that it plays one at a time; undefined for all. */
  families?: ReadonlySet<number>
  /** Rows of its own. */
  rows: readonly Scenario<O>[]
  /** Worlds that only the soak plays. */
  worlds: readonly { name: string; world: World<O> }[]
  /** Its own faults in the run of all together: of the news, and of the connection. */
  mixed: { news: readonly FaultSource<O>[]; connection: readonly FaultSource<O>[] }
  startSim(options: DeskSimOptions): Promise<DeskSim<O>>
}

export type HitlSession = Readonly<Record<string, unknown>>

/** All in ms. */
export type DeskSimOptions = {
  /** How long the desk waits for an answer to its news. */
  patienceMs: number
  /** Between two deliveries of news that was not taken, the last one repeating. */
  redeliveryDelaysMs: number[]
}

/** The desk's stand-in, which serves one bot after the other. */
export type DeskSim<O extends Own = Own> = {
  /** Where the integration finds it. */
  environment: Environment
  /** May be changed at any time. */
  properties: O['properties']
  /** Calls that came in, and news that went out. */
  log: CallLog
  newsLog: CallLog
  /** Another account at the desk, and a bot that is connected with it; nothing is registered yet. */
  newPlace(host: Pick<BareStage, 'botpress' | 'host'>): DeskPlace<O>
  /** Resolves when no news is under way any more. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** The desk's part of the place of one run. */
export type DeskPlace<O extends Own = Own> = {
  bot: Installation
  desk: Desk
  /** Does what is there before anybody comes, once the integration is registered. */
  prepare(): Promise<void>
  /** What an agent does and waits for before they write into a thread; undefined where they just write. */
  beforeWriting?(threadId: string, agent: AgentName): Promise<void>
  /** Threads that no escalation opened. */
  strangeThreads(): ReadonlySet<string>
  /** Plays one of the desk's own faults; resolves when it is over. */
  play(fault: O['fault']): Promise<void>
  /**
   * What is wrong with what else was made at the desk, a sentence each.
   *
   * @param identities e-mail addresses and phone numbers of those who came.
   */
  objections(identities: readonly string[]): string[]
  /** Where the desk is owed something once sessions have ended: sees to it that all of it is done. */
  settleOwed?(): Promise<void>
  /**
   * What is wrong with that, a sentence each.
   *
   * @param sessions of people, with their e-mail address or phone number where they have one.
   * @param mayLack whether some of it may be missing, since Botpress has lost what it kept.
   */
  objectionsToOwed?(
    sessions: readonly { conversationId: string; identity: string | undefined }[],
    mayLack: boolean,
  ): string[]
  /** What the desk gave nobody a way to know; undefined where it recognises what comes again. */
  blindness?: Blindness
  /** What must not reach a log: secrets, texts, addresses, numbers. */
  unspeakable(): unknown[]
}

/** Where a desk recognises nothing that is sent again, and answered neither a request nor what was asked of it afterwards. */
export type Blindness = {
  /** Whether a message of the end user was sent again for such a reason, by a word of it. */
  isMessageRepeated(threadId: string, word: string): boolean
  /** How many threads were opened again for such a reason. */
  repeatedOpenings(): number
}
