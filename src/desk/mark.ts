import { DeskError, type ReplyMark } from '../../core/desk'
import { setMessageStatus } from '../hubspot/channel-messages'
import type { Installation } from '../installation/installation'
import { inChannel } from '../installation/route'

/** @throws when HubSpot cannot be told now. */
export async function mark(
  installation: Installation,
  messageId: string,
  status: ReplyMark,
  deadline: number,
): Promise<void> {
  const { hubspot, logger } = installation
  const shown = status.isDelivered ? ({ type: 'SENT' } as const) : ({ type: 'FAILED', reason: status.reason } as const)
  try {
    await inChannel(installation, (channelId) => setMessageStatus(hubspot, channelId, messageId, shown, deadline))
  } catch (error) {
    // Tokens that expire one after the other pass as well; a connection that is gone is another error.
    if (!(error instanceof DeskError) || error.passing || error.outcome === 'denied') throw error
    // HubSpot will not have it, now or later: the bot's owner is told in the agent's place.
    logger.forBot().error("The state of an agent's reply could not be shown in HubSpot. %s", error.message)
  }
}
