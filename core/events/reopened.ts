import { isRefusal, type Recent } from '../desk'
import type { Installation } from '../installation'
import { isOfBot, type Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { changeSession } from '../session/sessions'
import { formsOf } from '../texts/say'

/**
 * The end user wrote between an agent's closing and the moment the bot took over, so that nobody would see to it: the
 * thread stays open for the agent, who is told, once, how it stands.
 */
export async function noteLateWords(installation: Installation, session: Session, deadline: number): Promise<void> {
  await withFreshSession(installation, session.conversationId, deadline, async (current, lease) => {
    if (current.reopenNoted || current.threadId === undefined) return
    const recent = await installation.desk.recent?.(current, deadline)
    await lease.confirm()
    await tell(installation, current, recent, 'lateWords', deadline)
  })
}

/** It is there when an earlier attempt wrote it and never heard so. */
async function tell(
  installation: Installation,
  session: Session,
  recent: Recent | undefined,
  name: 'sessionOver' | 'lateWords',
  deadline: number,
): Promise<void> {
  const { desk, texts } = installation
  if (!(await recent?.hasNote(formsOf(texts, name)))) await desk.note(session, texts[name], deadline)
  await changeSession(installation, session, { reopenNoted: true })
}

/** A thread was reopened. While its session goes on, that changes nothing. */
export async function reopened(installation: Installation, session: Session, deadline: number): Promise<void> {
  await withFreshSession(installation, session.conversationId, deadline, async (current) => {
    if (current.end) await settleIfOpen(installation, current, deadline, true)
  })
}

/**
 * Sees to a thread that is open although its session is over. An agent who reopened it is told, once, that it leads
 * nowhere. When it was not an agent, it was a message of the end user that was on its way when the session ended: after
 * an agent's closing it stays with the agent, who is told so; where the bot's side had ended the session, the thread is
 * closed again. To be called while the session is locked.
 *
 * @param isSaidOpen whether the desk has just said so, for one that cannot be asked.
 */
export async function settleIfOpen(
  installation: Installation,
  session: Session,
  deadline: number,
  isSaidOpen = false,
): Promise<void> {
  const { desk } = installation
  if (session.threadId === undefined || session.reopenNoted) return
  const thread = await desk.look?.(session, deadline).catch((error: unknown) => {
    // What cannot be looked at cannot be settled.
    if (isRefusal(error)) return undefined
    throw error
  })
  const isOpen = desk.look === undefined ? isSaidOpen : thread?.state === 'open'
  if (!isOpen) return
  const recent = await desk.recent?.(session, deadline)
  const isByAgent = recent?.isReopenedByAgent ?? true
  if (!isByAgent && session.end && isOfBot(session.end)) return desk.close(session, deadline)
  await tell(installation, session, recent, isByAgent ? 'sessionOver' : 'lateWords', deadline)
}
