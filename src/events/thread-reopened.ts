import { addComment, getThread } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { type Session, updateSession } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'
import { withFreshSession } from './session-lock'

const notice =
  'This conversation is over for the customer: the bot has taken it back, and replies here no longer reach them. A new conversation opens when they ask for a person again.'

/**
 * Tells agents, once, that a thread they reopened after the end leads nowhere. A late message of the end user also reopens
 * the thread, for the moment until we close it again; that is not meant.
 *
 * @param reopenedAt epoch ms.
 */
export async function threadReopened(
  installation: Installation,
  session: Session,
  reopenedAt: number,
  deadline: number,
): Promise<void> {
  await withFreshSession(installation, session, async (current) => {
    const { end, hubspotThreadId } = current
    if (!end || !hubspotThreadId || current.reopenNoted || reopenedAt <= end.at) return
    const sinceLateMessage = reopenedAt - (current.lateMessageAt ?? Number.NEGATIVE_INFINITY)
    if (Math.abs(sinceLateMessage) < timing.ownReopening) return
    const thread = await getThread(installation.hubspot, hubspotThreadId, deadline)
    if (thread.status !== 'OPEN' || thread.archived) return
    await addComment(installation.hubspot, hubspotThreadId, notice, deadline)
    rememberSession(installation, await updateSession(installation.client, current, { reopenNoted: true }))
  })
}
