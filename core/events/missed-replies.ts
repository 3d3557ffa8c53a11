import pMap from 'p-map'
import type { AgentReply, Recent } from '../desk'
import type { Installation } from '../installation'
import type { Session } from '../session/session'
import { findSessions } from '../session/sessions'
import { timing } from '../timing'
import { isKnownMessage, isUnderWay, noteKnownMessage } from './known-messages'
import type { Moment } from './moment'
import { isWhole, progressSince } from './progress'
import { recipientOf } from './recipient'
import { deliverReply } from './reply'

/**
 * Hands over replies whose event has not come, or failed: a desk need not repeat those. Those that did come are recognised
 * by the desk's ID. One call to the desk, and one to Botpress where this process does not know them all.
 *
 * @param around when something happened in the thread: replies are looked for from ten minutes before on.
 * @param until written no later than this (the desk's time, epoch ms).
 */
export async function deliverMissedReplies(
  installation: Installation,
  session: Session,
  around: Moment,
  deadline: number,
  until = Number.POSITIVE_INFINITY,
): Promise<void> {
  if (session.threadId === undefined) return
  const recent = await installation.desk.recent?.(session, deadline)
  if (recent !== undefined) await deliverMissedAmong(installation, session, recent, around, deadline, until)
}

/** The same where what happened in the thread is known already. */
export async function deliverMissedAmong(
  installation: Installation,
  session: Session,
  { replies, known }: Recent,
  around: Moment,
  deadline: number,
  until: number,
): Promise<void> {
  const recent = (await replies()).filter(
    ({ writtenAt }) => writtenAt > around.at - timing.missedLookBack && writtenAt <= until,
  )
  for (const id of known) noteKnownMessage(installation, id)
  const missed = await missedOf(installation, session, await thoseFor(installation, session, recent), around)
  for (const reply of missed.reverse()) {
    // Without the time to wait for its turn, it would only be begun a second time.
    const isBusy = isUnderWay(installation, reply.id) && Date.now() >= deadline - timing.turnReserve
    if (isBusy) continue
    const occasion = { mayBeMarked: reply.isMarked, isLookBack: true }
    await deliverReply(installation, session, reply, writtenOf(reply, around), deadline, occasion)
  }
}

/** When a reply was written, told by something else that happened at the desk. */
function writtenOf({ writtenAt }: AgentReply, around: Moment): Moment {
  const before = around.at - writtenAt
  return { at: around.at - before, here: around.here - before, age: around.age + before }
}

/** Those of some replies that are not in Botpress, or marked as not delivered. */
async function missedOf(
  installation: Installation,
  session: Session,
  replies: AgentReply[],
  around: Moment,
): Promise<AgentReply[]> {
  const unknown = replies.filter(({ id, isMarked }) => isMarked || !isKnownMessage(installation, id))
  const oldest = unknown.at(-1)
  if (oldest === undefined) return []
  const progress = await progressSince(installation, session, writtenOf(oldest, around).here)
  return unknown.filter(({ id, isMarked }) => {
    const of = progress.get(id)
    const isThere = of !== undefined && isWhole(of)
    if (isThere) noteKnownMessage(installation, id)
    return !isThere || isMarked
  })
}

/** In a thread that agents have merged, replies may be for somebody else. */
async function thoseFor(installation: Installation, session: Session, replies: AgentReply[]): Promise<AgentReply[]> {
  const { account, threadId, conversationId } = session
  if (replies.length === 0 || threadId === undefined) return replies
  const all = await findSessions(installation, account, { name: 'threadId', id: threadId }, 'recent')
  if (all.length < 2) return replies
  const recipients = await pMap(replies, (reply) => recipientOf(installation, all, all.length, reply.recipients))
  return replies.filter((_, at) => {
    const recipient = recipients[at]
    return recipient !== 'doubtful' && recipient?.conversationId === conversationId
  })
}
