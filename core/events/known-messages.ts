import QuickLRU from 'quick-lru'

/**
 * The desk's messages that this process has brought to their end: agents' replies that were delivered, and what it sent
 * itself. What is not known here may have been handled by another process.
 */
const known = new QuickLRU<string, true>({ maxSize: 5_000 })

type Place = { key: string }

/** Notes that a message has come to its end. */
export function noteKnownMessage({ key }: Place, messageId: string): void {
  known.set(`${key}:${messageId}`, true)
}

const underWay = new Map<string, number>()

/** Runs what brings a message to its end, which others can see meanwhile. */
export async function whileUnderWay<T>({ key }: Place, messageId: string, action: () => Promise<T>): Promise<T> {
  const message = `${key}:${messageId}`
  underWay.set(message, (underWay.get(message) ?? 0) + 1)
  try {
    return await action()
  } finally {
    const others = (underWay.get(message) ?? 1) - 1
    if (others > 0) underWay.set(message, others)
    else underWay.delete(message)
  }
}

/** Whether this process is delivering a message right now. */
export function isUnderWay({ key }: Place, messageId: string): boolean {
  return underWay.has(`${key}:${messageId}`)
}

/** Whether a message has come to its end, as far as this process knows. */
export function isKnownMessage({ key }: Place, messageId: string): boolean {
  return known.has(`${key}:${messageId}`)
}
