import type { Installation } from '../installation'
import type { Lease } from '../platform/lock'
import { answerOfBotpress } from '../platform/persistently'
import { unrepeated } from '../platform/unrepeated'
import { assertTime } from '../platform/within'
import { presumablyListensFrom } from '../session/listening'
import { dueBeforeReplies, dueWhenHeard } from '../session/plugin-time'
import type { Session } from '../session/session'
import { isFirstAuthor } from './first-author'
import { inLine, waitUntil } from './in-line'

/** An agent at the desk and in Botpress, and when they took over, by our clock (epoch ms). */
export type Announcement = { agent: string; userId: string; at: number }

/**
 * Emits `hitlAssigned`, which the hitl plugin shows to the end user each time it comes, so it must not come twice; nor
 * after a reply by which the plugin has announced the same agent by itself.
 *
 * An event cannot be created "if not there yet". So it is sent once, and only after a look at what was emitted before: by a
 * request whose answer was lost, or by a process that died before it could note it.
 *
 * @param lease of the session's lock.
 * @throws an API error of Botpress; the next attempt finds out whether the event came to be. {LockedError} or
 * {OutOfTimeError} when it must not be sent any more.
 */
export async function announceAgent(
  installation: Installation,
  session: Session,
  announcement: Announcement,
  lease: Lease,
  deadline: number,
): Promise<void> {
  const { client } = installation
  const { conversationId } = session
  const { userId } = announcement
  const last = await lastAnnounced(installation, conversationId)
  if (last?.userId === userId) return
  const isFirst = last === undefined
  const listensAt = presumablyListensFrom(installation, session)
  if (isFirst && (await isFirstAuthor(installation, session, announcement))) return
  // The first one belongs before whatever waits.
  const due = isFirst
    ? dueBeforeReplies(listensAt, Date.now())
    : inLine(installation, session, dueWhenHeard(session, listensAt, announcement.at, Date.now()))
  await lease.confirm()
  assertTime(deadline, 'announce the agent')
  await unrepeated(client).createEvent({
    type: 'hitlAssigned',
    conversationId,
    payload: { conversationId, userId },
    ...due,
  })
  if (due.schedule) waitUntil(installation, session, Date.parse(due.schedule.dateTime))
}

/** The agent's user of the newest `hitlAssigned` of the session, when that was created (ISO time), and how often they were announced. */
export async function lastAnnounced(
  { client }: Installation,
  conversationId: string,
): Promise<{ userId: string; createdAt: string; times: number } | undefined> {
  const listing = client.list.events({ type: 'hitlAssigned', conversationId }).collect()
  const events = await listing.catch((error: unknown) => {
    // Whether an integration may list events is not documented. Where it may not, twice is better than never.
    if (answerOfBotpress(error) === 'no') return []
    throw error
  })
  const newest = events.reduce<(typeof events)[number] | undefined>(
    (latest, event) => (latest && latest.createdAt >= event.createdAt ? latest : event),
    undefined,
  )
  const userId: unknown = newest?.payload.userId
  if (newest === undefined || typeof userId !== 'string') return undefined
  const times = events.filter(({ payload }) => payload.userId === userId).length
  return { userId, createdAt: newest.createdAt, times }
}
