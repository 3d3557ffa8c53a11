import type { ChatLine, ThreadEntry } from '../../protocol'

/** How many of the end user's messages came after `since`. */
export function unreadEntries(entries: readonly ThreadEntry[], since = 0): number {
  return entries.filter((entry) => entry.at > since && entry.type === 'message' && entry.direction === 'incoming')
    .length
}

/** How many lines others wrote after `since`. */
export function unreadLines(transcript: readonly ChatLine[], since = 0): number {
  return transcript.filter((line) => line.at > since && line.from !== 'user').length
}
