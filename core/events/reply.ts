import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentReply } from '../desk'
import type { Installation } from '../installation'
import { answerOfBotpress, persistently } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import { within } from '../platform/within'
import { NotTakenUpError, whenAnnounced, whenListening } from '../session/listening'
import { isHeard } from '../session/plugin-time'
import { isOfBot, type Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { asSeen, changeSession } from '../session/sessions'
import { timing } from '../timing'
import { copyAhead } from './agent-file'
import { createMessages } from './create-messages'
import { isKnownMessage, noteKnownMessage, whileUnderWay } from './known-messages'
import type { Moment } from './moment'
import { isWhole, noProgress, type Progress, progressOf, wasHeard } from './progress'
import { markFailed, markSent, type Reason, reasons } from './reply-status'
import { awaitEarlier, noteReplying } from './replying'
import { inTurn, isTurnTaken } from './turns'
import { deafSince } from './unheard-replies'

/** On which occasion a reply is handed over. */
type Occasion = {
  /**
   * Whether the message can bear the mark of an earlier attempt. Events do not tell; but no message is marked as not
   * delivered yet before it is `timing.lateReply` old, so an older one may be.
   */
  mayBeMarked?: boolean
  /** Whether something else led to it, so that its own event may be under way, which reports. */
  isLookBack?: boolean
}

/**
 * Hands an agent's reply to Botpress, after those that were written before it. When that fails, the agent sees it on the
 * message; when it may succeed later, the error is thrown as well, so that the desk delivers again.
 *
 * @param written when.
 */
export async function deliverReply(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  written: Moment,
  deadline: number,
  { mayBeMarked = written.age > timing.lateReply || written.age < 0, isLookBack = false }: Occasion = {},
): Promise<void> {
  const startedAt = Date.now()
  const marked = { id: reply.id, account: session.account, session }
  let refusal: Reason | undefined
  try {
    const turn = `${installation.key}:${session.conversationId}`
    // What waits need not wait for its files afterwards.
    if (isTurnTaken(turn) && !isKnownMessage(installation, reply.id)) {
      void copyAhead(installation, session, reply, deadline - timing.turnReserve)
    }
    refusal = await whileUnderWay(installation, reply.id, () =>
      inTurn(turn, written.at, deadline - timing.turnReserve, async () => {
        const outcome = await deliver(installation, session, reply, written, deadline, mayBeMarked)
        // Before the turn ends, since the next may be another delivery of the same.
        if (outcome === undefined && !mayBeMarked) noteKnownMessage(installation, reply.id)
        return outcome
      }),
    )
  } catch (error) {
    if (isFinal(error)) {
      installation.logger.forBot().error("An agent's reply was refused by Botpress: %s", reasonOf(error))
      return markFailed(installation, marked, reasons.never, deadline)
    }
    // An earlier mark could be overlooked by the delivery that succeeds: see `mayBeMarked`.
    const late = startedAt + timing.lateReply - written.age
    await sleep(Math.max(0, Math.min(late, deadline - timing.reportReserve) - Date.now()))
    const isReportedElsewhere = isLookBack && Date.now() < late
    if (isReportedElsewhere || (await wasHeardMeanwhile(installation, session, reply, deadline))) throw error
    await markFailed(installation, marked, reasons.notYet, deadline).catch((fault: unknown) => {
      // The desk delivers the reply again in any case; should it not, the bot's owner knows.
      const { logger, desk } = installation
      const text = "The state of an agent's reply could not be shown in %s. %s"
      logger.forBot().error(text, desk.name, reasonOf(fault))
    })
    // The other process may have been done between our look and our mark, and its SENT is overwritten.
    if (await wasHeardMeanwhile(installation, session, reply, deadline)) await markSent(installation, marked, deadline)
    throw error
  }
  if (refusal !== undefined) return markFailed(installation, marked, refusal, deadline)
  // Somebody else may have found it undelivered while it was on its way.
  const isLate = written.age + Date.now() - startedAt > timing.lateReply
  if (mayBeMarked || isLate) await markSent(installation, marked, deadline)
  noteKnownMessage(installation, reply.id)
}

/** Botpress itself says no. */
const isFinal = (error: unknown): error is Error => answerOfBotpress(error) === 'no'

/**
 * Tries to deliver as long as there is time.
 *
 * @returns the reason for which the reply cannot reach the end user, or undefined when it did.
 */
async function deliver(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  written: Moment,
  deadline: number,
  mayBeThere: boolean,
): Promise<Reason | undefined> {
  // Another delivery of the same, whose turn came first, has brought it. What is marked since is looked at anew.
  if (!mayBeThere && isKnownMessage(installation, reply.id)) return undefined
  const until = Math.min(deadline - timing.reportReserve, Date.now() + timing.replyDelivery)
  let progress: Progress | undefined
  let isRepeated = false
  return persistently({ until, pause: timing.replyPause, isFinal }, async () => {
    // Botpress did not answer at once: what the agent writes next is not to come before this.
    if (isRepeated) await noteReplying(installation, session, reply, Math.max(1, progress?.parts ?? 1))
    isRepeated = true
    // An earlier delivery may have brought some of it: going on from there, a reply of many files gets there in the end.
    progress ??= mayBeThere
      ? await within(until, 'deliver the reply', progressOf(installation, session, reply.id))
      : noProgress()
    return within(until, 'deliver the reply', attempt(installation, session, reply, written, progress, until))
  })
}

/** One attempt; returns as `deliver`. */
async function attempt(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  written: Moment,
  progress: Progress,
  deadline: number,
): Promise<Reason | undefined> {
  const seen = asSeen(installation, session)
  if (isAbandoned(seen)) return reasons.neverOpened
  const known = await withEnd(installation, seen, Date.now(), deadline)
  if (isOverFor(known, written)) {
    const before = await progressOf(installation, known, reply.id)
    return wasHeard(known, before) ? undefined : reasons.ended
  }
  const current = await awaitEarlier(installation, known, reply, deadline - timing.turnReserve)
  try {
    const listening = await whenListening(installation, current, deadline)
    // What waits for its time comes after the announcement by itself.
    if (listening.from < Date.now()) listening.session = await whenAnnounced(installation, listening.session)
    const wasThere = isWhole(progress)
    const created = await createMessages(
      installation,
      listening.session,
      reply,
      written.here,
      listening.from,
      progress,
      deadline,
    )
    if (created === undefined) return reasons.empty
    const after = await withEnd(installation, created.session, wasThere ? Date.now() : created.reachedAt, deadline)
    return isHeard(after, created.reachedAt) ? undefined : reasons.ended
  } catch (error) {
    if (error instanceof NotTakenUpError) return reasons.neverOpened
    throw error
  }
}

/**
 * The plugin can stop to listen without telling us: its call can fail. Then the session is over since `stoppedAt` (epoch
 * ms) at the latest, which is noted, so that what was heard before can be told from what was not.
 */
async function withEnd(
  installation: Installation,
  session: Session,
  stoppedAt: number,
  deadline: number,
): Promise<Session> {
  if (session.end !== undefined || !session.plugin.hasStopped) return session
  let noted = session
  await withFreshSession(installation, session.conversationId, deadline, async (current) => {
    noted = current
    // Only who was first knows when it was.
    if (current.end) return
    const since = Math.min(stoppedAt, (await deafSince(installation, current)) ?? stoppedAt)
    const reason = current.plugin.isLeft ? 'user' : 'bot'
    noted = await changeSession(installation, current, { end: { at: since, stoppedAt: since, reason } })
  })
  return noted
}

/** Whether a reply came too late for a session. Our own end has a time of ours, which says nothing of the desk's. */
function isOverFor(session: Session, written: Moment): boolean {
  const { end } = session
  if (end === undefined) return false
  return (!isOfBot(end) && written.at > end.at) || !isHeard(session, Date.now())
}

/** Another process may have delivered the reply while this one failed; its agent must not read that it was not. */
async function wasHeardMeanwhile(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  deadline: number,
): Promise<boolean> {
  const known = asSeen(installation, session)
  const look = async () => wasHeard(known, await progressOf(installation, session, reply.id))
  try {
    return await within(deadline - timing.reportReserve / 2, 'ask', look())
  } catch {
    // Botpress cannot say: then it is not delivered as far as anybody knows.
    return false
  }
}

/** The conversation was made for an escalation that then failed. */
function isAbandoned(session: Session): boolean {
  if (session.openedAt !== undefined) return false
  return session.failedAt !== undefined || Date.now() - session.createdAt > timing.openingTimeout
}
