import type { ChatLine, EndUser, Thread, ThreadEntry } from '../../protocol'

/** How many messages of the end user there are in a thread. */
export const countIncoming = (entries: readonly ThreadEntry[]): number =>
  entries.filter((entry) => entry.type === 'message' && entry.direction === 'incoming').length

/** How many lines of a chat others wrote. */
export const countFromOthers = (transcript: readonly ChatLine[]): number =>
  transcript.filter(({ from }) => from !== 'user').length

type Panes = {
  users: readonly Pick<EndUser, 'id' | 'transcript'>[]
  threads: readonly Pick<Thread, 'id' | 'entries'>[]
}

/**
 * Unread messages by the id of the thread or end user; those with none are missing. `seen` is how many were on screen,
 * not when the newest was written: a message that comes late bears the time of its writing, and stands before others
 * that have been seen.
 */
export function countUnread({ users, threads }: Panes, seen: ReadonlyMap<string, number>): Map<string, number> {
  const counts: [string, number][] = [
    ...threads.map(({ id, entries }): [string, number] => [id, countIncoming(entries)]),
    ...users.map(({ id, transcript }): [string, number] => [id, countFromOthers(transcript)]),
  ]
  return new Map(counts.map(([id, count]) => [id, count - (seen.get(id) ?? 0)] as const).filter(([, news]) => news > 0))
}
