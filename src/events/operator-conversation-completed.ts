import type { AgentMessage } from '../hubspot/agent-message'
import { newestMessages } from '../hubspot/conversations'
import { channelOf, type Installation } from '../installation'
import { at, stopDueAt } from '../plugin-time'
import { reasonOf } from '../reason'
import { type End, readSession, type Session } from '../session'
import { changeSession, rememberSession } from '../session-cache'
import { timing } from '../timing'
import { countParts } from './deliver-reply'
import { operatorSendMessage } from './operator-send-message'
import { withFreshSession } from './session-lock'
import { settleIfOpen } from './thread-reopened'
import { deafSince, partsInBotpress, reportUnheard } from './unheard-replies'

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
  if (before.end?.by === 'bot') return reportUnheard(installation, before, before.end.stoppedAt, deadline)
  if (!before.end && !completion.threadIsGone) await deliverMissedReplies(installation, before, completion, deadline)
  await withFreshSession(installation, before.conversationId, async (current) => {
    // Delivered again because what follows the end failed, or by another process meanwhile.
    if (current.end) return completion.threadIsGone ? undefined : settleIfOpen(installation, current, deadline)
    const due = stopDueAt(current, completion.at)
    await client.createEvent({
      type: 'hitlStopped',
      payload: { conversationId: current.conversationId },
      ...(due > Date.now() ? at(due) : {}),
    })
    const end = await endOf(installation, current, { at: completion.at, stoppedAt: Math.max(due, Date.now()) })
    const ended = await changeSession(installation, current, { end })
    if (end.by === 'bot') await reportUnheard(installation, ended, end.stoppedAt, deadline)
    // Who reopened the thread before the end was noted could not be recognised then.
    if (!completion.threadIsGone) await settleIfOpen(installation, ended, deadline)
  })
}

/** The end user may have left before, while that could not be noted: the plugin is deaf since then. */
async function endOf(
  installation: Installation,
  session: Session,
  closing: Pick<End, 'at' | 'stoppedAt'>,
): Promise<End> {
  const deaf = await deafSince(installation, session, closing.at)
  if (deaf === undefined || deaf >= closing.stoppedAt) return { ...closing, by: 'agent' }
  return { at: Math.min(closing.at, deaf), stoppedAt: deaf, by: 'bot' }
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
    const until = Math.min(deadline, Date.now() + timing.missedReplies)
    const messages = await newestMessages(installation.hubspot, session.hubspotThreadId, until)
    const last = messages.filter((message) => {
      const written = Date.parse(message.createdAt)
      const isRecent = written > completion.at - timing.closingLookBack && written <= completion.at
      return message.direction === 'OUTGOING' && isRecent
    })
    const ours = await thoseOfOurChannel(installation, last)
    const known = ours.length === 0 ? undefined : await partsInBotpress(installation, session)
    for (const message of ours.reverse()) {
      const isMarkedFailed = message.status?.statusType === 'FAILED'
      const isWhole = (known?.get(message.id) ?? 0) >= countParts(message)
      if (isWhole && !isMarkedFailed) continue
      await operatorSendMessage(installation, session, message, deadline, isMarkedFailed)
    }
  } catch (error) {
    // Only the safety net: each reply also has its own webhook, which reports what it could not deliver.
    installation.logger.warn('The last replies of a closed thread could not be looked up. %s', reasonOf(error))
  }
}

/** Agents can also write by e-mail in a thread, which is not for the chat. */
async function thoseOfOurChannel(installation: Installation, messages: AgentMessage[]): Promise<AgentMessage[]> {
  const known = await channelOf(installation)
  // Another process may have made the channel anew.
  if (messages.some(({ channelId }) => channelId !== known.channelId)) installation.memory.channel = undefined
  const ours = await channelOf(installation)
  return messages.filter(({ channelId }) => channelId === ours.channelId)
}
