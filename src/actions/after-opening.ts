import { actorIdFrom } from '../agent'
import { operatorAssigned } from '../events/operator-assigned'
import { operatorConversationCompleted } from '../events/operator-conversation-completed'
import { addComment, getThread, type Thread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation'
import type { Session } from '../session'
import { timing } from '../timing'
import { within } from '../within'

/**
 * What else belongs to opening a thread: the history for the agent, and what already happened to the thread. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: a fault here is logged and does not undo that.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  history: string | undefined,
): Promise<void> {
  const deadline = Date.now() + timing.afterOpening
  const tasks = [
    {
      what: 'The conversation history was not given to the agent',
      done: giveHistory(installation, session, history, deadline),
    },
    { what: 'What happened to the new thread so far is not known', done: catchUp(installation, session, deadline) },
  ]
  await Promise.all(
    tasks.map(async ({ what, done }) => {
      try {
        await within(deadline, 'finish the hand-over', done)
      } catch (error) {
        installation.logger.forBot().warn('%s. %s', what, error instanceof Error ? error.message : 'unknown fault')
      }
    }),
  )
}

async function giveHistory(
  installation: Installation,
  session: Session,
  history: string | undefined,
  deadline: number,
): Promise<void> {
  if (
    history === undefined ||
    installation.settings.historyDelivery !== 'internalComment' ||
    session.hubspotThreadId === undefined
  )
    return
  await addComment(installation.hubspot, session.hubspotThreadId, history, deadline)
}

/** HubSpot assigns threads at once; its webhook about that can come before the thread's ID was in our tags. */
async function catchUp(installation: Installation, session: Session, deadline: number): Promise<void> {
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

/** undefined when the thread was deleted already, by a spam rule for instance. */
async function readThread(installation: Installation, threadId: string, deadline: number): Promise<Thread | undefined> {
  try {
    return await getThread(installation.hubspot, threadId, deadline)
  } catch (error) {
    if (error instanceof HubSpotError && error.status === 404) return undefined
    throw error
  }
}
