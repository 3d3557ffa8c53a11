import { type IncomingMessage, type PublishedMessage, publishMessage } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import { alongRoute, type Installation } from '../installation'
import { halve } from '../messages/split-text'
import type { Session } from '../session'

/** One message for the agent's inbox. */
export type Publication = {
  text: string
  /** IDs of files in HubSpot. */
  fileIds: string[]
  /** Epoch ms. */
  writtenAt: number
  /** The same for every attempt to publish the same thing. */
  idempotencyId: string
  /** What a further message begins with, where the text has to go in several; it says whose words they are. */
  mark?: string
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
  const send = (text: string, writtenAt: number, idempotencyId: string, fileIds: string[]) =>
    alongRoute(installation, session.inboxId, ({ channelId, account }) => {
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
  const { text, writtenAt, idempotencyId, fileIds, mark = '' } = publication
  try {
    return { count: 1, last: await send(text, writtenAt, idempotencyId, fileIds) }
  } catch (error) {
    if (!isRefusalForLength(error, text)) throw error
    const [first, second] = halve(text)
    await send(first, writtenAt, `${idempotencyId}a`, [])
    return { count: 2, last: await send(mark + second, writtenAt + 1, `${idempotencyId}b`, fileIds) }
  }
}

/** No text this short is refused for its length. */
const surelyShort = 500

/** Whether HubSpot may have refused a text for its length; how it says so is not documented. */
export function isRefusalForLength(error: unknown, text: string): boolean {
  if (!(error instanceof HubSpotError) || text.length < surelyShort) return false
  return (
    error.status === 413 || (error.status === 400 && /length|too long|characters|exceed|maximum/i.test(error.message))
  )
}
