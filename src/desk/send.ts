import type { UserMessage } from '../../core/desk'
import { noteKnownMessage } from '../../core/events/known-messages'
import { halve } from '../../core/messages/split-text'
import type { Session } from '../../core/session/session'
import { type IncomingMessage, type PublishedMessage, publishMessage } from '../hubspot/channel-messages'
import { MESSAGE_TEXT_MAX } from '../hubspot/limits'
import { isTooLong } from '../hubspot/refused-value'
import type { Installation } from '../installation/installation'
import { alongRoute } from '../installation/route'
import { attach } from './files'
import { inboxOf, senderOf } from './sender'

/** Publishes a message of the end user; see the core's `Desk.send`. */
export async function send(
  installation: Installation,
  session: Session,
  message: UserMessage,
  deadline: number,
): Promise<{ count: number; threadId: string | undefined }> {
  const content = await attach(installation, message)
  const { writtenAt, key: idempotencyId } = message
  const { count, last } = await publish(installation, session, { ...content, writtenAt, idempotencyId }, deadline)
  return { count, threadId: last?.conversationsThreadId }
}

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
 * Publishes a message of the end user into the session's thread. A text that is too long, or that HubSpot refuses for its
 * length, goes in two halves, and these in halves again: how long a text may be is not documented. Each piece's
 * idempotency ID tells its place (`…a`, `…b`, `…ba`), so it is the same whenever the message is published again. Files go
 * with the last piece.
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
  /** The shortest text that was too long so far: what is no shorter need not be tried. */
  let refused = MESSAGE_TEXT_MAX + 1
  const inPieces = async (piece: Publication): Promise<{ count: number; last: PublishedMessage | undefined }> => {
    if (piece.text.length < refused) {
      try {
        return { count: 1, last: await publishPiece(installation, session, piece, deadline) }
      } catch (error) {
        if (!isTooLong(error, piece.text)) throw error
        refused = piece.text.length
      }
    }
    const { writtenAt, idempotencyId } = piece
    const [first, second] = halve(piece.text)
    const start = { ...piece, text: first, idempotencyId: `${idempotencyId}a` }
    // White space where two halves meet is dropped, and may be all that a half has.
    if (second === '') return inPieces(start)
    const { count } = first === '' ? { count: 0 } : await inPieces({ ...start, fileIds: [] })
    const rest = {
      ...piece,
      text: (piece.mark ?? '') + second,
      writtenAt: writtenAt + count,
      idempotencyId: `${idempotencyId}b`,
    }
    const { count: more, last } = await inPieces(rest)
    return { count: count + more, last }
  }
  return inPieces(publication)
}

async function publishPiece(
  installation: Installation,
  session: Session,
  { text, fileIds, writtenAt, idempotencyId, contactId }: Publication,
  deadline: number,
): Promise<PublishedMessage | undefined> {
  const published = await alongRoute(installation, inboxOf(session), ({ channelId, account }) => {
    const message: IncomingMessage = {
      channelAccountId: account.id,
      // HubSpot wants a text with every message; a file alone goes with a blank.
      text: text === '' ? ' ' : text,
      timestamp: new Date(writtenAt).toISOString(),
      sender: senderOf(session),
      recipient: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: account.address },
      fileIds,
      integrationThreadId: session.ref,
      integrationIdempotencyId: idempotencyId,
      ...(contactId === undefined ? {} : { associateWithContactId: contactId }),
    }
    return publishMessage(installation.hubspot, channelId, message, deadline)
  })
  // HubSpot tells the app of it as of every message.
  if (published) noteKnownMessage(installation, published.id)
  return published
}
