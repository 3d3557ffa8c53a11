import { setTimeout as sleep } from 'node:timers/promises'
import type { BotpressSim, EndUser, Installation, Seen } from '../../sim/botpress'
import { userLine } from './lines'

/** Something was not seen where it should have been. */
export class Missing extends Error {
  override readonly name = 'Missing'
}

/** Requests that the integration made. */
export type Calls = { desk: number; botpress: number }

/** What agents see and do at a help desk, as its stand-in shows it. */
export type AgentSide<Entry> = {
  /** The help desk's name. */
  desk: string
  /** All requests it got so far. */
  calls(): number
  /** What agents see, of all conversations, oldest first. */
  entries(): Entry[]
  /** An entry as a line to read. */
  line(entry: Entry): string
  /** Waits until all its webhooks are delivered. */
  settled(): Promise<void>
}

/** One step: what somebody does, and what the other end has to see of it. */
export type Step<Stage, Entry> = { title: string; play(scene: Scene<Entry>, stage: Stage): Promise<void> }

/** Longest wait for anything, in ms; nothing here takes half of it. */
const patience = 15_000

/** One end user and the agents, and what both ends saw since the current step began. */
export class Scene<Entry> {
  readonly user: EndUser
  private readonly botpress: BotpressSim
  private from = { user: 0, agent: 0 }
  private callsBefore: Calls = { desk: 0, botpress: 0 }
  private facts: string[] = []
  /** What this step expects, to be counted at its end. */
  private expected: { what: string; count: () => number }[] = []

  constructor(
    { botpress, bot }: { botpress: BotpressSim; bot: Installation },
    private readonly agents: AgentSide<Entry>,
    /** Tells the audience what is going on meanwhile. */
    readonly note: (text: string) => void,
  ) {
    this.botpress = botpress
    this.user = bot.plugin.startConversation({ name: 'Kim Lee' })
  }

  begin(): void {
    this.callsBefore = this.allCalls()
    this.from = { user: this.user.transcript.length, agent: this.agents.entries().length }
    this.facts = []
    this.expected = []
  }

  /** Requests the integration made in this step. */
  calls(): Calls {
    const { desk, botpress } = this.allCalls()
    return { desk: desk - this.callsBefore.desk, botpress: botpress - this.callsBefore.botpress }
  }

  private allCalls(): Calls {
    return { desk: this.agents.calls(), botpress: this.botpress.log.calls.length }
  }

  /** Does what the end user's browser does: its requests are not the integration's. */
  async asBrowser<T>(action: () => Promise<T>): Promise<T> {
    await this.settled()
    const { calls } = this.botpress.log
    const before = calls.length
    const result = await action()
    this.callsBefore.botpress += calls.length - before
    return result
  }

  userLines(): string[] {
    return this.userSaw().map(userLine)
  }

  agentLines(): string[] {
    return [...this.agentSaw().map((entry) => this.agents.line(entry)), ...this.facts]
  }

  /** Waits until the end user has seen it. */
  async userSees(what: string, matches: (seen: Seen) => boolean): Promise<Seen> {
    return this.await(what, 'end user', () => this.userSaw().filter(matches))
  }

  /** Waits until the agents have seen it. */
  async agentSees(what: string, matches: (entry: Entry) => boolean): Promise<Entry> {
    return this.await(what, 'agent', () => this.agentSaw().filter(matches))
  }

  /** Something about the agents' side that is no entry of a conversation; checked at once. */
  agentFact(text: string, holds: boolean): void {
    if (!holds) throw new Missing(`${this.agents.desk} does not show: ${text}`)
    this.facts.push(`* ${text}`)
  }

  /** Waits until no request is under way any more. */
  async settled(): Promise<void> {
    await this.agents.settled()
    await this.botpress.settled()
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

  private agentSaw(): Entry[] {
    return this.agents.entries().slice(this.from.agent)
  }
}
