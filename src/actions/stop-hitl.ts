import type { IntegrationProps } from '../bp'
import { deafSince, reportUnheard } from '../events/unheard-replies'
import { explain } from '../explain'
import { closeThread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, openInstallation } from '../installation'
import { readSession, type Session, updateSession } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'
import { within } from '../within'

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
  const session = await readSession(installation.client, conversationId)
  if (session === undefined) return
  const at = session.end?.at ?? (await noteEnd(installation, session))
  await Promise.all([close(installation, session, deadline), reportUnheard(installation, session, at, deadline)])
}

async function noteEnd(installation: Installation, session: Session): Promise<number> {
  const at = (await deafSince(installation, session)) ?? Date.now()
  rememberSession(
    installation,
    await updateSession(installation.client, session, { end: { at, stoppedAt: at, by: 'bot' } }),
  )
  return at
}

/** A thread that is closed or gone already is fine. */
async function close({ hubspot }: Installation, { hubspotThreadId }: Session, deadline: number): Promise<void> {
  if (hubspotThreadId === undefined) return
  try {
    await closeThread(hubspot, hubspotThreadId, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.status !== 404) throw error
  }
}
