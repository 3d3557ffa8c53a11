import { setTimeout as sleep } from 'node:timers/promises'
import type { EndUser, Seen } from '../../sim/botpress'
import type { ThreadMessage, ThreadView } from '../../sim/hubspot'
import type { Stage } from '../../sim/hubspot-stage'
import { agentLine, userLine } from './lines'

/** Something was not seen where it should have been. */
export class Missing extends Error {
  override readonly name = 'Missing'
}

export type Calls = { hubspot: number; botpress: number }

/** Longest wait for anything, in ms; nothing here takes half of it. */
const patience = 15_000

/** The stage with one end user on it, and what both ends saw since the current step began. */
export class Scene {
  readonly user: EndUser
  private from = { user: 0, agent: 0 }
  private callsBefore: Calls = { hubspot: 0, botpress: 0 }
  private facts: string[] = []
  /** What this step expects, to be counted at its end. */
  private expected: { what: string; count: () => number }[] = []

  constructor(
    readonly stage: Stage,
    /** Tells the audience what is going on meanwhile. */
    readonly note: (text: string) => void,
  ) {
    this.user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
  }

  begin(): void {
    const { hubspot, botpress } = this.stage
    this.callsBefore = { hubspot: hubspot.log.calls.length, botpress: botpress.log.calls.length }
    this.from = { user: this.user.transcript.length, agent: this.entries().length }
    this.facts = []
    this.expected = []
  }

  /** Requests the integration made in this step. */
  calls(): Calls {
    const { hubspot, botpress } = this.stage
    return {
      hubspot: hubspot.log.calls.length - this.callsBefore.hubspot,
      botpress: botpress.log.calls.length - this.callsBefore.botpress,
    }
  }

  /** Does what the end user's browser does: its requests are not the integration's. */
  async asBrowser<T>(action: () => Promise<T>): Promise<T> {
    await this.settled()
    const { calls } = this.stage.botpress.log
    const before = calls.length
    const result = await action()
    this.callsBefore.botpress += calls.length - before
    return result
  }

  /** The thread of the latest escalation. */
  get thread(): ThreadView {
    const thread = this.stage.hubspot.threads(this.stage.portalId).at(-1)
    if (thread === undefined) throw new Missing('HubSpot has no thread')
    return thread
  }

  userLines(): string[] {
    return this.userSaw().map(userLine)
  }

  agentLines(): string[] {
    return [...this.agentSaw().map(agentLine), ...this.facts]
  }

  /** Waits until the end user has seen it. */
  async userSees(what: string, matches: (seen: Seen) => boolean): Promise<Seen> {
    return this.await(what, 'end user', () => this.userSaw().filter(matches))
  }

  /** Waits until the agents have seen it. */
  async agentSees(what: string, matches: (message: ThreadMessage) => boolean): Promise<ThreadMessage> {
    return this.await(what, 'agent', () => this.agentSaw().filter(matches))
  }

  /** Something about HubSpot's side that is no entry of the thread; checked at once. */
  agentFact(text: string, holds: boolean): void {
    if (!holds) throw new Missing(`HubSpot does not show: ${text}`)
    this.facts.push(`* ${text}`)
  }

  /** Waits until no request is under way any more. */
  async settled(): Promise<void> {
    await this.stage.hubspot.webhooks.settled()
    await this.stage.botpress.settled()
  }

  /** What a person saw twice is as wrong as what they did not see; undefined when there is none. */
  repetition(): string | undefined {
    const repeated = this.expected.find(({ count }) => count() !== 1)
    return repeated && `${repeated.what} was seen ${repeated.count()} times`
  }

  private async await<T>(what: string, who: string, find: () => T[]): Promise<T> {
    this.expected.push({ what, count: () => find().length })
    const giveUpAt = Date.now() + patience
    for (;;) {
      const [found] = find()
      if (found !== undefined) return found
      if (Date.now() > giveUpAt) throw new Missing(`the ${who} did not see ${what}`)
      await sleep(20)
    }
  }

  private userSaw(): Seen[] {
    return this.user.transcript.slice(this.from.user)
  }

  private agentSaw(): ThreadMessage[] {
    return this.entries().slice(this.from.agent)
  }

  private entries(): ThreadMessage[] {
    const { hubspot, portalId } = this.stage
    return hubspot.threads(portalId).flatMap(({ id }) => hubspot.messages(id))
  }
}
