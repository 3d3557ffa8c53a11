import { timing } from '../timing'
import type { Session } from './session'

/**
 * When the hitl plugin of Botpress hears what we tell it. It listens once `startHitl` has returned and it has tagged both
 * conversations; what reaches it before is dropped without a word. So whatever belongs before is scheduled.
 *
 * All times are epoch ms by our clock.
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

/** What is known of how the plugin stands to a session. */
export type PluginAsSeen = {
  /** Since when it is known that the thread's opening was noted. */
  openedSeenAt: number | undefined
  /** Since when it is known to have taken the session up, and whether it was seen not to have, before. */
  takenUpAt: number | undefined
  isTakeUpSeen: boolean
  /** Whether it was heard from in the session. */
  isListening: boolean
  /** Whether its tags can be seen at all, so that a missing one says something; undefined while that is not known. */
  tagsShow: boolean | undefined
}

/**
 * From when on the plugin listens: the usual time after the opening, or later where it was seen to take the session up
 * later than that. It cannot have begun before the opening was noted, for `startHitl` only returns then.
 *
 * @returns epoch ms; undefined while it has not taken the session up, which may be for good.
 */
export function listensFrom(session: Session, seen: PluginAsSeen, now: number): number | undefined {
  const { openedAt, plugin } = session
  if (openedAt === undefined) return undefined
  const usual = openedAt + timing.pluginListensAfter
  // What is scheduled before that keeps its place, so nothing is due earlier.
  if (seen.isListening || plugin.hasAgent) return usual
  const isBeginning = now < openedAt + timing.takeUpDoubt
  if (plugin.isTakenUp) {
    return isBeginning || seen.isTakeUpSeen
      ? Math.max(usual, (seen.takenUpAt ?? now) + timing.pluginListensAfterTag)
      : usual
  }
  if (seen.tagsShow ?? isBeginning) return undefined
  return isBeginning ? Math.max(usual, (seen.openedSeenAt ?? now) + timing.pluginListensAfter) : usual
}

/**
 * When something that occurred at `occurredAt` is due at a plugin that listens from `listensAt` on: at once when it already
 * does, else in the order of occurrence soon after the first announcement of an agent.
 *
 * @param position of a part among those that occurred together.
 * @returns the schedule to give to Botpress; an empty object for "now".
 */
export function dueWhenHeard(session: Session, listensAt: number, occurredAt: number, now: number, position = 0): Due {
  // Clocks may differ; that must not hold anything up for long.
  const distance = Math.min(Math.max(0, occurredAt - opening(session, occurredAt)), timing.pluginListensAfter * 1.2)
  const due = listensAt + timing.announcement + distance * squeeze + position
  return now < due ? at(due) : {}
}

/**
 * When the first announcement of an agent is due: before every early reply, because the plugin announces the author of a
 * reply that finds nobody in charge.
 */
export function dueBeforeReplies(listensAt: number, now: number): Due {
  return now < listensAt ? at(listensAt) : {}
}

/** When a message that is in Botpress reached the plugin, or will; `dueAt` is our tag on what was scheduled. */
export function reachedAt({ createdAt, tags }: { createdAt: string; tags: { dueAt?: string | undefined } }): number {
  return Math.max(Date.parse(createdAt), Number(tags.dueAt ?? 0))
}

/**
 * When the plugin is told of an end that an agent made at `endedAt`: after every reply that was written before it. Where
 * the closing was long ago, or is said to be still to come, its time tells nothing, and the replies have the usual time
 * from now on.
 */
export function stopDueAt(listensAt: number, endedAt: number, now: number): number {
  const isRecent = endedAt <= now && now - endedAt < timing.closingGrace
  const afterEarlyReplies = listensAt + timing.announcement + timing.pluginListensAfter * squeeze * 2
  return Math.max((isRecent ? endedAt : now) + timing.closingGrace, afterEarlyReplies)
}

/** Whether the plugin hears, or heard, a reply at this time. */
export function isHeard(session: Session, time: number): boolean {
  return session.end === undefined || time < session.end.stoppedAt
}

/** A schedule for a time. */
export function at(due: number): Required<Due> {
  return { schedule: { dateTime: new Date(due).toISOString() } }
}
