import { catchUp } from '../events/catch-up'
import { giveHistory, oweHistory } from '../events/owed-history'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { changeSession, recentSession } from '../session-cache'
import { timing } from '../timing'
import { within } from '../within'

/** What the agent is told of before; `mayBeThere` when an earlier attempt may have written it. */
type History = { text: string | undefined; mayBeThere: boolean }

/**
 * What else belongs to opening a thread: the history for the agent, and what already happened to the thread. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: what fails here is logged, does not undo that, and is owed to whatever happens next in the session.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  history: History | undefined,
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
  const text = installation.settings.historyDelivery === 'internalComment' ? history?.text : undefined
  const [isGiven, isCaughtUp] = await Promise.all([
    text === undefined ||
      attempt(
        'The conversation history was not given to the agent yet',
        giveHistory(installation, session, { text, mayBeThere: history?.mayBeThere ?? false }, deadline),
      ),
    attempt('What happened to the new thread so far is not known', catchUp(installation, session, deadline, true)),
  ])
  const current = recentSession(installation, session.conversationId) ?? session
  if (text !== undefined && !isGiven) await oweHistory(installation, current, text)
  if (!isCaughtUp) {
    // There is no time left for it, and it is what the time ran out for.
    await changeSession(installation, current, { owesCatchUp: true }).catch((error: unknown) => {
      const { logger } = installation
      logger.forBot().warn('What happened to the new thread will not be looked up again. %s', reasonOf(error))
    })
  }
}
