import type { AgentReply } from '../../core/desk'
import { type ReplyPart, replyParts } from '../../core/messages/reply-parts'
import type { Session } from '../../core/session/session'
import { actorIdFrom } from '../hubspot/actor-id'
import type { AgentMessage } from '../hubspot/agent-message'
import { originalContent } from '../hubspot/conversations'
import type { Installation } from '../installation/installation'
import { fromAttachment } from './agent-attachment'

/**
 * An agent's message as the core knows replies; undefined for one that is none: a message of the end user, or what this app
 * itself published in an agent's name, which would come back as a reply.
 *
 * @param appId of this app; undefined while it is not known.
 */
export function agentReplyFrom(message: AgentMessage, appId: string | undefined): AgentReply | undefined {
  const isOurs = appId !== undefined && message.client?.integrationAppId === appId
  if (message.direction !== 'OUTGOING' || isOurs) return undefined
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
    parts: (texts, whole = { text: text ?? '', richText }) =>
      replyParts(texts, { ...whole, attachments: attachments.map((one) => fromAttachment(texts, one)) }),
  }
}

/** Replies that nobody signed (workflows, bots) are HubSpot's own. */
function authorOf(message: AgentMessage): string {
  return actorIdFrom(message.senders[0]?.actorId) ?? actorIdFrom(message.createdBy) ?? 'S-hubspot'
}

/** HubSpot shortens long texts in its webhooks and keeps the whole one. */
export async function wholeReply(
  { hubspot, texts }: Pick<Installation, 'hubspot' | 'texts'>,
  session: Session,
  reply: AgentReply,
  deadline: number,
): Promise<ReplyPart[]> {
  const threadId = reply.threadId ?? session.threadId
  if (threadId === undefined) return reply.parts(texts)
  return reply.parts(texts, await originalContent(hubspot, threadId, reply.id, deadline))
}
