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

/** When something is due; empty for "at once". To be given to Botpress as it is. */
export type Due = { schedule?: { dateTime: string } }

/** Early occurrences are spread over this share of their own distance, so that their order is kept. */
const squeeze = 0.1

/** When something that occurred at `occurredAt` can be heard first: in the order of occurrence, soon after the start. */
function dueAt(session: Session, occurredAt: number): number {
  const openedAt = opening(session, occurredAt)
  // HubSpot's clock may be ahead of ours; that must not hold anything up for long.
  const distance = Math.min(Math.max(0, occurredAt - openedAt), timing.pluginListensAfter * 1.2)
  return openedAt + timing.pluginListensAfter + distance * squeeze
}

/**
 * When something that occurred at `occurredAt` is due at the plugin: at once when the plugin already listens, else in the
 * order of occurrence soon after it does.
 *
 * @param position of a part among those that occurred together.
 * @returns the schedule to give to Botpress; an empty object for "now".
 */
export function dueWhenHeard(session: Session, occurredAt: number, now: number, position = 0): Due {
  const due = dueAt(session, occurredAt) + position
  return now < due ? at(due) : {}
}

/** Whether what is created now can still be scheduled before every early reply, the time to create it included. */
export function isBeforeReplies(session: Session, occurredAt: number, now: number): boolean {
  return now + timing.creation < opening(session, occurredAt) + timing.pluginListensAfter
}

/**
 * When the first announcement of an agent is due: before every early reply, because the plugin announces the author of a
 * reply that finds nobody in charge.
 */
export function dueBeforeReplies(session: Session, occurredAt: number, now: number): Due {
  const due = opening(session, occurredAt) + timing.pluginListensAfter - 1
  return now < due ? at(due) : {}
}

/** When a reply was, or will be, heard that was written at `occurredAt` and created in Botpress at `createdAt`. */
export function heardAt(session: Session, occurredAt: number, createdAt: number): number {
  return Math.max(createdAt, dueAt(session, occurredAt))
}

/** When a message that is in Botpress reached the plugin, or will; `dueAt` is our tag on what was scheduled. */
export function reachedAt({ createdAt, tags }: { createdAt: string; tags: { dueAt?: string | undefined } }): number {
  return Math.max(Date.parse(createdAt), Number(tags.dueAt ?? 0))
}

/** When the plugin is told of an end that an agent made at `endedAt`: after every reply that was written before it. */
export function stopDueAt(session: Session, endedAt: number): number {
  const afterEarlyReplies = opening(session, endedAt) + timing.pluginListensAfter * (1 + squeeze * 2)
  return Math.max(endedAt + timing.closingGrace, afterEarlyReplies)
}

/** Whether the plugin hears, or heard, a reply at this time. */
export function isHeard(session: Session, time: number): boolean {
  return session.end === undefined || time < session.end.stoppedAt
}

/** A schedule for a time. */
export function at(due: number): Required<Due> {
  return { schedule: { dateTime: new Date(due).toISOString() } }
}
