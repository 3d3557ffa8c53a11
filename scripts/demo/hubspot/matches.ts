import type { ChannelMessage, ThreadMessage } from '../../../sim/hubspot'
import { has, type Match } from '../matches'

/** A message of the end user in the inbox, in their name. */
export const receives =
  (name: string, ...parts: string[]): Match<ThreadMessage> =>
  (message) =>
    isFromUser(message) && message.senders[0]?.name === name && has(message.text, parts)

/** A message of the end user in the inbox with this file. */
export const sendsFile =
  (name: string): Match<ThreadMessage> =>
  (message) =>
    isFromUser(message) && message.attachments.some((attachment) => attachment.name === name)

/** An internal comment, which only agents see. */
export const comments =
  (...parts: string[]): Match<ThreadMessage> =>
  (message) =>
    message.type === 'COMMENT' && has(message.text, parts)

export const isAssignedTo =
  ({ userId }: { userId: string }): Match<ThreadMessage> =>
  (message) =>
    message.type === 'ASSIGNMENT' && message.assignedTo === `A-${userId}`

export const isClosed: Match<ThreadMessage> = (message) =>
  message.type === 'THREAD_STATUS_CHANGE' && message.newStatus === 'CLOSED'

function isFromUser(message: ThreadMessage): message is ChannelMessage {
  return message.type === 'MESSAGE' && message.direction === 'INCOMING'
}
