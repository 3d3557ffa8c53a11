import { isApiError } from '@botpress/sdk'
import pMap from 'p-map'
import { accountsAmong, inAccount, isServed } from '../account'
import { accountChanged } from '../events/account-changed'
import { catchUpIfOwed } from '../events/catch-up'
import { endLeftSession } from '../events/left-account'
import { operatorAssigned } from '../events/operator-assigned'
import { operatorConversationCompleted } from '../events/operator-conversation-completed'
import { operatorSendMessage } from '../events/operator-send-message'
import { markFailed, reasons } from '../events/reply-status'
import { threadReopened } from '../events/thread-reopened'
import type { Installation } from '../installation'
import type { Session } from '../session'
import { findSession } from '../session-cache'
import { timing } from '../timing'
import { assertTime } from '../within'
import type { HubSpotEvent } from './payloads'

/** Threads looked up, and threads handled, at the same time. */
const concurrency = 8

type AccountEvent = Extract<HubSpotEvent, { kind: 'account' }>
type ThreadEvent = Exclude<HubSpotEvent, AccountEvent>
type AboutReply = Extract<HubSpotEvent, { kind: 'reply' | 'unreadable' }>
type Thread = { session: Session; events: ThreadEvent[] }

/**
 * Handles the events of one webhook: different threads side by side, those of one thread in the order they occurred.
 *
 * @returns whether everything was handled; if not, HubSpot is to deliver again.
 */
export async function dispatch(installation: Installation, events: HubSpotEvent[], deadline: number): Promise<boolean> {
  const portalIds = events.map((event) => event.portalId)
  const { connected, isOurs, allKnown } = await accountsAmong(installation, portalIds, deadline)
  const ours = events.filter((event) => isOurs(event.portalId))
  const accountEvents = ours.filter((event) => event.kind === 'account').filter((event) => event.portalId === connected)
  for (const event of ours) if (event.kind === 'unreadable') complain(installation, event.where)
  const { threads, allFound } = await findThreads(installation, ours.filter(isThreadEvent))
  const jobs = [
    () => handleAccounts(installation, accountEvents),
    ...threads.map((thread) => () => handleThread(installation, thread, deadline)),
  ]
  const outcomes = await pMap(jobs, (job) => isHandled(installation, job), { concurrency })
  return allKnown && allFound && outcomes.every((handled) => handled)
}

/** Delivered again it would be no different. */
function complain({ logger }: Installation, where: string): void {
  logger
    .forBot()
    .error(
      "An agent's reply was not delivered: HubSpot describes it in a form that this version of the integration does not know (at %s). Update the integration; if there is no newer version, report this.",
      where,
    )
}

const isThreadEvent = (event: HubSpotEvent): event is ThreadEvent => event.kind !== 'account'
const isAboutReply = (event: ThreadEvent): event is AboutReply => event.kind === 'reply' || event.kind === 'unreadable'

/** One look-up per thread, however many of the events are about it; those of threads that are not ours drop out. */
async function findThreads(
  installation: Installation,
  events: ThreadEvent[],
): Promise<{ threads: Thread[]; allFound: boolean }> {
  const named = groupBy(events, (event) =>
    isAboutReply(event) ? `reply:${event.integrationThreadIds.join()}` : `thread:${event.threadId}`,
  )
  const found: Thread[] = []
  const outcomes = await pMap(
    named,
    (group) =>
      isHandled(installation, async () => {
        const session = group[0] && (await sessionOf(installation, group[0]))
        if (session) found.push({ session, events: group })
      }),
    { concurrency },
  )
  // A reply names its thread by our ID, everything else by HubSpot's: both can mean the same session.
  const threads = groupBy(found, ({ session }) => session.conversationId).flatMap((group) =>
    group[0] ? [{ session: group[0].session, events: group.flatMap((part) => part.events) }] : [],
  )
  return { threads, allFound: outcomes.every((handled) => handled) }
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}

async function sessionOf(installation: Installation, event: ThreadEvent): Promise<Session | undefined> {
  if (!isAboutReply(event)) return findSession(installation, event.portalId, 'hubspotThreadId', event.threadId)
  // A thread has one of our IDs, and more only if agents merged threads: what they write then is for the open session.
  let ended: Session | undefined
  for (const id of event.integrationThreadIds) {
    const session = await findSession(installation, event.portalId, 'integrationThreadId', id)
    if (session && !session.end) return session
    ended ??= session
  }
  return ended
}

function occurredAt(event: ThreadEvent): number {
  if (event.kind === 'unreadable') return 0
  return event.kind === 'reply' ? Date.parse(event.message.createdAt) : event.at
}

async function handleThread(everywhere: Installation, { session, events }: Thread, deadline: number): Promise<void> {
  const installation = inAccount(everywhere, session.portalId)
  if (isServed(installation, session)) await catchUpIfOwed(installation, session, deadline)
  for (const event of events.sort((a, b) => occurredAt(a) - occurredAt(b))) {
    assertTime(deadline, "handle all of the thread's events")
    if (isServed(installation, session) || isAboutReply(event)) {
      await handle(installation, session, notAhead(event), deadline)
    }
  }
  if (isServed(installation, session)) return
  const [closedAt = Date.now()] = events.flatMap((event) => (event.kind === 'closed' ? event.at : []))
  await endLeftSession(installation, session, Math.min(closedAt, Date.now()), deadline)
}

/** What is said to happen in the future happened now, or it would hold up whatever is scheduled by its time. */
const notAhead = (event: ThreadEvent): ThreadEvent =>
  isAboutReply(event) ? event : { ...event, at: Math.min(event.at, Date.now() + timing.clockSkew) }

function handle(installation: Installation, session: Session, event: ThreadEvent, deadline: number): Promise<void> {
  const hubspotDeadline = Math.min(deadline, Date.now() + timing.webhookHubSpotBudget)
  switch (event.kind) {
    case 'reply':
      return operatorSendMessage(installation, session, event.message, deadline)
    case 'unreadable':
      return event.messageId === undefined
        ? Promise.resolve()
        : markFailed(installation, { id: event.messageId }, reasons.never, hubspotDeadline)
    case 'assigned':
      return operatorAssigned(installation, session, event, hubspotDeadline)
    case 'closed':
      return operatorConversationCompleted(installation, session, event, hubspotDeadline)
    case 'reopened':
      return threadReopened(installation, session, event.at, hubspotDeadline)
  }
}

async function handleAccounts(installation: Installation, events: AccountEvent[]): Promise<void> {
  for (const event of events) await accountChanged(installation, event)
}

/** One thread's fault must not keep the others from being handled; the whole webhook comes again. */
async function isHandled(installation: Installation, job: () => Promise<void>): Promise<boolean> {
  try {
    await job()
    return true
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${isApiError(error) ? error.type : error.message}` : 'fault'
    installation.logger.warn('An event of HubSpot could not be handled now; HubSpot will deliver it again. %s', reason)
    return false
  }
}
