import { catchUp, lookAt } from '../events/catch-up'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import { within } from '../platform/within'
import { beginErrands } from '../session/errands'
import { giveHistory, type History, oweHistory } from '../session/owed-history'
import type { Session } from '../session/session'
import { asSeen, changeSession } from '../session/sessions'
import { timing } from '../timing'
import type { Beginning } from './beginning'

/**
 * What else belongs to opening a thread: the history for the agent, what already happened to the thread, and what the card asks
 * for. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: what fails here is logged, does not undo that, and is owed to whatever happens next in the session.
 *
 * @param session with its thread.
 * @param beginning what agents are to read; undefined for nothing.
 * @param noting of the thread in Botpress, where that is under way; resolves to the session as it is then.
 * @param isHistoryOwed whether the history did not go with what opened the thread although it should have.
 * @throws what `noting` throws, once the rest is done.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  beginning: Beginning | undefined,
  noting: Promise<Session> = Promise.resolve(session),
  isHistoryOwed = false,
): Promise<void> {
  const note = beginning?.note(isHistoryOwed)
  const [noted, given, caughtUp, told] = await Promise.allSettled([
    noting,
    give(installation, session, note, beginning?.mayBeThere === true && !isHistoryOwed),
    catchUpWith(installation, session, noting),
    note,
    beginning && noting.then((current) => beginErrands(installation, current, beginning.errands, beginning.mayBeThere)),
  ])
  if (noted.status === 'rejected') throw noted.reason
  if (told.status === 'rejected') throw told.reason
  const isDone = (part: PromiseSettledResult<boolean>) => part.status === 'fulfilled' && part.value
  const current = asSeen(installation, noted.value)
  if (told.value !== undefined && !isDone(given)) await oweHistory(installation, current, told.value)
  if (isDone(caughtUp)) return
  // There is no time left for it, and it is what the time ran out for.
  await changeSession(installation, current, { owesCatchUp: true }).catch((error: unknown) => {
    const { logger } = installation
    logger.forBot().warn('What happened to the new thread will not be looked up again. %s', reasonOf(error))
  })
}

/** @returns whether the agent has the note. */
async function give(
  installation: Installation,
  session: Session,
  note: Promise<History | undefined> | undefined,
  mayBeThere: boolean,
): Promise<boolean> {
  const told = await note
  if (told === undefined) return true
  const until = Date.now() + timing.afterOpening
  const giving = giveHistory(installation, session, { ...told, mayBeThere }, until)
  return attempt(installation, 'The conversation history was not given to the agent yet', until, giving)
}

/**
 * Looks at the thread beside the noting, and again if that took long: what happened after the look and before the note was
 * told to nobody who knew whose thread it is.
 *
 * @returns whether what happened is known.
 */
async function catchUpWith(installation: Installation, session: Session, noting: Promise<Session>): Promise<boolean> {
  const began = Date.now()
  const early = lookAt(installation, session, began + timing.afterOpening)
  // It is waited for below, and only where the noting succeeds.
  early.catch(() => undefined)
  const noted = await noting
  const until = Math.max(noted.openedAt ?? 0, began) + timing.afterOpening
  const isOld = Date.now() - began > timing.creation
  const work = async () => {
    const thread = await (isOld ? lookAt(installation, noted, until) : early)
    if (thread !== undefined) await catchUp(installation, noted, thread, until, true)
  }
  return attempt(installation, 'What happened to the new thread so far is not known', until, work())
}

async function attempt({ logger }: Installation, failed: string, until: number, work: Promise<void>): Promise<boolean> {
  try {
    await within(until, 'finish the hand-over', work)
    return true
  } catch (error) {
    logger.forBot().warn('%s. %s', failed, reasonOf(error))
    return false
  }
}
