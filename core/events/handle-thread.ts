import { setTimeout as sleep } from 'node:timers/promises'
import { type DeskEvent, LeftAccountError } from '../desk'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import { assertTime } from '../platform/within'
import { heard } from '../self-test/heard'
import type { Session } from '../session/session'
import { asSeen } from '../session/sessions'
import { timing } from '../timing'
import { assigned } from './assigned'
import { catchUpIfOwed } from './catch-up'
import { ended } from './ended'
import { type AboutReply, type Found, isAboutReply, sessionsFor } from './find-sessions'
import { endLeftSession } from './left-account'
import { messageNews } from './message-news'
import { deliverMissedReplies } from './missed-replies'
import { type Moment, momentOf } from './moment'
import { openOrAll, recipientOf } from './recipient'
import { reopened } from './reopened'
import { deliverReply } from './reply'
import { markFailed, type Reason, reasons } from './reply-status'
import { tryErrands } from './try-errands'

/**
 * Handles the events of one thread in the order they occurred: replies for the one session that they are written to,
 * everything else for each that is open. What is told of a self-test only ever gets as far as `heard`.
 *
 * @param told when the desk sent them, by its own clock; epoch ms.
 */
export async function handleThread(
  installation: Installation,
  { sessions, events }: Found,
  told: number,
  deadline: number,
): Promise<void> {
  const tests = sessions.filter(({ isTest }) => isTest)
  const real = sessions.filter(({ isTest }) => !isTest)
  const isServed = await areServed(installation, real, deadline)
  if (isServed) for (const session of openOrAll(real)) await catchUpIfOwed(installation, session, deadline)
  for (const event of inOrder(events)) {
    assertTime(deadline, "handle all of the thread's events")
    if (isAboutReply(event)) {
      await handleReply(installation, sessions, event, told, deadline)
      continue
    }
    for (const test of namedBy(event, tests)) await heard(installation, test, event)
    if (isServed) await handleChange(installation, real, event, told, deadline)
  }
  if (!isServed) return endLeft(installation, real, events, told, deadline)
  for (const session of openOrAll(real)) await tryErrands(installation, asSeen(installation, session), deadline)
}

/** They are all in one account. */
async function areServed({ desk }: Installation, [first]: Session[], deadline: number): Promise<boolean> {
  if (first === undefined) return true
  try {
    await desk.assertServed?.(first, deadline)
    return true
  } catch (error) {
    if (error instanceof LeftAccountError) return false
    throw error
  }
}

/** What was written before the bot was connected with another account has been delivered; nobody can serve the rest. */
async function endLeft(
  installation: Installation,
  sessions: Session[],
  events: DeskEvent[],
  told: number,
  deadline: number,
): Promise<void> {
  const [endedAt = told] = events.flatMap((event) => (event.kind === 'ended' ? event.at : []))
  const moment = momentOf(Math.min(endedAt, told), told, Date.now())
  for (const session of openOrAll(sessions)) await endLeftSession(installation, session, moment, deadline)
}

/** News only leads to what has another source, so nothing waits for it. */
function inOrder(events: DeskEvent[]): DeskEvent[] {
  const isNews = ({ kind }: DeskEvent) => Number(kind === 'news')
  return events.toSorted((a, b) => isNews(a) - isNews(b) || occurredAt(a) - occurredAt(b))
}

function occurredAt(event: DeskEvent): number {
  if (event.kind === 'unreadable') return 0
  return event.kind === 'reply' ? event.reply.writtenAt : event.at
}

/**
 * The sessions that an event names. Where it says by the desk's ID which thread it is of, that counts: by our own name two
 * threads may be known, of which one was opened by an attempt whose answer was lost.
 */
function namedBy({ threads }: DeskEvent, sessions: Session[]): Session[] {
  const ids = threads.flatMap(({ name, id }) => (name === 'threadId' ? id : []))
  const isOfAnother = ({ threadId }: Session) => ids.length > 0 && threadId !== undefined && !ids.includes(threadId)
  return sessions.filter((session) => threads.some(({ name, id }) => session[name] === id) && !isOfAnother(session))
}

/** How many sessions an event names as its thread's. */
const refsIn = ({ threads }: DeskEvent): number => threads.filter(({ name }) => name === 'ref').length

async function handleReply(
  installation: Installation,
  known: Session[],
  event: AboutReply,
  told: number,
  deadline: number,
): Promise<void> {
  const { desk } = installation
  const deskDeadline = Math.min(deadline, Date.now() + timing.webhookDeskBudget)
  const fail = (id: string | undefined, reason: Reason, session: Session | undefined) =>
    id === undefined
      ? undefined
      : markFailed(installation, { id, account: event.account, session }, reason, deskDeadline)
  const ours = namedBy(event, known)
  if (event.kind === 'unreadable') {
    const isOurs = ours.length > 0 || (await desk.isOurs?.(event.via))
    return isOurs ? fail(event.messageId, reasons.never, ours[0]) : undefined
  }
  const { reply } = event
  const sessions = ours.length > 0 ? ours : await findYet(installation, event, told, deskDeadline)
  if (sessions.length === 0) {
    return (await desk.isOurs?.(reply.via)) ? fail(reply.id, reasons.gone, undefined) : undefined
  }
  const session = await recipientOf(installation, sessions, refsIn(event), reply.recipients)
  if (session !== 'doubtful' && isOlder(installation, session, reply.writtenAt)) return
  if (session === 'doubtful') return fail(reply.id, reasons.doubtful, sessions[0])
  if (session.isTest) {
    const isThere = await heard(installation, session, event)
    return isThere ? undefined : fail(reply.id, reasons.gone, undefined)
  }
  const written = momentOf(reply.writtenAt, told, Date.now())
  await deliverReply(installation, session, reply, written, deadline)
}

/** A session's conversation is there before its thread; that Botpress finds it by its tag at once is not documented. */
async function findYet(
  installation: Installation,
  event: Extract<AboutReply, { kind: 'reply' }>,
  told: number,
  deadline: number,
): Promise<Session[]> {
  if (told - occurredAt(event) > timing.threadSettles) return []
  await sleep(Math.min(timing.takeUpPause, Math.max(0, deadline - Date.now())))
  return sessionsFor(installation, [event])
}

/** Whether something happened before the thread began, so that it is not about it. */
const isOlder = ({ desk }: Installation, session: Session, at: number): boolean =>
  at < (desk.beganAt?.(session) ?? Number.NEGATIVE_INFINITY)

type Change = Exclude<DeskEvent, AboutReply>

async function handleChange(
  installation: Installation,
  known: Session[],
  event: Change,
  told: number,
  deadline: number,
): Promise<void> {
  const moment = momentOf(event.at, told, Date.now())
  const concerned = openOrAll(namedBy(event, known)).filter((session) => !isOlder(installation, session, event.at))
  for (const session of concerned) {
    await change(installation, asSeen(installation, session), event, moment, deadline)
  }
}

async function change(
  installation: Installation,
  session: Session,
  event: Change,
  moment: Moment,
  deadline: number,
): Promise<void> {
  const deskDeadline = Math.min(deadline, Date.now() + timing.webhookDeskBudget)
  switch (event.kind) {
    case 'news':
      return messageNews(installation, session, { messageId: event.messageId, moment }, deadline)
    case 'assigned':
      await assigned(installation, session, { agent: event.agent, name: event.name, moment }, deskDeadline)
      return lookBack(installation, session, moment, deadline)
    case 'ended':
      return ended(installation, session, { moment, reason: event.reason }, deskDeadline)
    case 'reopened':
      await reopened(installation, session, deskDeadline)
      return lookBack(installation, session, moment, deadline)
  }
}

/** Whatever happens in a thread is an occasion to find replies whose own event never came. */
async function lookBack(installation: Installation, session: Session, moment: Moment, deadline: number): Promise<void> {
  const current = asSeen(installation, session)
  if (current.end) return
  try {
    const until = Math.min(deadline, Date.now() + timing.missedReplies)
    await deliverMissedReplies(installation, current, moment, until, moment.at)
  } catch (error) {
    // Only the safety net: the next event in the thread is another occasion.
    installation.logger.warn('Replies that may have been missed could not be looked up. %s', reasonOf(error))
  }
}
