import QuickLRU from 'quick-lru'
import type { BrandState, Credentials, WebhookState } from './states'

/**
 * What this process remembers of an installation. Only a cache: everything here is also in Botpress' state or in SalesIQ,
 * and another process may have changed it there. It is changed by `note` alone.
 */
export type Memory = {
  readonly credentials?: Credentials | undefined
  /** The one token refresh under way in this process. */
  readonly refreshing?: Promise<Credentials> | undefined
  /** What is set up, and when that was read (epoch ms). */
  readonly brand?: { state: BrandState | undefined; readAt: number } | undefined
  readonly brandReading?: Promise<BrandState | undefined> | undefined
  readonly webhook?: { state: WebhookState | undefined; readAt: number } | undefined
  /** When the keys of the webhook were asked for last, whatever came of it; epoch ms. */
  readonly keysAskedAt?: number
  /** The same of lost deliveries. */
  readonly replayAskedAt?: number
  /** How far SalesIQ's clock is ahead of ours, as far as was seen, and when (epoch ms). */
  readonly clock?: { ahead: number; seenAt: number }
  /** Calls of the operator API that SalesIQ did not allow, and until when they are not tried (epoch ms). */
  readonly shut?: Readonly<Partial<Record<OperatorCall, number>>>
}

/** Calls that an organisation's token may not be allowed to make; each has something else in its place. */
export type OperatorCall = 'look' | 'transcript' | 'note' | 'closeAsVisitor' | 'close'

const memories = new QuickLRU<string, Memory>({ maxSize: 1_000 })

/** @param key of an installation. */
export function memoryOf(key: string): Memory {
  const known = memories.get(key)
  if (known) return known
  const fresh: Memory = {}
  memories.set(key, fresh)
  return fresh
}

/** Remembers; undefined forgets. */
export function note(memory: Memory, changes: { [K in keyof Memory]: Memory[K] | undefined }): void {
  Object.assign(memory, changes)
}
