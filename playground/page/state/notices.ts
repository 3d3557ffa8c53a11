import { signal } from '@preact/signals'

export type Notice = { id: number; text: string }

/** What the page has to say about itself: refused commands and the like. Newest last. */
export const notices = signal<readonly Notice[]>([])

let count = 0
const maxNotices = 3

/** Shows a notice until it is dismissed; the same words are not shown twice. */
export function notify(text: string): void {
  count += 1
  const others = notices.peek().filter((notice) => notice.text !== text)
  notices.value = [...others, { id: count, text }].slice(-maxNotices)
}

/** Takes a notice away. */
export function dismiss(id: number): void {
  notices.value = notices.peek().filter((notice) => notice.id !== id)
}
