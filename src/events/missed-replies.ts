import pMap from 'p-map'
import type { AgentMessage } from '../hubspot/agent-message'
import { messagesAmong, newestEntries } from '../hubspot/conversations'
import { channelOf, type Installation } from '../installation'
import type { Session } from '../session'
import { findSessions } from '../session-cache'
import { timing } from '../timing'
import { isKnownMessage, isUnderWay, noteKnownMessage } from './known-messages'
import type { Moment } from './moment'
import { operatorSendMessage } from './operator-send-message'
import { isWhole, progressSince } from './progress'
import { recipientOf } from './recipient'

/**
 * Hands over replies whose webhook has not come, or failed: HubSpot does not say that it repeats those. Those that did come
 * are recognised by their HubSpot ID. One call to HubSpot, and one to Botpress where this process does not know them all.
 *
 * @param around when something happened in the thread: replies are looked for from ten minutes before on.
 * @param until written no later than this (HubSpot's time, epoch ms).
 */
export async function deliverMissedReplies(
  installation: Installation,
  session: Session,
  around: Moment,
  deadline: number,
  until = Number.POSITIVE_INFINITY,
): Promise<void> {
  if (session.hubspotThreadId === undefined) return
  const entries = await newestEntries(installation.hubspot, session.hubspotThreadId, deadline)
  await deliverMissedAmong(installation, session, messagesAmong(entries), around, deadline, until)
}

/** The same for the newest messages of the thread, newest first, where they are known already. */
export async function deliverMissedAmong(
  installation: Installation,
  session: Session,
  messages: AgentMessage[],
  around: Moment,
  deadline: number,
  until: number,
): Promise<void> {
  const recent = messages.filter(({ direction, createdAt }) => {
    const written = Date.parse(createdAt)
    return direction === 'OUTGOING' && written > around.at - timing.missedLookBack && written <= until
  })
  for (const { id, direction } of messages) if (direction === 'INCOMING') noteKnownMessage(installation, id)
  const ours = await thoseFor(installation, session, await thoseOfOurChannel(installation, recent))
  const missed = await missedOf(installation, session, ours, around)
  for (const message of missed.reverse()) {
    // Without the time to wait for its turn, it would only be begun a second time.
    const isBusy = isUnderWay(installation, message.id) && Date.now() >= deadline - timing.turnReserve
    if (isBusy) continue
    const occasion = { mayBeMarked: isMarkedFailed(message), isLookBack: true }
    await operatorSendMessage(installation, session, message, writtenOf(message, around), deadline, occasion)
  }
}

/** When a message was written, told by something else that happened in HubSpot. */
function writtenOf({ createdAt }: AgentMessage, around: Moment): Moment {
  const before = around.at - Date.parse(createdAt)
  return { at: around.at - before, here: around.here - before, age: around.age + before }
}

const isMarkedFailed = ({ status }: AgentMessage) => status?.statusType === 'FAILED'

/** Those of some replies that are not in Botpress, or marked as not delivered. */
async function missedOf(
  installation: Installation,
  session: Session,
  replies: AgentMessage[],
  around: Moment,
): Promise<AgentMessage[]> {
  const unknown = replies.filter((reply) => isMarkedFailed(reply) || !isKnownMessage(installation, reply.id))
  const oldest = unknown.at(-1)
  if (oldest === undefined) return []
  const progress = await progressSince(installation, session, writtenOf(oldest, around).here)
  return unknown.filter((reply) => {
    const of = progress.get(reply.id)
    const isThere = of !== undefined && isWhole(of)
    if (isThere) noteKnownMessage(installation, reply.id)
    return !isThere || isMarkedFailed(reply)
  })
}

/** In a thread that agents have merged, replies may be for somebody else. */
async function thoseFor(
  installation: Installation,
  session: Session,
  replies: AgentMessage[],
): Promise<AgentMessage[]> {
  const { portalId, hubspotThreadId, conversationId } = session
  if (replies.length === 0 || hubspotThreadId === undefined) return replies
  const all = await findSessions(installation, portalId, 'hubspotThreadId', hubspotThreadId, 'recent')
  if (all.length < 2) return replies
  const recipients = await pMap(replies, (reply) => recipientOf(installation, all, all.length, reply.recipients))
  return replies.filter((_, at) => {
    const recipient = recipients[at]
    return recipient !== 'doubtful' && recipient?.conversationId === conversationId
  })
}

/** Agents can also write by e-mail in a thread, which is not for the chat. */
async function thoseOfOurChannel(installation: Installation, messages: AgentMessage[]): Promise<AgentMessage[]> {
  if (messages.length === 0) return []
  const known = await channelOf(installation)
  // Another process may have made the channel anew.
  if (messages.some(({ channelId }) => channelId !== known.channelId)) installation.memory.channel = undefined
  const ours = await channelOf(installation)
  return messages.filter(({ channelId }) => channelId === ours.channelId)
}
