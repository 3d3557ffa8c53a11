import type { Installation } from '../installation'
import type { Session } from '../session/session'
import { ended } from './ended'
import type { Moment } from './moment'

/**
 * Ends a session for the end user that is in an account which the bot has left: nobody can serve it. To be called with
 * whatever happens next in it, and to be repeated until it succeeds; an ended session stays as it is. The thread itself
 * cannot be reached, so it counts as gone.
 *
 * @param moment at which it ends: replies written no later are still delivered.
 * @throws when Botpress does not take it now.
 */
export async function endLeftSession(
  installation: Installation,
  session: Session,
  moment: Moment,
  deadline: number,
): Promise<void> {
  if (session.end) return
  await ended(installation, session, { moment, reason: 'deleted', isOutOfReach: true }, deadline)
  const { logger, desk } = installation
  logger
    .forBot()
    .warn(
      'A conversation in %s account %s has ended for the customer, since this bot is connected with another account now. Agents there are not told: close the thread by hand.',
      desk.name,
      session.account,
    )
}
