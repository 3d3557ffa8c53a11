import { addComment, closeThread, getThread, hasComment, newestEntries, reopenedBy } from '../hubspot/conversations'
import type { Installation } from '../installation'
import type { Session } from '../session'
import { changeSession } from '../session-cache'
import { withFreshSession } from './session-lock'

const notice =
  'This conversation is over for the customer: the bot has taken it back, and replies here no longer reach them. A new conversation opens when they ask for a person again.'

/**
 * A thread was reopened after the end.
 *
 * @param reopenedAt epoch ms.
 */
export async function threadReopened(
  installation: Installation,
  session: Session,
  reopenedAt: number,
  deadline: number,
): Promise<void> {
  await withFreshSession(installation, session.conversationId, async (current) => {
    if (current.end && reopenedAt > current.end.at) await settleIfOpen(installation, current, deadline)
  })
}

/**
 * Sees to a thread that is open although its session is over. An agent who reopened it is told, once, that it leads
 * nowhere. When it was not an agent, it was a message of the end user that was on its way when the session ended: the
 * thread is closed again. To be called while the session is locked.
 */
export async function settleIfOpen(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { hubspot } = installation
  const { hubspotThreadId, reopenNoted } = session
  if (hubspotThreadId === undefined || reopenNoted) return
  const thread = await getThread(hubspot, hubspotThreadId, deadline)
  if (thread.status !== 'OPEN' || thread.archived) return
  const entries = await newestEntries(hubspot, hubspotThreadId, deadline)
  const actor = reopenedBy(entries)
  if (actor !== undefined && !actor.startsWith('A-')) return closeThread(hubspot, hubspotThreadId, deadline)
  // It is there when an earlier attempt wrote it and never heard so.
  if (!hasComment(entries, notice)) await addComment(hubspot, hubspotThreadId, notice, deadline)
  await changeSession(installation, session, { reopenNoted: true })
}
