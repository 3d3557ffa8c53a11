import { addComment, closeThread, newestEntries, readThread } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { isRefusal } from '../refusal'
import type { Session } from '../session'
import { changeSession } from '../session-cache'
import { withFreshSession } from './session-lock'
import { hasComment, reopenedBy } from './thread-entries'

const notice =
  'This conversation is over for the customer: the bot has taken it back, and replies here no longer reach them. A new conversation opens when they ask for a person again.'

const lateWords =
  'This message of the customer came in after the conversation had ended for them. The bot has taken the chat back, and replies here no longer reach them; a new conversation opens when they ask for a person again.'

/**
 * The end user wrote between an agent's closing and the moment the bot took over, so that nobody would see to it: the
 * thread stays open for the agent, who is told, once, how it stands.
 */
export async function noteLateWords(installation: Installation, session: Session, deadline: number): Promise<void> {
  await withFreshSession(installation, session.conversationId, deadline, async (current, lease) => {
    const { hubspotThreadId, reopenNoted } = current
    if (reopenNoted || hubspotThreadId === undefined) return
    const { hubspot } = installation
    const isThere = hasComment(await newestEntries(hubspot, hubspotThreadId, deadline), lateWords)
    await lease.confirm()
    if (!isThere) await addComment(hubspot, hubspotThreadId, lateWords, deadline)
    await changeSession(installation, current, { reopenNoted: true })
  })
}

/** A thread was reopened. While its session goes on, that changes nothing. */
export async function threadReopened(installation: Installation, session: Session, deadline: number): Promise<void> {
  await withFreshSession(installation, session.conversationId, deadline, async (current) => {
    if (current.end) await settleIfOpen(installation, current, deadline)
  })
}

/**
 * Sees to a thread that is open although its session is over. An agent who reopened it is told, once, that it leads
 * nowhere. When it was not an agent, it was a message of the end user that was on its way when the session ended: after
 * an agent's closing it stays with the agent, who is told so; where the bot's side had ended the session, the thread is
 * closed again. To be called while the session is locked.
 */
export async function settleIfOpen(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { hubspot } = installation
  const { hubspotThreadId, reopenNoted } = session
  if (hubspotThreadId === undefined || reopenNoted) return
  const thread = await readThread(hubspot, hubspotThreadId, deadline).catch((error: unknown) => {
    // What cannot be looked at cannot be settled.
    if (isRefusal(error)) return undefined
    throw error
  })
  if (thread?.status !== 'OPEN' || thread.archived) return
  const entries = await newestEntries(hubspot, hubspotThreadId, deadline)
  const actor = reopenedBy(entries)
  const isByAgent = actor === undefined || actor.startsWith('A-')
  if (!isByAgent && session.end?.by === 'bot') return closeThread(hubspot, hubspotThreadId, deadline)
  const text = isByAgent ? notice : lateWords
  // It is there when an earlier attempt wrote it and never heard so.
  if (!hasComment(entries, text)) await addComment(hubspot, hubspotThreadId, text, deadline)
  await changeSession(installation, session, { reopenNoted: true })
}
