import * as z from 'zod'
import type { Seen } from '../../sim/botpress'
import type { Attachment, ThreadMessage } from '../../sim/hubspot'
import { agents } from '../../sim/hubspot-stage'

const words = z.string().optional().catch(undefined)
const payload = z.object({
  text: words,
  title: words,
  imageUrl: words,
  fileUrl: words,
  options: z.array(z.object({ label: z.string() })).catch([]),
})

/** One entry of the web chat as the end user sees it. */
export function userLine(seen: Seen): string {
  const content = contentOf(seen)
  switch (seen.from) {
    case 'user':
      return `You: ${content}`
    case 'bot':
      return `Bot: ${content}`
    case 'agent':
      return `${seen.agentName ?? 'Somebody'}: ${content}`
    case 'system':
      return `* ${content}`
  }
}

function contentOf({ type, payload: raw }: Seen): string {
  const { text, title, options } = payload.parse(raw)
  const choices = options.length === 0 ? '' : ` (${options.map(({ label }) => label).join(' / ')})`
  return text === undefined ? `[${type}] ${title ?? ''}`.trimEnd() : text + choices
}

/** Where the file of an entry can be fetched; undefined when it has none. */
export function fileUrlOf(seen: Seen): string | undefined {
  const { imageUrl, fileUrl } = payload.parse(seen.payload)
  return imageUrl ?? fileUrl
}

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
