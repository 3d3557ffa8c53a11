import { setTimeout as sleep } from 'node:timers/promises'
import type { Installation } from '../installation'
import type { Session } from '../session/session'
import { timing } from '../timing'
import { isKnownMessage } from './known-messages'
import { deliverMissedReplies } from './missed-replies'
import type { Moment } from './moment'
import { isWhole, progressOf } from './progress'

/**
 * A desk may tell of each message in each thread, without its text and without whose it is; our own are among them. The
 * message itself comes by an event of its own, or went out from here: only when neither shows, in an open session, is the
 * thread looked at.
 */
export async function messageNews(
  installation: Installation,
  session: Session,
  { messageId, moment }: { messageId: string; moment: Moment },
  deadline: number,
): Promise<void> {
  if (session.end || session.openedAt === undefined) return
  const until = Math.min(deadline, Date.now() + Math.max(0, timing.newMessagePatience - moment.age))
  while (!isKnownMessage(installation, messageId)) {
    if (Date.now() >= until) return lookFor(installation, session, messageId, moment, deadline)
    await sleep(timing.lockPause)
  }
}

async function lookFor(
  installation: Installation,
  session: Session,
  messageId: string,
  moment: Moment,
  deadline: number,
): Promise<void> {
  // Whoever began to deliver it may be gone with the rest.
  const progress = await progressOf(installation, session, messageId)
  if (!isWhole(progress)) await deliverMissedReplies(installation, session, moment, deadline)
}
