import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentReply } from '../desk'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import { within } from '../platform/within'
import { isSharedWithOthers } from '../session/seen'
import type { Replying, Session } from '../session/session'
import { asSeen, changeSession, readSession } from '../session/sessions'
import { timing } from '../timing'
import { copyAhead } from './agent-file'
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
  reply: AgentReply,
  parts: number,
): Promise<void> {
  const until = Date.now() + timing.replyDelivery
  const replying: Replying = { messageId: reply.id, writtenAt: reply.writtenAt, until, parts }
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
  reply: AgentReply,
  patience: number,
): Promise<Session> {
  const read = isSharedWithOthers(installation) ? await readSession(installation, session.conversationId) : undefined
  const current = read ?? session
  const { replying } = current
  if (replying === undefined || !isEarlier(replying, reply)) return current
  const until = Math.min(patience, replying.until)
  // What waits need not wait for its files afterwards.
  void copyAhead(installation, current, reply, patience)
  while (Date.now() < until && !isKnownMessage(installation, replying.messageId)) {
    if (await isDelivered(installation, current, replying)) break
    await sleep(timing.lockPause)
  }
  return asSeen(installation, current)
}

/** Both times are the desk's. */
function isEarlier(replying: Replying, reply: AgentReply): boolean {
  return replying.messageId !== reply.id && replying.writtenAt <= reply.writtenAt
}

async function isDelivered({ client }: Installation, session: Session, replying: Replying) {
  const tags = { messageId: replying.messageId }
  const messages = await client.list.messages({ conversationId: session.conversationId, tags }).collect()
  return messages.length >= replying.parts
}
