import * as z from 'zod/mini'
import type { Caller } from './caller'
import type { DeliveryIdentifier } from './custom-channels'
import { HubSpotError } from './errors'
import { id } from './id'
import { paths } from './versions'

/** A message of the end user for the agent's inbox. */
export type IncomingMessage = {
  channelAccountId: string
  /** Not empty: HubSpot wants text, a file alone goes with a blank. */
  text: string
  /** ISO time at which it was written; threads are ordered by it. */
  timestamp: string
  sender: { name: string; deliveryIdentifier: DeliveryIdentifier }
  recipient: DeliveryIdentifier
  /** IDs of files already in HubSpot's file manager. */
  fileIds: string[]
  /** Our name for the thread, a UUID; HubSpot opens the thread with the first message that bears it. */
  integrationThreadId: string
  /** HubSpot drops a second message with the same one. */
  integrationIdempotencyId: string
  /** Contact that the thread belongs to, where known. */
  associateWithContactId?: string
}

const published = z.lazy(() =>
  z.object({
    id,
    conversationsThreadId: id,
  }),
)
export type PublishedMessage = z.infer<typeof published>

/**
 * Publishes a message into a channel. May be repeated with the same idempotency ID.
 *
 * @returns the message's and the thread's ID, or undefined when HubSpot answers 409 and says that it has the message
 * already. Whether it does that for a repeated one or gives the first answer again is not documented.
 */
export async function publishMessage(
  caller: Caller,
  channelId: string,
  message: IncomingMessage,
  deadline: number,
): Promise<PublishedMessage | undefined> {
  try {
    return await caller.call(
      {
        what: 'publish the message',
        method: 'POST',
        path: paths.channelMessages(channelId),
        body: asBody(message),
        repeatable: true,
        deadline,
      },
      published,
    )
  } catch (error) {
    if (error instanceof HubSpotError && error.saysDuplicate) return undefined
    throw error
  }
}

function asBody(message: IncomingMessage) {
  return {
    channelAccountId: message.channelAccountId,
    messageDirection: 'INCOMING',
    text: message.text,
    timestamp: message.timestamp,
    senders: [message.sender],
    recipients: [{ deliveryIdentifier: message.recipient }],
    // No `fileUsageType`: values other than STICKER and VOICE_RECORDING have been refused at times.
    attachments: message.fileIds.map((fileId) => ({ type: 'FILE', fileId })),
    integrationThreadId: message.integrationThreadId,
    integrationIdempotencyId: message.integrationIdempotencyId,
    ...contactOf(message),
  }
}

/** The field is a 64-bit number in JSON, which JavaScript's own numbers do not hold exactly. */
function contactOf({ associateWithContactId = '' }: IncomingMessage) {
  return /^[1-9]\d{0,18}$/.test(associateWithContactId) && BigInt(associateWithContactId) < 2n ** 63n
    ? { associateWithContactId: BigInt(associateWithContactId) }
    : {}
}

/** Tells the agent what became of a reply: `FAILED` shows `reason` beside it. */
export function setMessageStatus(
  caller: Caller,
  channelId: string,
  messageId: string,
  status: { type: 'SENT' } | { type: 'FAILED'; reason: string },
  deadline: number,
): Promise<void> {
  return caller.effect({
    what: `mark the agent's message as ${status.type.toLowerCase()}`,
    method: 'PATCH',
    path: paths.channelMessage(channelId, messageId),
    body: { statusType: status.type, ...(status.type === 'FAILED' ? { errorMessage: status.reason } : {}) },
    deadline,
  })
}
