import type { Session } from './session'
import { timing } from './timing'

/**
 * When the hitl plugin of Botpress hears what we tell it. It listens once `startHitl` has returned and it has tagged both
 * conversations; what reaches it before is dropped without a word. So whatever belongs before is scheduled.
 *
 * All times are epoch ms.
 */

/**
 * When the thread was opened. Something can come in before that was noted: it occurred after the session's conversation
 * was made, and its own time is then the best guess, which keeps it before whatever comes when the opening is known.
 */
function opening(session: Session, occurredAt: number): number {
  return session.openedAt ?? Math.max(occurredAt, session.createdAt)
}

/** Early occurrences are spread over this share of their own distance, so that their order is kept. */
const squeeze = 0.1

/**
 * When something that occurred at `occurredAt` is due at the plugin: at once when the plugin already listens, else in the
 * order of occurrence soon after it does.
 *
 * @returns the schedule to give to Botpress; an empty object for "now".
 */
export function dueWhenHeard(
  session: Session,
  occurredAt: number,
  now: number,
  position = 0,
): { schedule?: { dateTime: string } } {
  const openedAt = opening(session, occurredAt)
  const start = openedAt + timing.pluginListensAfter
  // HubSpot's clock may be ahead of ours; that must not hold anything up for long.
  const distance = Math.min(Math.max(0, occurredAt - openedAt), timing.pluginListensAfter * 1.2)
  const due = start + distance * squeeze + position
  return now < due ? at(due) : {}
}

/** When the plugin is told of an end that an agent made at `endedAt`: after every reply that was written before it. */
export function stopDueAt(session: Session, endedAt: number): number {
  const afterEarlyReplies = opening(session, endedAt) + timing.pluginListensAfter * (1 + squeeze * 2)
  return Math.max(endedAt + timing.closingGrace, afterEarlyReplies)
}

/** Whether the plugin still hears replies although the session has ended. */
export function stillHears(session: Session, now: number): boolean {
  if (session.end === undefined) return true
  return session.end.by === 'agent' && now < stopDueAt(session, session.end.at)
}

/** A schedule for a time. */
export function at(due: number): { schedule: { dateTime: string } } {
  return { schedule: { dateTime: new Date(due).toISOString() } }
}
