import { noteKnownMessage } from '../events/known-messages'
import { type IncomingMessage, type PublishedMessage, publishMessage } from '../hubspot/channel-messages'
import { alongRoute, type Installation } from '../installation'
import { halve } from '../messages/split-text'
import type { Session } from '../session'
import { isTooLong } from '../too-long'

/** One message for the agent's inbox. */
export type Publication = {
  text: string
  /** IDs of files in HubSpot. */
  fileIds: string[]
  /** Epoch ms. */
  writtenAt: number
  /** The same for every attempt to publish the same thing. */
  idempotencyId: string
  /** The contact that the thread is to belong to; only the message that opens it names one. */
  contactId?: string
}

/**
 * Publishes a message of the end user into the session's thread. A text that HubSpot refuses for its length goes in two
 * halves, once: how long a text may be is not documented.
 *
 * @returns how many messages it became, and HubSpot's IDs of the last: undefined when it was published by an earlier
 * attempt and HubSpot does not repeat them.
 * @throws {HubSpotError}
 */
export async function publish(
  installation: Installation,
  session: Session,
  publication: Publication,
  deadline: number,
): Promise<{ count: number; last: PublishedMessage | undefined }> {
  const { contactId } = publication
  const send = async (text: string, writtenAt: number, idempotencyId: string, fileIds: string[]) => {
    const published = await alongRoute(installation, session.inboxId, ({ channelId, account }) => {
      const message: IncomingMessage = {
        channelAccountId: account.id,
        // HubSpot wants a text with every message; a file alone goes with a blank.
        text: text === '' ? ' ' : text,
        timestamp: new Date(writtenAt).toISOString(),
        sender: session.sender,
        recipient: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: account.address },
        fileIds,
        integrationThreadId: session.integrationThreadId,
        integrationIdempotencyId: idempotencyId,
        ...(contactId === undefined ? {} : { associateWithContactId: contactId }),
      }
      return publishMessage(installation.hubspot, channelId, message, deadline)
    })
    // HubSpot tells the app of it as of every message.
    if (published) noteKnownMessage(installation, published.id)
    return published
  }
  const { text, writtenAt, idempotencyId, fileIds } = publication
  try {
    return { count: 1, last: await send(text, writtenAt, idempotencyId, fileIds) }
  } catch (error) {
    if (!isTooLong(error, text)) throw error
    const [first, second] = halve(text)
    await send(first, writtenAt, `${idempotencyId}a`, [])
    return { count: 2, last: await send(second, writtenAt + 1, `${idempotencyId}b`, fileIds) }
  }
}
