import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import { isAgentUnheard } from '../session/listening'
import { isOfBot, type Session } from '../session/session'
import { ended } from './ended'
import { endLeftSession } from './left-account'
import { momentOf } from './moment'
import { noteLateWords } from './reopened'
import { announceAgain, isEndUnheard, tellEndAgain } from './tell-again'

/** What a message of the end user sets off, besides that it is carried to the agent. */

/**
 * What it shows: the plugin listens, so it is told again what it missed; and one that came after the end may have opened
 * the thread again.
 *
 * @param asGiven the session as Botpress had it when it handed over the message.
 * @param writtenAt epoch ms.
 */
export async function afterWords(
  installation: Installation,
  session: Session,
  asGiven: Session,
  writtenAt: number,
  deadline: number,
): Promise<void> {
  try {
    if (session.end) await afterEnd(installation, session, writtenAt, deadline)
    else if (isAgentUnheard(asGiven)) await announceAgain(installation, asGiven, deadline)
  } catch (error) {
    // The message is with the agent, and failing here would only send it again. The next message is another occasion.
    warn(installation, error)
  }
}

/**
 * A message that came after the end. The agent who closed has it in a thread that is open again, and is told that replies
 * there lead nowhere; when the session ended from the bot's side, the message was on its way then, and the thread is closed
 * again.
 */
async function afterEnd(
  installation: Installation,
  session: Session,
  writtenAt: number,
  deadline: number,
): Promise<void> {
  const { end, threadId } = session
  if (isEndUnheard(session, writtenAt)) await tellEndAgain(installation, session)
  if (end === undefined || threadId === undefined || !installation.desk.reopensByMessage) return
  if (isOfBot(end)) await installation.desk.close(session, deadline)
  else await noteLateWords(installation, session, deadline)
}

/** The thread may have been deleted, or closed for good, without our hearing of it: then nobody serves the end user any more. */
export async function endIfGone(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (session.threadId === undefined || session.end) return
  const now = Date.now()
  try {
    const { desk } = installation
    const thread = await desk.look?.(session, deadline)
    if (thread?.state === 'open') return
    const isClosed = thread?.state === 'closed'
    // Where a message opens a closed thread again, something else was amiss.
    if (isClosed && desk.reopensByMessage) return
    const at = isClosed ? (thread.closedAt ?? now) : now
    const reason = isClosed ? (thread.reason ?? 'agent') : 'deleted'
    await ended(installation, session, { moment: momentOf(at, now, now), reason }, deadline)
  } catch (error) {
    // The next message tries again.
    warn(installation, error)
  }
}

/** The end user must not be left with nobody, and the owner is to read what happened to the message. */
export async function endLeft(installation: Installation, session: Session, deadline: number): Promise<void> {
  const now = Date.now()
  try {
    await endLeftSession(installation, session, momentOf(now, now, now), deadline)
  } catch (error) {
    // The next message or webhook tries again.
    const reason = reasonOf(error)
    installation.logger.forBot().warn('A session in an account that was left could not be ended yet. %s', reason)
  }
}

function warn({ logger }: Installation, error: unknown): void {
  logger.forBot().warn('What follows a message of the end user was not done. %s', reasonOf(error))
}
