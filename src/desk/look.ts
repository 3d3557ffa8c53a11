import type { Thread } from '../../core/desk'
import type { Session } from '../../core/session/session'
import { actorIdFrom } from '../hubspot/actor-id'
import type { Caller } from '../hubspot/caller'
import { readThread } from '../hubspot/conversations'

/** The session's thread as HubSpot shows it; archived is as good as deleted. */
export async function lookAt(hubspot: Caller, { threadId = '' }: Session, deadline: number): Promise<Thread> {
  const thread = await readThread(hubspot, threadId, deadline)
  if (thread === undefined || thread.archived) return { state: 'gone', isUnknown: thread === undefined }
  return {
    // Whatever else HubSpot may call it, it is not closed.
    state: thread.status === 'CLOSED' ? 'closed' : 'open',
    agent: actorIdFrom(thread.assignedTo ?? undefined),
    createdAt: timeOf(thread.createdAt),
    closedAt: timeOf(thread.closedAt),
  }
}

function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : time
}
