import type { AgentReply } from '../../core/desk'
import { replyParts } from '../../core/messages/reply-parts'
import { actorIdFrom } from '../hubspot/actor-id'
import type { AgentMessage } from '../hubspot/agent-message'
import { fromAttachment } from './agent-attachment'

/**
 * An agent's message as the core knows replies; undefined for one that is none: a message of the end user, or what this app
 * itself published in an agent's name, which would come back as a reply.
 *
 * @param appId of this app.
 */
export function agentReplyFrom(message: AgentMessage, appId: string): AgentReply | undefined {
  if (message.direction !== 'OUTGOING' || message.client?.integrationAppId === appId) return undefined
  const { id, truncationStatus, text, richText, attachments } = message
  return {
    id,
    author: authorOf(message),
    writtenAt: Date.parse(message.createdAt),
    recipients: message.recipients.filter((recipient) => recipient !== undefined),
    via: message.channelAccountId,
    threadId: message.conversationsThreadId,
    isCut: truncationStatus !== undefined && truncationStatus !== 'NOT_TRUNCATED',
    isMarked: message.status?.statusType === 'FAILED',
    parts: (whole = { text: text ?? '', richText }) =>
      replyParts({ ...whole, attachments: attachments.map(fromAttachment) }),
  }
}

/** Replies that nobody signed (workflows, bots) are HubSpot's own. */
function authorOf(message: AgentMessage): string {
  return actorIdFrom(message.senders[0]?.actorId) ?? actorIdFrom(message.createdBy) ?? 'S-hubspot'
}
