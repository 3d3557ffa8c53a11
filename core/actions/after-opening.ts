import type { Thread } from '../desk'
import { catchUp, lookAt } from '../events/catch-up'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import { within } from '../platform/within'
import { giveHistory, oweHistory } from '../session/owed-history'
import type { Session } from '../session/session'
import { asSeen, changeSession } from '../session/sessions'
import { timing } from '../timing'

/** What the agent is told of before; `mayBeThere` when an earlier attempt may have written it. */
export type HistoryNote = { text: string | undefined; mayBeThere: boolean }

/**
 * What else belongs to opening a thread: the history for the agent, and what already happened to the thread. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: what fails here is logged, does not undo that, and is owed to whatever happens next in the session.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  note: HistoryNote | undefined,
): Promise<void> {
  const until = Date.now() + timing.afterOpening
  const [isGiven, thread] = await Promise.all([
    orLater.history(installation, session, note, until),
    orLater.look(installation, session, until),
  ])
  await finish(installation, session, note, isGiven, thread)
}

/** What came of looking at a thread: nothing, where the desk cannot say; `failed` when it may say so later. */
type Looked = Thread | undefined | 'failed'

/** The two parts of it that need nothing but the thread. What fails is logged. */
export const orLater = {
  /** @returns whether the agent has it. */
  async history(installation: Installation, session: Session, note: HistoryNote | undefined, until: number) {
    const { text, mayBeThere = false } = note ?? {}
    if (text === undefined) return true
    const giving = giveHistory(installation, session, { text, mayBeThere }, until)
    return attempt(installation, 'The conversation history was not given to the agent yet', until, giving)
  },
  async look(installation: Installation, session: Session, until: number): Promise<Looked> {
    let thread: Looked
    const looking = lookAt(installation, session, until).then((found) => {
      thread = found
    })
    return (await attempt(installation, beginningUnknown, until, looking)) ? thread : 'failed'
  },
}

const beginningUnknown = 'What happened to the new thread so far is not known'

/**
 * Goes on with what the look brought, and notes what is still owed.
 *
 * @param session with its opening noted.
 */
export async function finish(
  installation: Installation,
  session: Session,
  note: HistoryNote | undefined,
  isGiven: boolean,
  thread: Looked,
): Promise<void> {
  const until = Date.now() + timing.afterOpening
  const isCaughtUp =
    thread === undefined ||
    (thread !== 'failed' &&
      (await attempt(installation, beginningUnknown, until, catchUp(installation, session, thread, until, true))))
  const current = asSeen(installation, session)
  if (note?.text !== undefined && !isGiven) await oweHistory(installation, current, note.text)
  if (isCaughtUp) return
  // There is no time left for it, and it is what the time ran out for.
  await changeSession(installation, current, { owesCatchUp: true }).catch((error: unknown) => {
    const { logger } = installation
    logger.forBot().warn('What happened to the new thread will not be looked up again. %s', reasonOf(error))
  })
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
