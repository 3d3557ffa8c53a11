import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentMessage } from '../hubspot/agent-message'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import { type Replying, readSession, type Session } from '../session'
import { changeSession, isSharedWithOthers, recentSession, rememberSession } from '../session-cache'
import { timing } from '../timing'
import { within } from '../within'
import { isKnownMessage } from './known-messages'

/**
 * What an agent writes arrives in the order written, also when an earlier reply takes its time in another process: that
 * one says so in the session's tags, and whoever reads it waits. A process that believes to be alone does not look; it
 * learns of others by what they leave in the tags.
 */

/** Says that a reply is under way which may take a while. To say so is a courtesy: it must not hold up the reply itself. */
export async function noteReplying(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  parts: number,
): Promise<void> {
  const until = Date.now() + timing.replyDelivery
  const replying: Replying = { messageId: message.id, writtenAt: Date.parse(message.createdAt), until, parts }
  try {
    const noting = changeSession(installation, session, { replying })
    await within(Date.now() + timing.creation, 'say that a reply is under way', noting)
  } catch (error) {
    installation.logger.warn('Later replies were not told to wait for one that takes a while. %s', reasonOf(error))
  }
}

/**
 * Waits while an earlier reply is under way in another process, until `patience` (epoch ms) at most.
 *
 * @returns the session as it is known by then.
 */
export async function awaitEarlier(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  patience: number,
): Promise<Session> {
  const current = isSharedWithOthers(installation) ? await readAgain(installation, session) : session
  const { replying } = current
  if (replying === undefined || !isEarlier(replying, message)) return current
  const until = Math.min(patience, replying.until)
  while (Date.now() < until && !isKnownMessage(installation, replying.messageId)) {
    if (await isDelivered(installation, current, replying)) break
    await sleep(timing.lockPause)
  }
  return recentSession(installation, current.conversationId) ?? current
}

async function readAgain(installation: Installation, session: Session): Promise<Session> {
  return rememberSession(installation, (await readSession(installation.client, session.conversationId)) ?? session)
}

/** Both times are HubSpot's. */
function isEarlier(replying: Replying, message: AgentMessage): boolean {
  return replying.messageId !== message.id && replying.writtenAt <= Date.parse(message.createdAt)
}

async function isDelivered({ client }: Installation, { conversationId }: Session, replying: Replying) {
  const tags = { hubspotMessageId: replying.messageId }
  const messages = await client._inner.list.messages({ conversationId, tags }).collect()
  return messages.length >= replying.parts
}
