import { DeskError, type Thread } from '../desk'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError, within } from '../platform/within'
import { giveOwedHistory } from '../session/owed-history'
import type { Session } from '../session/session'
import { asSeen, changeSession } from '../session/sessions'
import { timing } from '../timing'
import { assigned } from './assigned'
import { ended } from './ended'
import { type Moment, momentOf } from './moment'

/**
 * Looks at a thread that was just opened.
 *
 * @returns undefined where the desk cannot be looked at.
 * @throws when the desk does not answer, or does not show the thread yet.
 */
export async function lookAt({ desk }: Installation, session: Session, deadline: number): Promise<Thread | undefined> {
  if (session.threadId === undefined) return undefined
  const thread = await desk.look?.(session, deadline)
  const isNew = Date.now() - (session.openedAt ?? Date.now()) < timing.threadSettles
  if (thread?.state === 'gone' && thread.isUnknown && isNew) throw new NotThereYetError()
  return thread
}

/** A thread that the desk has not got yet for all who ask, or that is gone already. */
class NotThereYetError extends Error {
  override readonly name = 'NotThereYetError'
  constructor() {
    super('The new thread does not show yet')
  }
}

/**
 * Does what the events of a thread's first moments would have done. A desk may assign threads at once, and its news of that
 * can come before the thread's ID was in our tags, so that nobody knew whose thread it was.
 *
 * @param isOpening whether `startHitl` is still under way, so that the plugin cannot listen yet.
 * @throws when Botpress does not answer.
 */
export async function catchUp(
  installation: Installation,
  session: Session,
  thread: Thread,
  deadline: number,
  isOpening = false,
): Promise<void> {
  if (thread.state === 'gone') {
    await ended(installation, session, { moment: since(Date.now()), reason: 'deleted', isOpening }, deadline)
    return
  }
  const openedAt = session.openedAt ?? Date.now()
  if (thread.agent !== undefined) {
    // Any change of it that an event tells of is later, by the same clock.
    const at = thread.createdAt ?? openedAt - timing.oldestEvent
    const moment = { at, here: openedAt, age: Date.now() - openedAt }
    await assigned(installation, session, { agent: thread.agent, name: thread.agentName, moment }, deadline)
  }
  if (thread.state === 'closed') {
    const moment = since(thread.closedAt ?? openedAt)
    await ended(installation, session, { moment, reason: thread.reason ?? 'agent', isOpening }, deadline)
  }
}

/** Nothing tells how the desk's clock stands to ours. */
const since = (at: number): Moment => momentOf(at, Date.now(), Date.now())

/**
 * Does what was left undone when the thread was opened. To be called when something happens in the session, which must
 * neither wait long for this nor fail with it.
 */
export async function catchUpIfOwed(installation: Installation, session: Session, deadline: number): Promise<void> {
  const until = Math.min(deadline, Date.now() + timing.catchUp)
  if (session.owesHistory) {
    const giving = giveOwedHistory(installation, session, until)
    await within(until, 'give the history', giving).catch(ignoreTime)
  }
  if (!session.owesCatchUp || session.end) return
  const catchingUp = async () => {
    const thread = await lookAt(installation, session, until)
    if (thread !== undefined) await catchUp(installation, session, thread, until)
  }
  try {
    await within(until, 'look what happened to the thread', catchingUp())
    await changeSession(installation, asSeen(installation, session), { owesCatchUp: false })
  } catch (error) {
    installation.logger.warn('What happened to a thread when it was opened is still not known. %s', reasonOf(error))
    // Else, or should this fail, it is still owed, to the next event.
    if (isRefusal(error)) await changeSession(installation, session, { owesCatchUp: false }).catch(() => undefined)
  }
}

/** What is not done in time stays owed. */
function ignoreTime(error: unknown): void {
  if (!(error instanceof OutOfTimeError)) throw error
}

/** The desk will never show the thread, so asking with each event would be no use; what it denies passes with the next credentials. */
const isRefusal = (error: unknown) => error instanceof DeskError && !error.passing && error.outcome !== 'denied'
