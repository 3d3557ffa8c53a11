import { actorIdFrom } from '../agent'
import type { IntegrationProps } from '../bp'
import type { EndUser } from '../end-user'
import { operatorAssigned } from '../events/operator-assigned'
import { operatorConversationCompleted } from '../events/operator-conversation-completed'
import { addComment, getThread } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { HISTORY_TEXT_MAX } from '../messages/limits'
import type { Session } from '../session'
import { timing } from '../timing'
import { within } from '../within'
import { historyText } from './history-text'

type Input = Parameters<IntegrationProps['actions']['startHitl']>[0]['input']

/**
 * What else belongs to opening a thread: the history for the agent, and what already happened to the thread. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: a fault here is logged and does not undo that.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  input: Input,
  user: EndUser,
): Promise<void> {
  const deadline = Date.now() + timing.afterOpening
  const tasks = [
    {
      what: 'The conversation history was not given to the agent',
      done: giveHistory(installation, session, input, user, deadline),
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
  input: Input,
  user: EndUser,
  deadline: number,
): Promise<void> {
  if (installation.settings.historyDelivery !== 'internalComment' || session.hubspotThreadId === undefined) return
  const text = historyText(input, user, HISTORY_TEXT_MAX)
  if (text !== undefined) await addComment(installation.hubspot, session.hubspotThreadId, text, deadline)
}

/** HubSpot assigns threads at once; its webhook about that can come before the thread's ID was in our tags. */
async function catchUp(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (session.hubspotThreadId === undefined) return
  const thread = await getThread(installation.hubspot, session.hubspotThreadId, deadline)
  const openedAt = session.openedAt ?? Date.now()
  const agent = actorIdFrom(thread.assignedTo ?? undefined)
  if (agent !== undefined) await operatorAssigned(installation, session, { agent, at: openedAt }, deadline)
  if (thread.status === 'CLOSED') {
    const at = thread.closedAt ? Date.parse(thread.closedAt) : openedAt
    await operatorConversationCompleted(installation, session, { at, threadIsGone: false }, deadline)
  }
}
