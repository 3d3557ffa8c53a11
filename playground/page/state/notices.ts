import { signal } from '@preact/signals'

export type Notice = { id: number; text: string }

/** What the page has to say about itself: refused commands and the like. Newest last. */
export const notices = signal<readonly Notice[]>([])

/** ms; time to read a sentence or two. */
const showFor = 8_000
const maxNotices = 3
let count = 0

/**
 * Shows a notice until it has been read, or is dismissed; the same words are not shown twice. Returns its id.
 *
 * @param isLasting for what holds until something happens: it stays until it is dismissed.
 */
export function notify(text: string, isLasting = false): number {
  count += 1
  const id = count
  const others = notices.peek().filter((notice) => notice.text !== text)
  notices.value = [...others, { id, text }].slice(-maxNotices)
  if (!isLasting) setTimeout(() => dismiss(id), showFor)
  return id
}

/** Takes a notice away. */
export function dismiss(id: number): void {
  notices.value = notices.peek().filter((notice) => notice.id !== id)
}
