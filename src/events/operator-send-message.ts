import { isApiError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import { actorIdFrom } from '../agent'
import type { AgentMessage } from '../hubspot/agent-message'
import { setMessageStatus } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import { channelOf, type Installation } from '../installation'
import { stillHears } from '../plugin-time'
import { readSession, type Session } from '../session'
import { recentSession, rememberSession } from '../session-cache'
import { timing } from '../timing'
import { within } from '../within'
import { deliverReply, wasDelivered } from './deliver-reply'
import { noteFirstAuthor } from './first-author'

/** What agents read beside a reply that did not reach the end user. */
const reasons = {
  notYet: 'Not delivered yet. If this does not change within some minutes, send it again.',
  never: 'Not delivered: the chat could not take this message.',
  ended:
    'Not delivered: the conversation had already ended for the customer. It continues when they ask for a person again.',
  neverOpened:
    'Not delivered: the bot could not hand this conversation over, and the customer is not waiting for a reply.',
} as const

/**
 * Hands an agent's reply to Botpress. When that fails, the agent sees it on the message; when it may succeed later, the
 * error is thrown as well, so that HubSpot delivers again.
 *
 * @param isMarkedFailed whether the message bears that mark from an earlier attempt. Webhooks do not tell; then it is
 * taken from what this process did, and from the age of the message.
 */
export async function operatorSendMessage(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  deadline: number,
  isMarkedFailed = mayBeMarkedFailed(installation, message),
): Promise<void> {
  if (message.direction !== 'OUTGOING' || isOurOwn(installation, message)) return
  const deliverUntil = Math.min(deadline, Date.now() + timing.replyDelivery)
  let refusal: string | undefined
  try {
    refusal = await within(deliverUntil, 'deliver the reply', attempt(installation, session, message, deliverUntil))
  } catch (error) {
    const final = isApiError(error) && error.code < 500 && error.code !== 429
    await report(installation, message, final ? reasons.never : reasons.notYet, deadline)
    if (!final) throw error
    installation.logger.forBot().error("An agent's reply was refused by Botpress: %s", error.message)
    return
  }
  if (refusal !== undefined) await report(installation, message, refusal, deadline)
  else if (isMarkedFailed) await markSent(installation, message, deadline)
}

/** Messages that this app published in an agent's name would come back as a reply. */
function isOurOwn(installation: Installation, message: AgentMessage): boolean {
  return message.client?.integrationAppId === installation.settings.app.appId
}

/**
 * One attempt to deliver.
 *
 * @returns the reason for which the reply cannot reach the end user, or undefined when it was delivered.
 */
async function attempt(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  deadline: number,
): Promise<string | undefined> {
  const recent = recentSession(installation, session.conversationId)
  const known = recent ?? session
  if (known.end || isAbandoned(known)) return afterEnd(installation, known, message, deadline)
  const author = authorOf(message)
  if (known.announcedAgent === undefined) await noteFirstAuthor(installation, known, author)
  const delivery = deliverReply(installation, known, message, author, deadline)
  if (recent) return delivery
  // Whether the session is still open is asked beside the write, so that asking costs no time.
  const [refusal, current] = await Promise.all([delivery, readSession(installation.client, known.conversationId)])
  if (current) rememberSession(installation, current)
  const unheard = current?.end && (!stillHears(current, Date.now()) || isAfter(message, current.end.at))
  return unheard ? reasons.ended : refusal
}

/** The conversation was made for an escalation that then failed. */
function isAbandoned(session: Session): boolean {
  if (session.openedAt !== undefined) return false
  return session.failedAt !== undefined || Date.now() - session.createdAt > timing.openingTimeout
}

/** What was written before the end belongs to the session, as long as anybody hears it. */
async function afterEnd(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  deadline: number,
): Promise<string | undefined> {
  if (session.end === undefined) return reasons.neverOpened
  if (isAfter(message, session.end.at)) return reasons.ended
  if (stillHears(session, Date.now())) {
    return deliverReply(installation, session, message, authorOf(message), deadline)
  }
  return (await wasDelivered(installation, session, message)) ? undefined : reasons.ended
}

const isAfter = (message: AgentMessage, time: number) => Date.parse(message.createdAt) > time

/** Replies this process reported as not delivered. */
const failed = new QuickLRU<string, true>({ maxSize: 5_000 })

/** An earlier delivery may have failed and was reported then: by this process, or, if it is long ago, by another one. */
function mayBeMarkedFailed(installation: Installation, message: AgentMessage): boolean {
  return (
    failed.has(`${installation.key}:${message.id}`) || Date.now() - Date.parse(message.createdAt) > timing.lateReply
  )
}

/** Replies that nobody signed (workflows, bots) are HubSpot's own. */
function authorOf(message: AgentMessage): string {
  return actorIdFrom(message.senders[0]?.actorId) ?? actorIdFrom(message.createdBy) ?? 'S-hubspot'
}

async function report(installation: Installation, message: AgentMessage, reason: string, deadline: number) {
  failed.set(`${installation.key}:${message.id}`, true)
  await setStatus(installation, message, { type: 'FAILED', reason }, deadline)
}

async function markSent(installation: Installation, message: AgentMessage, deadline: number) {
  await setStatus(installation, message, { type: 'SENT' }, deadline)
}

async function setStatus(
  installation: Installation,
  message: AgentMessage,
  status: Parameters<typeof setMessageStatus>[3],
  deadline: number,
): Promise<void> {
  try {
    const { channelId } = await channelOf(installation)
    await setMessageStatus(installation.hubspot, channelId, message.id, status, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) && !isApiError(error)) throw error
    // The agent cannot be told; the bot's owner is.
    installation.logger.forBot().error("The state of an agent's reply could not be shown in HubSpot. %s", error.message)
  }
}
