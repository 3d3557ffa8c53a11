import type { AgentMessage } from '../hubspot/agent-message'
import { setMessageStatus } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, inChannel } from '../installation'

/** What agents read beside a reply that did not reach the end user. */
export const reasons = {
  notYet: 'Not delivered yet. If this does not change within some minutes, send it again.',
  never: 'Not delivered: the chat could not take this message.',
  empty: 'Not delivered: there is nothing in this message that the chat could show.',
  doubtful:
    'Not delivered: several customers are in this thread, and it is not clear to whom this is written. Write to each in a thread of their own.',
  gone: 'Not delivered: the bot does not know this conversation any more. It continues when the customer asks for a person again.',
  ended:
    'Not delivered: the conversation had already ended for the customer. It continues when they ask for a person again.',
  neverOpened:
    'Not delivered: the bot could not hand this conversation over, and the customer is not waiting for a reply.',
} as const

type Marked = Pick<AgentMessage, 'id'>

/** @throws when HubSpot cannot be told now; the agent must not be left in the belief that it was delivered. */
export function markFailed(installation: Installation, message: Marked, reason: string, deadline: number) {
  return mark(installation, message, { type: 'FAILED', reason }, deadline)
}

/** @throws when HubSpot cannot be told now; an agent who still reads "not delivered" would send it again. */
export function markSent(installation: Installation, message: Marked, deadline: number) {
  return mark(installation, message, { type: 'SENT' }, deadline)
}

async function mark(
  installation: Installation,
  { id }: Marked,
  status: Parameters<typeof setMessageStatus>[3],
  deadline: number,
): Promise<void> {
  try {
    await inChannel(installation, (channelId) =>
      setMessageStatus(installation.hubspot, channelId, id, status, deadline),
    )
  } catch (error) {
    // Tokens that expire one after the other pass as well; a connection that is gone is another error.
    if (!(error instanceof HubSpotError) || error.passing || error.status === 401) throw error
    // HubSpot will not have it, now or later: the bot's owner is told in the agent's place.
    installation.logger.forBot().error("The state of an agent's reply could not be shown in HubSpot. %s", error.message)
  }
}
