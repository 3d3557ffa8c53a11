import { type AgentReply, type DeskEndReason, isRefusal, type Parting, type Recent, type Thread } from '../desk'
import type { Installation } from '../installation'
import { plainMarkdown } from '../messages/plain-markdown'
import { moreOfAnnounced } from '../people/agent'
import { answerOfBotpress } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import { unrepeated } from '../platform/unrepeated'
import { assertTime } from '../platform/within'
import { NotTakenUpError, presumablyListensFrom, whenListening } from '../session/listening'
import { doAfterEnd } from '../session/owed-after-end'
import { at, stopDueAt } from '../session/plugin-time'
import { type End, isOfBot, type Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { changeSession, readSession } from '../session/sessions'
import { timing } from '../timing'
import { createMessages } from './create-messages'
import { deliverMissedAmong } from './missed-replies'
import type { Moment } from './moment'
import { noProgress } from './progress'
import { settleIfOpen } from './reopened'
import { deafSince, reportUnheard } from './unheard-replies'

/** The end of a thread. */
export type Completion = {
  moment: Moment
  /** A thread that was deleted cannot be read any more. */
  reason: DeskEndReason
  /**
   * Whether the thread is still being opened: then the plugin is told in advance, although it is not sure to listen in time,
   * because nobody may tell us of the end again. What it does not hear, it is told again when the end user writes. Replies
   * wait by themselves until it listens.
   */
  isOpening?: boolean
  /** Whether the desk cannot be asked about the thread, since the bot is connected with another account. */
  isOutOfReach?: boolean
}

/**
 * Tells Botpress that the conversation has ended at the desk. Due a little after the closing: agents write and close in one
 * go, and the reply may come by a slower way. Told before it is noted, so that a crash in between repeats it: the plugin
 * ignores the second one.
 *
 * News can come late. Whether the thread is closed is therefore asked; one that was reopened meanwhile goes on.
 */
export async function ended(
  installation: Installation,
  session: Session,
  completion: Completion,
  deadline: number,
): Promise<void> {
  const before = await readSession(installation, session.conversationId)
  if (before === undefined) return
  const isGone = completion.reason === 'deleted'
  if (before.end) {
    // Our own closing: should agents not have been told of unheard replies then, the desk delivers this until they are.
    if (isOfBot(before.end)) return reportUnheard(installation, before, before.end.stoppedAt, deadline)
    return isGone ? undefined : settle(installation, before, deadline)
  }
  const found = completion.isOutOfReach ? nothing : await look(installation, before, deadline)
  if (!isOver(found, completion)) return
  if (!isGone && !completion.isOpening) await deliverLastWords(installation, before, completion, found.recent, deadline)
  const listensAt = await listeningFrom(installation, before, completion, deadline)
  const { words, event } = installation.desk.parting?.(before, completion.reason) ?? {}
  if (words !== undefined) await sayGoodbye(installation, before, words, completion, listensAt, deadline)
  let noted: Session | undefined
  await withFreshSession(installation, before.conversationId, deadline, async (current, lease) => {
    // Delivered again because what follows the end failed, or by another process meanwhile.
    if (current.end) return isGone ? undefined : settleIfOpen(installation, current, deadline)
    const { moment } = completion
    const due = stopDueAt(listensAt, moment.here, Date.now())
    const stoppedAt = Math.max(due, Date.now())
    await lease.confirm()
    assertTime(deadline, 'tell of the end')
    const telling = installation.client.createEvent({
      type: 'hitlStopped',
      payload: { conversationId: current.conversationId },
      ...(due > Date.now() ? at(due) : {}),
    })
    const [end] = await Promise.all([endOf(installation, current, completion, stoppedAt), telling])
    if (event !== undefined && !isOfBot(end)) await tellBot(installation, current, event, stoppedAt)
    const over = await changeSession(installation, current, { end, ...moreOfAnnounced(installation, current) })
    noted = over
    if (isOfBot(end)) await reportUnheard(installation, over, end.stoppedAt, deadline)
    // Who reopened the thread before the end was noted could not be recognised then.
    if (found.thread?.state === 'closed') await settleIfOpen(installation, over, deadline)
  })
  if (noted !== undefined) await doAfterEnd(installation, noted, deadline)
}

/** Recognised by its ID when it is said again. The end counts for more than what is said about it. */
async function sayGoodbye(
  installation: Installation,
  session: Session,
  { id, text, author, authorName }: Words,
  { moment }: Completion,
  listensAt: number,
  deadline: number,
): Promise<void> {
  const words: AgentReply = {
    ...{ id, author, authorName, writtenAt: moment.at, threadId: session.threadId },
    ...{ recipients: [], via: undefined, isCut: false, isMarked: false },
    parts: () => [{ key: 'text', type: 'text', text: plainMarkdown(text) }],
  }
  try {
    await createMessages(installation, session, words, moment.here, listensAt, noProgress(), deadline)
  } catch (error) {
    if (answerOfBotpress(error) !== 'no') throw error
    installation.logger.forBot().warn('What the end user was to read at the end was not delivered. %s', reasonOf(error))
  }
}

/**
 * Lets the bot react to an end. Not linked to the conversation, since the hitl plugin keeps what is to itself; a moment
 * after the plugin was told, so that the bot has the conversation back. It may have been told before, by somebody who could
 * not note the end then: so the events that there are, are looked at.
 */
async function tellBot(
  { client }: Installation,
  { createdAt }: Session,
  { type, payload }: Announced,
  stoppedAt: number,
): Promise<void> {
  const said = JSON.stringify(payload)
  const earlier = await client.list
    .events({ type })
    .collect({ limit: 200 })
    .catch((error: unknown) => {
      // Whether an integration may list events is not documented. Where it may not, twice is better than never.
      if (answerOfBotpress(error) === 'no') return []
      throw error
    })
  const isTold = earlier.some((one) => Date.parse(one.createdAt) >= createdAt && JSON.stringify(one.payload) === said)
  if (isTold) return
  await unrepeated(client).createEvent({ type, payload: { ...payload }, ...at(stoppedAt + timing.announcement) })
}

type Words = NonNullable<Parting['words']>
type Announced = NonNullable<Parting['event']>

async function listeningFrom(
  installation: Installation,
  session: Session,
  { isOpening }: Completion,
  deadline: number,
): Promise<number> {
  if (isOpening) return presumablyListensFrom(installation, session)
  try {
    return (await whenListening(installation, session, deadline)).from
  } catch (error) {
    // Nobody waits there, so nobody has to be told; that it is over is noted all the same.
    if (error instanceof NotTakenUpError) return session.createdAt
    throw error
  }
}

function settle(installation: Installation, session: Session, deadline: number): Promise<void> {
  return withFreshSession(installation, session.conversationId, deadline, (current) =>
    settleIfOpen(installation, current, deadline),
  )
}

/** A thread as the desk shows it now, and what happened in it; without that where it could not be had. */
type Looked = { thread: Thread | undefined; recent: Recent | undefined }

const nothing: Looked = { thread: undefined, recent: undefined }

/**
 * Looks at the thread. Where the desk will not show it, as the connection was revoked for instance, its news of the closing
 * is all there is.
 *
 * @throws {DeskError} when the desk cannot say now.
 */
async function look({ desk, logger }: Installation, session: Session, deadline: number): Promise<Looked> {
  if (session.threadId === undefined) return nothing
  try {
    const [thread, recent] = await Promise.allSettled([
      desk.look?.(session, deadline),
      desk.recent?.(session, deadline),
    ])
    if (thread.status === 'rejected') throw thread.reason
    if (recent.status === 'fulfilled') return { thread: thread.value, recent: recent.value }
    // Of a closed thread it is only a safety net; of an open one it tells whether somebody reopened it.
    if (thread.value?.state === 'open') throw recent.reason
    if (thread.value?.state === 'closed') warnOfLastWords({ logger }, recent.reason)
    return { thread: thread.value, recent: undefined }
  } catch (error) {
    if (!isRefusal(error)) throw error
    logger.warn('A thread that was closed could not be looked at. %s', reasonOf(error))
    return nothing
  }
}

/**
 * Whether the thread is closed, or gone. One that is open although it was closed a moment ago may be shown as it was before;
 * what happened in it tells whether somebody reopened it since.
 */
function isOver({ thread, recent }: Looked, { moment }: Completion): boolean {
  if (thread?.state !== 'open') return true
  // Whatever our clock and the desk's say: only what is old by both is old.
  const age = Math.min(moment.age, Date.now() - moment.at)
  const reopenedAt = recent?.reopenedAt ?? Number.NEGATIVE_INFINITY
  return age < timing.closingSettles && reopenedAt <= moment.at
}

/** Only the safety net: each reply also has its own event, which reports what it could not deliver. */
async function deliverLastWords(
  installation: Installation,
  session: Session,
  { moment }: Completion,
  recent: Recent | undefined,
  deadline: number,
): Promise<void> {
  if (recent === undefined) return
  try {
    const until = Math.min(deadline, Date.now() + timing.missedReplies)
    await deliverMissedAmong(installation, session, recent, moment, until, moment.at)
  } catch (error) {
    warnOfLastWords(installation, error)
  }
}

function warnOfLastWords({ logger }: Pick<Installation, 'logger'>, error: unknown): void {
  logger.warn('The last replies of a closed thread could not be looked up. %s', reasonOf(error))
}

/** The end user may have left before, while that could not be noted: the plugin is deaf since then. */
async function endOf(
  installation: Installation,
  session: Session,
  { moment, reason }: Completion,
  stoppedAt: number,
): Promise<End> {
  const deaf = await deafSince(installation, session, moment.here)
  if (deaf === undefined || deaf >= stoppedAt) return { at: moment.at, stoppedAt, reason }
  return { at: deaf, stoppedAt: deaf, reason: session.plugin.isLeft ? 'user' : 'bot' }
}
