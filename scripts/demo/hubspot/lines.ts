import type { Attachment, ThreadMessage } from '../../../sim/hubspot'
import { agents } from '../../../sim/hubspot-stage'

/** One entry of the thread as agents see it. */
export function agentLine(message: ThreadMessage): string {
  switch (message.type) {
    case 'COMMENT':
      return `Internal comment: ${message.text}`
    case 'ASSIGNMENT':
      return message.assignedTo === undefined ? '* Unassigned' : `* Assigned to ${agentName(message.assignedTo)}`
    case 'THREAD_STATUS_CHANGE':
      return message.newStatus === 'CLOSED' ? '* Closed' : '* Opened'
    case 'MESSAGE': {
      const { direction, senders, createdBy, text, richText = '', attachments, status } = message
      const who = direction === 'INCOMING' ? (senders[0]?.name ?? 'Visitor') : agentName(createdBy)
      const isFormatted = /<(?!\/?(?:p|br)\b)/.test(richText)
      const failure = status.statusType === 'FAILED' ? `[FAILED: ${status.failureDetails?.errorMessage ?? ''}]` : ''
      const parts = [isFormatted ? richText : text.trim(), ...attachments.map(attachmentName), failure]
      return `${who}: ${parts.filter((part) => part !== '').join(' ')}`
    }
  }
}

const attachmentName = (attachment: Attachment) =>
  `[file] ${typeof attachment.name === 'string' ? attachment.name : ''}`

function agentName(actorId: string): string {
  return Object.values(agents).find(({ userId }) => actorId === `A-${userId}`)?.name ?? actorId
}
