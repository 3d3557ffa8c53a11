import { agentUser } from '../agent'
import type { AgentMessage } from '../hubspot/agent-message'
import { originalContent } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { fromAgent } from '../messages/to-botpress'
import { dueWhenHeard } from '../plugin-time'
import type { Session } from '../session'
import { assertTime } from '../within'
import { agentFile } from './agent-file'

/**
 * Creates the Botpress messages of an agent's reply, in order. Each bears HubSpot's message ID and its own position, by
 * which Botpress recognises it when the reply is delivered again: nothing is created twice.
 *
 * @param author actor ID of the agent.
 */
export async function deliverReply(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  author: string,
  deadline: number,
): Promise<undefined> {
  const parts = fromAgent({ attachments: message.attachments, ...(await wholeText(installation, message, deadline)) })
  if (parts.length === 0) return
  const userId = await agentUser(installation, session.portalId, author, deadline)
  const written = Date.parse(message.createdAt)
  for (const [position, part] of parts.entries()) {
    assertTime(deadline, 'deliver the reply')
    const content =
      part.type === 'text'
        ? ({ type: 'text', payload: { text: part.text } } as const)
        : await agentFile(installation, part, `${message.id}-${position}`, deadline)
    await installation.client.getOrCreateMessage({
      ...content,
      conversationId: session.conversationId,
      userId,
      tags: { hubspotMessageId: message.id, part: String(position) },
      discriminateByTags: ['hubspotMessageId', 'part'],
      ...dueWhenHeard(session, written, Date.now(), position),
    })
  }
}

/** HubSpot shortens long texts in its webhooks and keeps the whole one. */
async function wholeText(installation: Installation, message: AgentMessage, deadline: number) {
  const asSent = { text: message.text ?? '', richText: message.richText }
  const isWhole = message.truncationStatus === undefined || message.truncationStatus === 'NOT_TRUNCATED'
  if (isWhole || message.conversationsThreadId === undefined) return asSent
  return originalContent(installation.hubspot, message.conversationsThreadId, message.id, deadline)
}

/** Whether the reply reached Botpress by another way before. */
export async function wasDelivered(
  installation: Installation,
  session: Session,
  message: AgentMessage,
): Promise<boolean> {
  const { messages } = await installation.client.listMessages({
    conversationId: session.conversationId,
    tags: { hubspotMessageId: message.id },
  })
  return messages.length > 0
}
