import QuickLRU from 'quick-lru'
import type { ChannelState, ConnectedAccount, Credentials, LogSettings } from './states'

/**
 * What this process remembers of an installation. Only a cache: everything here is also in Botpress' state or in
 * HubSpot, and another process may have changed it there. It is changed by `note` alone.
 */
export type Memory = {
  readonly credentials?: Credentials | undefined
  /** The one token refresh under way in this process. */
  readonly refreshing?: Promise<Credentials> | undefined
  /** What this process renewed and could not store yet, and what was stored then in its place. */
  readonly unstored?: { credentials: Credentials; inPlaceOf: Credentials | undefined } | undefined
  readonly isStoring?: boolean
  /** The last look, or the one under way, at which account is connected; epoch ms at which it began. */
  readonly heeding?: { since: number; done: Promise<void> } | undefined
  /** Accounts other than the connected one that events came from, and what is known of them. */
  readonly otherAccounts?: QuickLRU<string, 'left' | 'stranger'>
  readonly channel?: ChannelState | undefined
  /** The webhook URL that was stored when it was looked up for a signature that did not fit; epoch ms of the answer. */
  readonly storedUrl?: { url: string | undefined; readAt: number }
  /** The look at the stored webhook URL that is under way. */
  readonly urlReading?: Promise<void> | undefined
  readonly accounts?: ConnectedAccount[] | undefined
  /** How the interaction log was set when it was last read (epoch ms). */
  readonly log?: { settings: LogSettings; readAt: number } | undefined
  /** When this process last tried logs that are owed; epoch ms. */
  readonly owedTriedAt?: number
}

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
