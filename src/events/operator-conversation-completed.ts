import { messagesAmong, newestEntries, readThread, type Thread } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { NotTakenUpError, presumablyListensFrom, whenListening } from '../listening'
import { at, stopDueAt } from '../plugin-time'
import { reasonOf } from '../reason'
import { isRefusal } from '../refusal'
import { type End, readSession, type Session } from '../session'
import { changeSession, rememberSession } from '../session-cache'
import { timing } from '../timing'
import { assertTime } from '../within'
import { deliverMissedAmong } from './missed-replies'
import type { Moment } from './moment'
import { withFreshSession } from './session-lock'
import { isReopenedSince } from './thread-entries'
import { settleIfOpen } from './thread-reopened'
import { deafSince, reportUnheard } from './unheard-replies'

/** The end of a thread. */
export type Completion = {
  moment: Moment
  /** Deleted or archived threads cannot be read any more. */
  threadIsGone: boolean
  /**
   * Whether the thread is still being opened: then the plugin is told in advance, although it is not sure to listen in time,
   * because nobody may tell us of the end again. What it does not hear, it is told again when the end user writes. Replies
   * wait by themselves until it listens.
   */
  isOpening?: boolean
  /** Whether HubSpot cannot be asked about the thread, since the bot is connected with another account. */
  isOutOfReach?: boolean
}

/**
 * Tells Botpress that an agent ended the conversation. Due a little after the closing: agents write and close in one go,
 * and the reply comes by the slower webhook. Told before it is noted, so that a crash in between repeats it: the plugin
 * ignores the second one.
 *
 * News can come late. Whether the thread is closed is therefore asked; one that was reopened meanwhile goes on.
 */
export async function operatorConversationCompleted(
  installation: Installation,
  session: Session,
  completion: Completion,
  deadline: number,
): Promise<void> {
  const before = await readSession(installation.client, session.conversationId)
  if (before === undefined) return
  rememberSession(installation, before)
  // Our own closing: should agents not have been told of unheard replies then, HubSpot delivers this until they are.
  if (before.end?.by === 'bot') return reportUnheard(installation, before, before.end.stoppedAt, deadline)
  if (before.end) return settle(installation, before, completion, deadline)
  const found = completion.isOutOfReach ? nothing : await look(installation, before, deadline)
  if (!isOver(found, completion)) return
  if (!completion.threadIsGone && !completion.isOpening)
    await deliverLastWords(installation, before, completion, found.entries, deadline)
  const listensAt = await listeningFrom(installation, before, completion, deadline)
  await withFreshSession(installation, before.conversationId, deadline, async (current, lease) => {
    // Delivered again because what follows the end failed, or by another process meanwhile.
    if (current.end) return completion.threadIsGone ? undefined : settleIfOpen(installation, current, deadline)
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
    const [end] = await Promise.all([endOf(installation, current, moment, stoppedAt), telling])
    const ended = await changeSession(installation, current, { end })
    if (end.by === 'bot') await reportUnheard(installation, ended, end.stoppedAt, deadline)
    // Who reopened the thread before the end was noted could not be recognised then.
    if (found.thread?.status === 'CLOSED') await settleIfOpen(installation, ended, deadline)
  })
}

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

function settle(
  installation: Installation,
  session: Session,
  { threadIsGone }: Completion,
  deadline: number,
): Promise<void> | undefined {
  if (threadIsGone) return undefined
  return withFreshSession(installation, session.conversationId, deadline, (current) =>
    settleIfOpen(installation, current, deadline),
  )
}

/** A thread as HubSpot shows it now, and its newest entries; without them where they could not be had. */
type Looked = { thread: Thread | undefined; entries: unknown[] }

const nothing: Looked = { thread: undefined, entries: [] }

/**
 * Looks at the thread. Where HubSpot will not show it, as the connection was revoked for instance, its news of the closing
 * is all there is.
 *
 * @throws {HubSpotError} when HubSpot cannot say now.
 */
async function look(installation: Installation, session: Session, deadline: number): Promise<Looked> {
  const { hubspotThreadId } = session
  if (hubspotThreadId === undefined) return nothing
  const { hubspot } = installation
  try {
    const [thread, entries] = await Promise.allSettled([
      readThread(hubspot, hubspotThreadId, deadline),
      newestEntries(hubspot, hubspotThreadId, deadline),
    ])
    if (thread.status === 'rejected') throw thread.reason
    if (entries.status === 'fulfilled') return { thread: thread.value, entries: entries.value }
    // Of a closed thread they are only a safety net; of an open one they tell whether somebody reopened it.
    if (thread.value?.status === 'OPEN') throw entries.reason
    if (thread.value)
      installation.logger.warn(
        'The last replies of a closed thread could not be looked up. %s',
        reasonOf(entries.reason),
      )
    return { thread: thread.value, entries: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    installation.logger.warn('A thread that was closed could not be looked at. %s', reasonOf(error))
    return nothing
  }
}

/**
 * Whether the thread is closed, or gone. One that is open although it was closed a moment ago may be shown as it was before;
 * its entries tell whether somebody reopened it since.
 */
function isOver({ thread, entries }: Looked, { moment }: Completion): boolean {
  if (thread?.status !== 'OPEN' || thread.archived) return true
  // Whatever our clock and HubSpot's say: only what is old by both is old.
  const age = Math.min(moment.age, Date.now() - moment.at)
  return age < timing.closingSettles && !isReopenedSince(entries, moment.at)
}

/** Only the safety net: each reply also has its own webhook, which reports what it could not deliver. */
async function deliverLastWords(
  installation: Installation,
  session: Session,
  { moment }: Completion,
  entries: unknown[],
  deadline: number,
): Promise<void> {
  try {
    const until = Math.min(deadline, Date.now() + timing.missedReplies)
    await deliverMissedAmong(installation, session, messagesAmong(entries), moment, until, moment.at)
  } catch (error) {
    installation.logger.warn('The last replies of a closed thread could not be looked up. %s', reasonOf(error))
  }
}

/** The end user may have left before, while that could not be noted: the plugin is deaf since then. */
async function endOf(installation: Installation, session: Session, closing: Moment, stoppedAt: number): Promise<End> {
  const deaf = await deafSince(installation, session, closing.here)
  if (deaf === undefined || deaf >= stoppedAt) return { at: closing.at, stoppedAt, by: 'agent' }
  return { at: deaf, stoppedAt: deaf, by: 'bot' }
}
