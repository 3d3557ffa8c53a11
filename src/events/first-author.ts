import type { Installation } from '../installation'
import { reachedAt } from '../plugin-time'
import type { Session } from '../session'
import { changeSession } from '../session-cache'
import { timing } from '../timing'
import { withFreshSession } from './session-lock'

/**
 * The hitl plugin takes the author of the first reply as assigned. That is remembered, so that the same agent is not
 * announced again by the assignment that HubSpot makes of the same reply.
 */
export async function noteFirstAuthor(installation: Installation, session: Session, author: string): Promise<void> {
  await withFreshSession(installation, session.conversationId, async (current) => {
    if (current.announced !== undefined || current.end) return
    const announced = { agent: author, supposedAt: Date.now() }
    await changeSession(installation, current, { announced })
  })
}

/**
 * Whether this agent wrote the reply that the end user saw first, by which the plugin has announced them. When the first
 * replies of two agents race, the one that was noted need not be the one that was heard first.
 */
export async function isFirstAuthor(
  { client }: Installation,
  { conversationId, announced }: Session,
  agent: { actorId: string; userId: string },
): Promise<boolean> {
  if (announced?.supposedAt === undefined) return false
  const beforeDate = new Date(announced.supposedAt + timing.closingLookBack).toISOString()
  const messages = await client._inner.list.messages({ conversationId, beforeDate }).collect({ limit: 200 })
  const replies = messages.filter(({ tags }) => tags.hubspotMessageId !== undefined)
  const [first] = replies.sort((a, b) => reachedAt(a) - reachedAt(b))
  if (first) return first.userId === agent.userId
  // On its way, in another process or in this one.
  return announced.agent === agent.actorId && Date.now() - announced.supposedAt < timing.replyDelivery
}
