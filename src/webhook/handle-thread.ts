import { setTimeout as sleep } from 'node:timers/promises'
import { inAccount, isServed } from '../account'
import { catchUpIfOwed } from '../events/catch-up'
import { endLeftSession } from '../events/left-account'
import { messageNews } from '../events/message-news'
import { deliverMissedReplies } from '../events/missed-replies'
import { type Moment, momentOf } from '../events/moment'
import { operatorAssigned } from '../events/operator-assigned'
import { operatorConversationCompleted } from '../events/operator-conversation-completed'
import { operatorSendMessage } from '../events/operator-send-message'
import { openOrAll, recipientOf } from '../events/recipient'
import { markFailed, reasons } from '../events/reply-status'
import { threadReopened } from '../events/thread-reopened'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { recentSession } from '../session-cache'
import { accountsState } from '../state'
import { timing } from '../timing'
import { assertTime } from '../within'
import { type Found, findSessions, isAboutReply } from './find-sessions'
import type { AboutReply, HubSpotEvent, ThreadEvent } from './payloads'

/**
 * Handles the events of one thread in the order they occurred: replies for the one session that they are written to,
 * everything else for each that is open.
 *
 * @param told when HubSpot sent them, by its own clock; epoch ms.
 */
export async function handleThread(
  everywhere: Installation,
  { sessions, events }: Found,
  told: number,
  deadline: number,
): Promise<void> {
  const [first] = sessions
  const installation = first === undefined ? everywhere : inAccount(everywhere, first.portalId)
  const isHere = first === undefined || isServed(installation, first)
  if (isHere) for (const session of openOrAll(sessions)) await catchUpIfOwed(installation, session, deadline)
  for (const event of inOrder(events)) {
    assertTime(deadline, "handle all of the thread's events")
    if (isAboutReply(event)) await handleReply(installation, sessions, event, told, deadline)
    else if (isHere) await handleChange(installation, sessions, event, told, deadline)
  }
  if (!isHere) await endLeft(installation, sessions, events, told, deadline)
}

/** What was written before the bot was connected with another account has been delivered; nobody can serve the rest. */
async function endLeft(
  installation: Installation,
  sessions: Session[],
  events: ThreadEvent[],
  told: number,
  deadline: number,
): Promise<void> {
  const [closedAt = told] = events.flatMap((event) => (event.kind === 'closed' ? event.at : []))
  const moment = momentOf(Math.min(closedAt, told), told, Date.now())
  for (const session of openOrAll(sessions)) await endLeftSession(installation, session, moment, deadline)
}

/** News only leads to what has another source, so nothing waits for it. */
function inOrder(events: ThreadEvent[]): ThreadEvent[] {
  const isNews = ({ kind }: ThreadEvent) => Number(kind === 'news')
  return events.toSorted((a, b) => isNews(a) - isNews(b) || occurredAt(a) - occurredAt(b))
}

function occurredAt(event: ThreadEvent): number {
  if (event.kind === 'unreadable') return 0
  return event.kind === 'reply' ? Date.parse(event.message.createdAt) : event.at
}

async function handleReply(
  installation: Installation,
  known: Session[],
  event: AboutReply,
  told: number,
  deadline: number,
): Promise<void> {
  const hubspotDeadline = Math.min(deadline, Date.now() + timing.webhookHubSpotBudget)
  const fail = (id: string | undefined, reason: string) =>
    id === undefined ? undefined : markFailed(installation, { id }, reason, hubspotDeadline)
  const named = new Set(event.integrationThreadIds)
  const ours = known.filter(({ integrationThreadId }) => named.has(integrationThreadId))
  if (event.kind === 'unreadable') {
    const isOurs = ours.length > 0 || (await isOfOurAccount(installation, event.accountId))
    return isOurs ? fail(event.messageId, reasons.never) : undefined
  }
  const { message } = event
  if (message.direction !== 'OUTGOING') return
  const sessions = ours.length > 0 ? ours : await findYet(installation, event, told, hubspotDeadline)
  if (sessions.length === 0) {
    const isOurs = await isOfOurAccount(installation, message.channelAccountId)
    return isOurs ? fail(message.id, reasons.gone) : undefined
  }
  const session = await recipientOf(installation, sessions, named.size, message.recipients)
  if (session === 'doubtful') return fail(message.id, reasons.doubtful)
  const written = momentOf(Date.parse(message.createdAt), told, Date.now())
  await operatorSendMessage(installation, session, message, written, deadline)
}

/** Whether a reply went out through an account that is connected to this bot. */
async function isOfOurAccount(installation: Installation, accountId: string | undefined): Promise<boolean> {
  const accounts = installation.memory.accounts ?? (await accountsState.read(installation))?.accounts ?? []
  return accounts.some(({ id }) => id === accountId)
}

/** A session's conversation is there before its thread; that Botpress finds it by its tag at once is not documented. */
async function findYet(
  installation: Installation,
  event: Extract<AboutReply, { kind: 'reply' }>,
  told: number,
  deadline: number,
): Promise<Session[]> {
  if (told - occurredAt(event) > timing.threadSettles) return []
  await sleep(Math.min(timing.takeUpPause, Math.max(0, deadline - Date.now())))
  return findSessions(installation, [event])
}

type Change = Exclude<HubSpotEvent, AboutReply | { kind: 'account' }>

async function handleChange(
  installation: Installation,
  known: Session[],
  event: Change,
  told: number,
  deadline: number,
): Promise<void> {
  const moment = momentOf(event.at, told, Date.now())
  const ofThread = known.filter(({ hubspotThreadId }) => hubspotThreadId === event.threadId)
  for (const session of openOrAll(ofThread)) await change(installation, session, event, moment, deadline)
}

async function change(
  installation: Installation,
  known: Session,
  event: Change,
  moment: Moment,
  deadline: number,
): Promise<void> {
  const session = recentSession(installation, known.conversationId) ?? known
  const hubspotDeadline = Math.min(deadline, Date.now() + timing.webhookHubSpotBudget)
  switch (event.kind) {
    case 'news':
      return messageNews(installation, session, { messageId: event.messageId, moment }, deadline)
    case 'assigned':
      await operatorAssigned(installation, session, { agent: event.agent, moment }, hubspotDeadline)
      return lookBack(installation, session, moment, deadline)
    case 'closed':
      return operatorConversationCompleted(
        installation,
        session,
        { moment, threadIsGone: event.threadIsGone },
        hubspotDeadline,
      )
    case 'reopened':
      await threadReopened(installation, session, hubspotDeadline)
      return lookBack(installation, session, moment, deadline)
  }
}

/** Whatever happens in a thread is an occasion to find replies whose own webhook never came. */
async function lookBack(installation: Installation, session: Session, moment: Moment, deadline: number): Promise<void> {
  const current = recentSession(installation, session.conversationId) ?? session
  if (current.end) return
  try {
    const until = Math.min(deadline, Date.now() + timing.missedReplies)
    await deliverMissedReplies(installation, current, moment, until, moment.at)
  } catch (error) {
    // Only the safety net: the next event in the thread is another occasion.
    installation.logger.warn('Replies that may have been missed could not be looked up. %s', reasonOf(error))
  }
}
