import type { AgentReply } from '../../core/desk'
import type { ReplyPart } from '../../core/messages/reply-parts'
import type { Session } from '../../core/session/session'
import type { Caller } from '../hubspot/caller'
import { originalContent } from '../hubspot/conversations'

/** HubSpot shortens long texts in its webhooks and keeps the whole one. */
export async function wholeReply(
  hubspot: Caller,
  session: Session,
  reply: AgentReply,
  deadline: number,
): Promise<ReplyPart[]> {
  const threadId = reply.threadId ?? session.threadId
  if (threadId === undefined) return reply.parts()
  return reply.parts(await originalContent(hubspot, threadId, reply.id, deadline))
}
