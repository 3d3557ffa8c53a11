import { isApiError } from '@botpress/sdk'
import pMap from 'p-map'
import { accountChanged } from '../events/account-changed'
import { operatorAssigned } from '../events/operator-assigned'
import { operatorConversationCompleted } from '../events/operator-conversation-completed'
import { operatorSendMessage } from '../events/operator-send-message'
import { threadReopened } from '../events/thread-reopened'
import { type Installation, portalIdOf } from '../installation'
import type { Session } from '../session'
import { findSession } from '../session-cache'
import { timing } from '../timing'
import { assertTime } from '../within'
import type { HubSpotEvent } from './payloads'

/** Sessions looked up, and threads handled, at the same time. */
const concurrency = 8

type Located = { event: HubSpotEvent; session: Session }

/**
 * Handles the events of one webhook: different threads side by side, those of one thread in the order they occurred.
 *
 * @returns whether everything was handled; if not, HubSpot is to deliver again.
 */
export async function dispatch(installation: Installation, events: HubSpotEvent[], deadline: number): Promise<boolean> {
  const portalId = await portalIdOf(installation)
  // Events of another account are not ours: one app can be installed in several.
  const ours = events.filter((event) => event.portalId === portalId)
  const located = await locate(installation, ours)
  const jobs = [
    ...ours.filter((event) => event.kind === 'account').map((event) => () => accountChanged(installation, event)),
    ...byThread(located).map((thread) => () => handleThread(installation, thread, deadline)),
  ]
  const outcomes = await pMap(jobs, (job) => settled(installation, job), { concurrency })
  return outcomes.every((handled) => handled)
}

/** Finds the session of each event; those of threads that are not ours drop out. */
async function locate(installation: Installation, events: HubSpotEvent[]): Promise<Located[]> {
  const found = await pMap(
    events,
    async (event) => {
      if (event.kind === 'account') return undefined
      const session =
        event.kind === 'reply'
          ? await firstOf(installation, event.portalId, event.integrationThreadIds)
          : await findSession(installation, event.portalId, 'hubspotThreadId', event.threadId)
      return session && { event, session }
    },
    { concurrency },
  )
  return found.filter((entry) => entry !== undefined)
}

/** HubSpot names a list of our thread IDs; a thread has one, and more only if agents merged threads. */
async function firstOf(installation: Installation, portalId: string, ids: string[]): Promise<Session | undefined> {
  for (const id of ids) {
    const session = await findSession(installation, portalId, 'integrationThreadId', id)
    if (session) return session
  }
  return undefined
}

function byThread(located: Located[]): Located[][] {
  const threads = new Map<string, Located[]>()
  for (const entry of located) {
    const thread = threads.get(entry.session.conversationId)
    if (thread) thread.push(entry)
    else threads.set(entry.session.conversationId, [entry])
  }
  return [...threads.values()].map((thread) => thread.sort((a, b) => occurredAt(a.event) - occurredAt(b.event)))
}

function occurredAt(event: HubSpotEvent): number {
  return event.kind === 'reply' ? Date.parse(event.message.createdAt) : event.at
}

async function handleThread(installation: Installation, thread: Located[], deadline: number): Promise<void> {
  const hubspotDeadline = Math.min(deadline, Date.now() + timing.webhookHubSpotBudget)
  for (const { event, session } of thread) {
    assertTime(deadline, "handle all of the thread's events")
    await handle(installation, session, event, hubspotDeadline)
  }
}

async function handle(installation: Installation, session: Session, event: HubSpotEvent, deadline: number) {
  switch (event.kind) {
    case 'reply':
      return operatorSendMessage(installation, session, event.message, deadline)
    case 'assigned':
      return operatorAssigned(installation, session, event, deadline)
    case 'closed':
      return operatorConversationCompleted(installation, session, event, deadline)
    case 'reopened':
      return threadReopened(installation, session, event.at, deadline)
    case 'account':
      return
  }
}

/** One thread's fault must not keep the others from being handled; the whole webhook comes again. */
async function settled(installation: Installation, job: () => Promise<void>): Promise<boolean> {
  try {
    await job()
    return true
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${isApiError(error) ? error.type : error.message}` : 'fault'
    installation.logger.warn('An event of HubSpot could not be handled now; HubSpot will deliver it again. %s', reason)
    return false
  }
}
