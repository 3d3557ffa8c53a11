import { actorIdFrom } from '../agent'
import { getThread, type Thread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { changeSession, recentSession } from '../session-cache'
import { timing } from '../timing'
import { operatorAssigned } from './operator-assigned'
import { operatorConversationCompleted } from './operator-conversation-completed'

/**
 * Does what the webhooks of a thread's first moments would have done. HubSpot assigns threads at once, and its news of that
 * can come before the thread's ID was in our tags, so that nobody knew whose thread it was.
 *
 * @throws when HubSpot or Botpress does not answer; then `oweCatchUp`.
 */
export async function catchUp(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (session.hubspotThreadId === undefined) return
  const thread = await readThread(installation, session.hubspotThreadId, deadline)
  if (thread === undefined || thread.archived) {
    await operatorConversationCompleted(installation, session, { at: Date.now(), threadIsGone: true }, deadline)
    return
  }
  const openedAt = session.openedAt ?? Date.now()
  const agent = actorIdFrom(thread.assignedTo ?? undefined)
  if (agent !== undefined) await operatorAssigned(installation, session, { agent, at: openedAt }, deadline)
  if (thread.status === 'CLOSED') {
    const at = thread.closedAt ? Date.parse(thread.closedAt) : openedAt
    await operatorConversationCompleted(installation, session, { at, threadIsGone: false }, deadline)
  }
}

/** Leaves it to whatever happens next in the session. */
export async function oweCatchUp(installation: Installation, session: Session): Promise<void> {
  await changeSession(installation, session, { owesCatchUp: true })
}

/** To be called when something happens in the session, which must neither wait long for this nor fail with it. */
export async function catchUpIfOwed(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (!session.owesCatchUp || session.end) return
  try {
    await catchUp(installation, session, Math.min(deadline, Date.now() + timing.catchUp))
    const current = recentSession(installation, session.conversationId) ?? session
    await changeSession(installation, current, { owesCatchUp: false })
  } catch (error) {
    installation.logger.warn('What happened to a thread when it was opened is still not known. %s', reasonOf(error))
    // Else, or should this fail, it is still owed, to the next event.
    if (isRefusal(error)) await changeSession(installation, session, { owesCatchUp: false }).catch(() => undefined)
  }
}

/** HubSpot will never show the thread, so asking with each event would be no use; a 401 passes with the next token. */
const isRefusal = (error: unknown) => error instanceof HubSpotError && !error.passing && error.status !== 401

/** undefined when the thread was deleted already, by a spam rule for instance. */
async function readThread(installation: Installation, threadId: string, deadline: number): Promise<Thread | undefined> {
  try {
    return await getThread(installation.hubspot, threadId, deadline)
  } catch (error) {
    if (error instanceof HubSpotError && error.status === 404) return undefined
    throw error
  }
}
