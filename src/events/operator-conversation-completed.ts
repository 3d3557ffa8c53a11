import { newestMessages } from '../hubspot/conversations'
import { channelOf, type Installation } from '../installation'
import { at, stopDueAt } from '../plugin-time'
import { readSession, type Session, updateSession } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'
import { operatorSendMessage } from './operator-send-message'
import { withFreshSession } from './session-lock'
import { settleIfOpen } from './thread-reopened'
import { reportUnheard } from './unheard-replies'

/** The end of a thread. */
export type Completion = {
  /** Epoch ms. */
  at: number
  /** Deleted or archived threads cannot be read any more. */
  threadIsGone: boolean
}

/**
 * Tells Botpress that an agent ended the conversation. Due a little after the closing: agents write and close in one go,
 * and the reply comes by the slower webhook. Told before it is noted, so that a crash in between repeats it: the plugin
 * ignores the second one.
 */
export async function operatorConversationCompleted(
  installation: Installation,
  session: Session,
  completion: Completion,
  deadline: number,
): Promise<void> {
  const { client } = installation
  const before = await readSession(client, session.conversationId)
  if (before === undefined) return
  rememberSession(installation, before)
  // Our own closing: should agents not have been told of unheard replies then, HubSpot delivers this until they are.
  if (before.end?.by === 'bot') return reportUnheard(installation, before, before.end.at, deadline)
  if (!before.end && !completion.threadIsGone) await deliverMissedReplies(installation, before, completion, deadline)
  await withFreshSession(installation, before, async (current) => {
    // Delivered again because what follows the end failed, or by another process meanwhile.
    if (current.end) return completion.threadIsGone ? undefined : settleIfOpen(installation, current, deadline)
    const due = stopDueAt(current, completion.at)
    await client.createEvent({
      type: 'hitlStopped',
      payload: { conversationId: current.conversationId },
      ...(due > Date.now() ? at(due) : {}),
    })
    const end = { at: completion.at, stoppedAt: Math.max(due, Date.now()), by: 'agent' } as const
    const ended = rememberSession(installation, await updateSession(client, current, { end }))
    // Who reopened the thread before the end was noted could not be recognised then.
    if (!completion.threadIsGone) await settleIfOpen(installation, ended, deadline)
  })
}

/**
 * Hands over replies of the last minute whose webhook has not come, or failed, while somebody still hears them. Those that
 * did come are recognised by their HubSpot ID.
 */
async function deliverMissedReplies(
  installation: Installation,
  session: Session,
  completion: Completion,
  deadline: number,
): Promise<void> {
  if (session.hubspotThreadId === undefined) return
  try {
    const { channelId } = await channelOf(installation)
    const until = Math.min(deadline, Date.now() + timing.missedReplies)
    const messages = await newestMessages(installation.hubspot, session.hubspotThreadId, until)
    const last = messages.filter((message) => {
      const written = Date.parse(message.createdAt)
      const isRecent = written > completion.at - timing.closingLookBack && written <= completion.at
      return message.direction === 'OUTGOING' && message.channelId === channelId && isRecent
    })
    for (const message of last.reverse()) {
      const isMarkedFailed = message.status?.statusType === 'FAILED'
      await operatorSendMessage(installation, session, message, deadline, isMarkedFailed)
    }
  } catch (error) {
    // Only the safety net: each reply also has its own webhook, which reports what it could not deliver.
    const reason = error instanceof Error ? error.message : 'unknown fault'
    installation.logger.warn('The last replies of a closed thread could not be looked up. %s', reason)
  }
}
