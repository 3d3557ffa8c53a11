import QuickLRU from 'quick-lru'

/**
 * HubSpot's messages that this process has brought to their end: agents' replies that were delivered, and what it published
 * itself. What is not known here may have been handled by another process.
 */
const known = new QuickLRU<string, true>({ maxSize: 20_000 })

type Place = { key: string }

export function noteKnownMessage({ key }: Place, messageId: string): void {
  known.set(`${key}:${messageId}`, true)
}

export function isKnownMessage({ key }: Place, messageId: string): boolean {
  return known.has(`${key}:${messageId}`)
}
