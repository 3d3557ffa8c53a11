import type { IntegrationProps } from '../bp'
import { explain } from '../explain'
import { closeThread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { openInstallation } from '../installation'
import { readSession, updateSession } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'

/**
 * Ends a session from the bot's side: the end user left, the bot took over, or nobody was there. The end is noted first,
 * so that HubSpot's news of the closing is recognised as our own; then the thread is closed. A fault of HubSpot is logged
 * and not thrown: an error here would cost the end user the bot's goodbye.
 */
export const stopHitl: IntegrationProps['actions']['stopHitl'] = async (props) => {
  const { client, logger, input } = props
  const deadline = Date.now() + timing.stopBudget
  try {
    const installation = openInstallation(props)
    const session = await readSession(client, input.conversationId)
    if (session === undefined) return {}
    if (session.end === undefined) {
      const ended = await updateSession(client, session, { end: { at: Date.now(), by: 'bot' } })
      rememberSession(installation, ended)
    }
    if (session.hubspotThreadId !== undefined) {
      await closeThread(installation.hubspot, session.hubspotThreadId, deadline)
    }
  } catch (error) {
    const isGone = error instanceof HubSpotError && error.status === 404
    if (!isGone) logger.forBot().error(explain('The HubSpot thread of an ended session was not closed', error).message)
  }
  return {}
}
