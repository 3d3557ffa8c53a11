import type { Installation } from '../installation'
import { unrepeated } from '../platform/unrepeated'
import { assertTime } from '../platform/within'
import { isAgentUnheard } from '../session/listening'
import { isOfBot, type Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { changeSession } from '../session/sessions'
import { timing } from '../timing'
import { lastAnnounced } from './announce-agent'

/**
 * What the hitl plugin did not hear because it came before it listened. A message of the end user shows that it listens
 * now: then it is told again.
 */

/**
 * Whether the plugin was told of the end and yet hands over what the end user writes.
 *
 * @param writtenAt when it created the message; epoch ms.
 */
export function isEndUnheard({ end }: Session, writtenAt: number): boolean {
  return end !== undefined && !isOfBot(end) && writtenAt > end.stoppedAt + timing.endUnheardAfter
}

/** Tells the plugin of the end once more. The one that it heard already, if it did, makes it ignore this. */
export async function tellEndAgain(installation: Installation, session: Session): Promise<void> {
  const { conversationId, end } = session
  await installation.client.createEvent({ type: 'hitlStopped', payload: { conversationId } })
  if (end) await changeSession(installation, session, { end: { ...end, stoppedAt: Date.now() } })
}

/** Tells the plugin once more who is in charge, unless it was told just now. */
export async function announceAgain(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { conversationId } = session
  await withFreshSession(installation, conversationId, deadline, async (current, lease) => {
    const last = isAgentUnheard(current) ? await lastAnnounced(installation, conversationId) : undefined
    // Where the mark never comes, telling once more is enough.
    if (last === undefined || last.times > 1 || Date.now() - Date.parse(last.createdAt) < 2 * timing.pluginListensAfter)
      return
    await lease.confirm()
    assertTime(Math.min(deadline, lease.until), 'announce the agent')
    const payload = { conversationId, userId: last.userId }
    await unrepeated(installation.client).createEvent({ type: 'hitlAssigned', conversationId, payload })
  })
}
