import { setTimeout as sleep } from 'node:timers/promises'
import { answerTo, greetingOfNew, noRecords } from '../../bot'
import type { Guest } from '../../guests'
import { claimOf } from '../../people'
import type { Traces } from '../../traces'
import type { ActionRuns, Asker } from './action-runs'
import { type CrmReply, CrmTalk } from './talk'

/** ms; an answer that comes at once reads like an echo. */
const botPause = 250
/** ms for which the bot is silent rather than greet somebody without knowing who it is. */
const greetingPatience = 4_000

/** The integration threw: its words are for whoever calls the action, and stand on the wire. */
class ActionRefused extends Error {
  override readonly name = 'ActionRefused'
}

type Turns = {
  talk: CrmTalk
  /** For whom actions are run at the moment. */
  asker: Asker
  /** What the bot is at: one thing after the other. */
  latest: Promise<void>
  /** How many there are that it is at. */
  count: number
}

/** Has the bot do one thing after the other in the CRM, for each end user, and say what came of it. */
export class CrmTurns {
  private readonly of = new Map<Guest, Turns>()
  private readonly closing = new AbortController()

  /** @param agentEmails of the agents to whom it hands over. */
  constructor(
    private readonly runs: Pick<ActionRuns, 'run'>,
    private readonly traces: Pick<Traces, 'learn'>,
    private readonly agentEmails: readonly string[],
  ) {}

  /** Greets somebody, by name if HubSpot knows them. False for who is anonymous, whom this is not for. */
  begin(guest: Guest): boolean {
    const claim = claimOf(guest.person, guest.user.conversationId)
    if (claim === undefined) return false
    const run = async (action: string, input: Record<string, unknown>) => {
      const outcome = await this.runs.run(action, input, turns.asker)
      if ('error' in outcome) throw new ActionRefused(outcome.error)
      return outcome.output
    }
    const talk = new CrmTalk(run, claim)
    const turns: Turns = { talk, asker: {}, latest: Promise.resolve(), count: 0 }
    this.of.set(guest, turns)
    guest.talk = talk
    this.queue(guest, turns, `greeting ${guest.user.id}`, () => this.greet(guest, talk))
    return true
  }

  /** Whether what an end user said is for the bot's work in the CRM, which it then does. */
  hear(guest: Guest, said: string, messageId: string): boolean {
    const turns = this.of.get(guest)
    if (turns === undefined) return false
    const { talk } = turns
    if (talk.asksFor === undefined && turns.count === 0 && 'says' in answerTo(said)) return false
    this.queue(guest, turns, messageId, async () => {
      if (talk.asksFor !== undefined) return talk.hear(said, messageId)
      const reply = answerTo(said)
      if ('opensTicket' in reply) return talk.askForSubject()
      if ('asksWhoIsThere' in reply) return talk.whoIsThere(this.agentEmails)
      return 'says' in reply ? reply : talk.tell()
    })
    return true
  }

  close(): void {
    this.closing.abort()
  }

  private async greet({ user }: Guest, talk: CrmTalk): Promise<CrmReply | undefined> {
    const known = talk.greet().catch(orReport)
    const first = await Promise.race([known, sleep(greetingPatience, 'late' as const, { ref: false })])
    if (first !== 'late') return first ?? { says: greetingOfNew }
    if (user.session?.active !== true) user.botSays(greetingOfNew)
    // Whoever has gone on meanwhile is not greeted again.
    const reply = await known
    return user.transcript.some(({ from }) => from === 'user') ? undefined : (reply ?? undefined)
  }

  private queue(guest: Guest, turns: Turns, trace: string, take: () => Promise<CrmReply | undefined> | CrmReply): void {
    const { user } = guest
    turns.count += 1
    turns.latest = turns.latest
      .then(async () => {
        turns.asker = { trace, user: user.id }
        const pause = sleep(botPause)
        const reply = await Promise.resolve(take()).catch((error: unknown) => orReport(error) ?? { says: noRecords })
        await pause
        if (reply && !this.closing.signal.aborted) this.say(guest, reply, trace)
      })
      .finally(() => {
        turns.count -= 1
      })
  }

  private say({ user, isEscalating, records }: Guest, { says, record }: CrmReply, trace: string): void {
    // A person has it in hand by now.
    if (isEscalating || user.session?.active) return
    user.botSays(says)
    const line = user.transcript.at(-1)
    if (line === undefined) return
    this.traces.learn(line.id, { trace, user: user.id })
    if (record !== undefined) records.set(line.id, record)
  }
}

/** What the integration refuses it has said on the wire; anything else is a fault of the playground. */
function orReport(error: unknown): undefined {
  if (!(error instanceof ActionRefused)) process.stderr.write(`The bot could not go on: ${String(error)}\n`)
  return undefined
}
