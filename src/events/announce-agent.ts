import type { Installation } from '../installation'
import { dueBeforeReplies, dueWhenHeard, isBeforeReplies } from '../plugin-time'
import type { Session } from '../session'
import { unrepeated } from '../unrepeated'
import { isFirstAuthor } from './first-author'

/**
 * Emits `hitlAssigned`, which the hitl plugin shows to the end user each time it comes, so it must not come twice; nor
 * after a reply by which the plugin has announced the same agent by itself.
 *
 * An event cannot be created "if not there yet". So it is sent once, and only after a look at what was emitted before: by a
 * request whose answer was lost, or by a process that died before it could note it.
 *
 * @param agent in HubSpot and in Botpress.
 * @param assignedAt epoch ms.
 * @throws an API error of Botpress; the next attempt finds out whether the event came to be.
 */
export async function announceAgent(
  installation: Installation,
  session: Session,
  agent: { actorId: string; userId: string },
  assignedAt: number,
): Promise<void> {
  const { client } = installation
  const { conversationId } = session
  const { userId } = agent
  const last = await lastAnnounced(installation, conversationId)
  if (last === userId) return
  const isFirst = last === undefined
  const mayBeTold = isFirst && !isBeforeReplies(session, assignedAt, Date.now())
  if (mayBeTold && (await isFirstAuthor(installation, session, agent))) return
  const due = isFirst ? dueBeforeReplies : dueWhenHeard
  await unrepeated(client).createEvent({
    type: 'hitlAssigned',
    conversationId,
    payload: { conversationId, userId },
    ...due(session, assignedAt, Date.now()),
  })
}

/** The agent's user of the newest `hitlAssigned` of the session. */
async function lastAnnounced({ client }: Installation, conversationId: string): Promise<string | undefined> {
  const events = await client._inner.list.events({ type: 'hitlAssigned', conversationId }).collect()
  const newest = events.reduce<(typeof events)[number] | undefined>(
    (latest, event) => (latest && latest.createdAt >= event.createdAt ? latest : event),
    undefined,
  )
  const userId: unknown = newest?.payload.userId
  return typeof userId === 'string' ? userId : undefined
}
