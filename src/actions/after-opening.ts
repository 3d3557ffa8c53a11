import { catchUp, oweCatchUp } from '../events/catch-up'
import { addComment } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { timing } from '../timing'
import { within } from '../within'

/**
 * What else belongs to opening a thread: the history for the agent, and what already happened to the thread. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: a fault here is logged and does not undo that.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  history: string | undefined,
): Promise<void> {
  const deadline = Date.now() + timing.afterOpening
  const attempt = async (what: string, work: Promise<void>) => {
    try {
      await within(deadline, 'finish the hand-over', work)
      return true
    } catch (error) {
      installation.logger.forBot().warn('%s. %s', what, reasonOf(error))
      return false
    }
  }
  const beginning = 'What happened to the new thread so far is not known'
  const [, isCaughtUp] = await Promise.all([
    attempt(
      'The conversation history was not given to the agent',
      giveHistory(installation, session, history, deadline),
    ),
    attempt(beginning, catchUp(installation, session, deadline)),
  ])
  if (!isCaughtUp) await attempt(beginning, oweCatchUp(installation, session))
}

async function giveHistory(
  installation: Installation,
  session: Session,
  history: string | undefined,
  deadline: number,
): Promise<void> {
  if (
    history === undefined ||
    installation.settings.historyDelivery !== 'internalComment' ||
    session.hubspotThreadId === undefined
  )
    return
  await addComment(installation.hubspot, session.hubspotThreadId, history, deadline)
}
