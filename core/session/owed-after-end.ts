import type { Installation } from '../installation'
import { LockedError, withLock } from '../platform/lock'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError, within } from '../platform/within'
import { timing } from '../timing'
import { giveUpErrands } from './errands'
import type { Session } from './session'
import { changeSession, readSession } from './sessions'

/**
 * What a desk has to do once a session has ended: see `Desk.ended`. A tag of the session says that it is owed, so that any
 * process can find it and try again.
 */

/**
 * Does it right after the end was noted, for a short while; what is not done by then stays owed. Never throws: nobody who
 * talks waits for it.
 *
 * @param session in which this process has noted the end.
 */
export async function doAfterEnd(installation: Installation, session: Session, deadline: number): Promise<void> {
  const until = Math.min(deadline, Date.now() + timing.afterEnd)
  await Promise.all([
    giveUpErrands(installation, session),
    installation.desk.ended && tryWhatIsOwed(installation, session, until, false),
  ])
}

/**
 * Tries what is still owed after the end of a session. Never throws; the reason goes into the log.
 *
 * @param isRepeated whether an earlier attempt may have done it, or a part of it.
 * @returns whether nothing is owed any more.
 */
export async function tryWhatIsOwed(
  installation: Installation,
  session: Session,
  deadline: number,
  isRepeated = true,
): Promise<boolean> {
  try {
    await within(deadline, 'do what is owed after the end', alone(installation, session, deadline, isRepeated))
    return true
  } catch (error) {
    const { logger } = installation
    // Another process at it, or too little time, is no news for the bot's owner: it is tried again.
    const isUsual = error instanceof LockedError || error instanceof OutOfTimeError
    const text = 'What is owed after the end of a session is not done yet; it will be tried again. %s'
    if (isUsual) logger.info(text, reasonOf(error))
    else logger.forBot().warn(text, reasonOf(error))
    return false
  }
}

async function alone(
  installation: Installation,
  { conversationId: id }: Session,
  deadline: number,
  isRepeated: boolean,
): Promise<void> {
  const { client, desk } = installation
  const target = { type: 'conversation', id, name: 'afterEndLock' } as const
  const patience = Math.max(0, Math.min(timing.lockPatience, deadline - Date.now()))
  const terms = { lease: timing.afterEndLease, patience, pause: timing.lockPause }
  await withLock(client, target, terms, async (lease) => {
    const current = await readSession(installation, id)
    if (current?.end === undefined || !current.owesAfterEnd) return
    await lease.confirm()
    const own = await desk.ended?.(current, isRepeated, Math.min(deadline, lease.until))
    await changeSession(installation, current, { owesAfterEnd: false, ...(own && { own }) })
  })
}
