import { inAccount } from '../account'
import type { IntegrationProps } from '../bp'
import { withFreshSession } from '../events/session-lock'
import { deafSince, reportUnheard } from '../events/unheard-replies'
import { explain } from '../explain'
import { closeThread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, openInstallation } from '../installation'
import { LockedError } from '../lock'
import { answerOfBotpress } from '../persistently'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { changeSession, knownSession } from '../session-cache'
import { timing } from '../timing'
import { OutOfTimeError, within } from '../within'

/**
 * Ends a session from the bot's side: the end user left, the bot took over, or nobody was there. The end is noted first,
 * so that HubSpot's news of the closing is recognised as our own; then the thread is closed. A fault is logged and not
 * thrown: an error here would cost the end user the bot's goodbye.
 */
export const stopHitl: IntegrationProps['actions']['stopHitl'] = async (props) => {
  const deadline = Date.now() + timing.stopBudget
  try {
    await within(deadline, 'end the session', end(openInstallation(props), props.input.conversationId, deadline))
  } catch (error) {
    const message = explain('The HubSpot thread of an ended session was not closed', error).message
    props.logger.forBot().error(message)
  }
  return {}
}

async function end(installation: Installation, conversationId: string, deadline: number): Promise<void> {
  const noting = within(Date.now() + timing.stopNoting, 'note the end', noteEnd(installation, conversationId))
  const noted = await noting.catch((error: unknown) => closeUnnoted(installation, conversationId, error, deadline))
  if (noted === undefined) return
  const { session, deafSince: since } = noted
  await Promise.all([
    close(installation, session, deadline),
    reportUnheard(inAccount(installation, session.portalId), session, since, deadline),
  ])
}

/**
 * Notes that the plugin hears no more: also after an agent has ended the session, since the plugin goes on listening for a
 * moment then, and the end user can leave within it.
 *
 * @returns the session, and since when the plugin is deaf (epoch ms); undefined when the conversation is none of ours.
 */
async function noteEnd(
  installation: Installation,
  conversationId: string,
): Promise<{ session: Session; deafSince: number } | undefined> {
  let noted: { session: Session; deafSince: number } | undefined
  await withFreshSession(installation, conversationId, Date.now() + timing.stopNoting, async (session) => {
    const now = (await deafSince(installation, session)) ?? Date.now()
    const before = session.end ?? { at: now, stoppedAt: Number.POSITIVE_INFINITY, by: 'bot' as const }
    noted = { session, deafSince: Math.min(now, before.stoppedAt) }
    if (before.stoppedAt <= now) return
    const changes = { end: { ...before, stoppedAt: now } }
    await changeSession(installation, session, changes)
  })
  return noted
}

/**
 * The agent must not go on talking to nobody because Botpress does not answer. HubSpot delivers the news of the closing
 * until the end can be noted by it.
 */
async function closeUnnoted(
  installation: Installation,
  conversationId: string,
  error: unknown,
  deadline: number,
): Promise<undefined> {
  const known = knownSession(installation, conversationId)
  const isPassing =
    error instanceof OutOfTimeError || error instanceof LockedError || answerOfBotpress(error) === 'not now'
  if (known === undefined || !isPassing) throw error
  await close(installation, known, deadline)
  installation.logger
    .forBot()
    .warn('The end of a session could not be noted yet; its HubSpot thread was closed. %s', reasonOf(error))
}

/** A thread that is closed or gone already is fine. */
async function close(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { hubspotThreadId, portalId } = session
  if (hubspotThreadId === undefined) return
  const { hubspot } = inAccount(installation, portalId)
  try {
    await closeThread(hubspot, hubspotThreadId, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.status !== 404) throw error
  }
}
