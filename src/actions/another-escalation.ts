import { setTimeout as sleep } from 'node:timers/promises'
import type { Installation } from '../installation'
import { isNotFound } from '../not-found'
import { readSession, type Session } from '../session'
import { pluginTagsShow, rememberSession } from '../session-cache'
import { timing } from '../timing'

/**
 * Whether a session that has the same fingerprint as an escalation belongs to another one. Two people can share an address
 * and ask for a person in the same words, and a request can come twice: nothing in it tells. What tells is whether the
 * hitl plugin works with the session, for then it waits for no answer about it. So the later request is held until the
 * earlier one was, or was not, taken up. Where that never shows, two threads are better than two people in one.
 *
 * @param deadline of the request; epoch ms.
 */
export async function isAnother(installation: Installation, session: Session, deadline: number): Promise<boolean> {
  if (Date.now() - session.createdAt > timing.repeatedEscalation) return true
  let openedSeenAt: number | undefined
  for (let current: Session | undefined = session; ; current = await readAgain(installation, session)) {
    // It was undone: HubSpot refused it.
    if (current === undefined || current.plugin.isTakenUp || current.end) return true
    if (current.failedAt !== undefined) return false
    if (current.openedAt !== undefined) openedSeenAt ??= Date.now()
    const until = openedSeenAt === undefined ? deadline - timing.takeUpPatience : openedSeenAt + timing.takeUpPatience
    if (Date.now() >= until) break
    await sleep(timing.takeUpPause)
  }
  return pluginTagsShow(installation) === false || (await isWrittenIn(installation, session))
}

async function readAgain(installation: Installation, { conversationId }: Session): Promise<Session | undefined> {
  try {
    const current = await readSession(installation.client, conversationId)
    return current && rememberSession(installation, current)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** What the end user writes is handed over only by a plugin that works with the session. */
async function isWrittenIn({ client }: Installation, { conversationId }: Session): Promise<boolean> {
  const { messages } = await client.listMessages({ conversationId })
  return messages.some(({ direction }) => direction === 'outgoing')
}
