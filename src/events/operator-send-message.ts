import { setTimeout as sleep } from 'node:timers/promises'
import { actorIdFrom } from '../agent'
import type { AgentMessage } from '../hubspot/agent-message'
import type { Installation } from '../installation'
import { answerOfBotpress, persistently } from '../persistently'
import { heardAt, isHeard } from '../plugin-time'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { recentSession } from '../session-cache'
import { timing } from '../timing'
import { within } from '../within'
import { countParts, deliverReply, type Progress, progressOf } from './deliver-reply'
import { noteFirstAuthor } from './first-author'
import { markFailed, markSent, reasons } from './reply-status'

/**
 * Hands an agent's reply to Botpress. When that fails, the agent sees it on the message; when it may succeed later, the
 * error is thrown as well, so that HubSpot delivers again.
 *
 * @param mayBeMarked whether the message can bear the mark of an earlier attempt. Webhooks do not tell; but no message is
 * marked as not delivered yet before it is `timing.lateReply` old, so an older one may be.
 */
export async function operatorSendMessage(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  deadline: number,
  mayBeMarked = Date.now() - Date.parse(message.createdAt) > timing.lateReply,
): Promise<void> {
  if (message.direction !== 'OUTGOING' || isOurOwn(installation, message)) return
  const until = Math.min(deadline, Date.now() + timing.replyDelivery)
  let refusal: string | undefined
  let progress: Progress | undefined
  try {
    refusal = await persistently({ until, pause: timing.replyPause, isFinal }, async () => {
      // An earlier delivery may have brought some of it: going on from there, a reply of many files gets there in the end.
      progress ??= mayBeMarked
        ? await within(until, 'deliver the reply', progressOf(installation, session, message))
        : new Map()
      return within(until, 'deliver the reply', attempt(installation, session, message, progress, until))
    })
  } catch (error) {
    if (isFinal(error)) {
      installation.logger.forBot().error("An agent's reply was refused by Botpress: %s", reasonOf(error))
      return markFailed(installation, message, reasons.never, deadline)
    }
    // An earlier mark could be overlooked by the delivery that succeeds: see `mayBeMarked`.
    const late = Date.parse(message.createdAt) + timing.lateReply
    await sleep(Math.max(0, Math.min(late, deadline - timing.reportReserve) - Date.now()))
    if (await wasHeardMeanwhile(installation, session, message, deadline)) throw error
    await markFailed(installation, message, reasons.notYet, deadline).catch((fault: unknown) => {
      // HubSpot delivers the reply again in any case; should it not, the bot's owner knows.
      installation.logger
        .forBot()
        .error("The state of an agent's reply could not be shown in HubSpot. %s", reasonOf(fault))
    })
    // The other process may have been done between our look and our mark, and its SENT is overwritten.
    if (await wasHeardMeanwhile(installation, session, message, deadline))
      await markSent(installation, message, deadline)
    throw error
  }
  if (refusal !== undefined) await markFailed(installation, message, refusal, deadline)
  else if (mayBeMarked) await markSent(installation, message, deadline)
}

/** Botpress itself says no. */
const isFinal = (error: unknown): error is Error => answerOfBotpress(error) === 'no'

/** Messages that this app published in an agent's name would come back as a reply. */
function isOurOwn(installation: Installation, message: AgentMessage): boolean {
  return message.client?.integrationAppId === installation.settings.app.appId
}

/**
 * One attempt to deliver.
 *
 * @returns the reason for which the reply cannot reach the end user, or undefined when it did.
 */
async function attempt(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  progress: Progress,
  deadline: number,
): Promise<string | undefined> {
  const known = recentSession(installation, session.conversationId) ?? session
  if (isAbandoned(known)) return reasons.neverOpened
  const writtenAt = Date.parse(message.createdAt)
  if (known.end && (writtenAt > known.end.at || !isHeard(known, Date.now()))) {
    return (await wasHeard(installation, known, message)) ? undefined : reasons.ended
  }
  const author = authorOf(message)
  if (known.announced === undefined) await noteFirstAuthor(installation, known, author)
  const delivered = await deliverReply(installation, known, message, author, progress, deadline)
  if (delivered === undefined) return undefined
  const heard = heardAt(delivered.session, writtenAt, delivered.createdAt)
  return isHeard(delivered.session, heard) ? undefined : reasons.ended
}

/** Whether an earlier delivery brought all of the reply to the end user. */
async function wasHeard(installation: Installation, session: Session, message: AgentMessage): Promise<boolean> {
  const before = await progressOf(installation, session, message)
  if (before.size === 0 || before.size < countParts(message)) return false
  return isHeard(session, heardAt(session, Date.parse(message.createdAt), Math.max(...before.values())))
}

/** Another process may have delivered the reply while this one failed; its agent must not read that it was not. */
async function wasHeardMeanwhile(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  deadline: number,
): Promise<boolean> {
  const known = recentSession(installation, session.conversationId) ?? session
  try {
    return await within(deadline - timing.reportReserve / 2, 'ask', wasHeard(installation, known, message))
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

/** Replies that nobody signed (workflows, bots) are HubSpot's own. */
function authorOf(message: AgentMessage): string {
  return actorIdFrom(message.senders[0]?.actorId) ?? actorIdFrom(message.createdBy) ?? 'S-hubspot'
}
