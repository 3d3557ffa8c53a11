import { createHash } from 'node:crypto'
import QuickLRU from 'quick-lru'
import type { Context } from './bp'
import type { ChannelState, ConnectedAccount, Credentials } from './state'

/**
 * What this process remembers of an installation. Only a cache: everything here is also in Botpress' state or in
 * HubSpot, and another process may have changed it there.
 */
export type Memory = {
  credentials?: Credentials | undefined
  /** The one token refresh under way in this process. */
  refreshing?: Promise<Credentials> | undefined
  /** What this process renewed and could not store yet, and what was stored then in its place. */
  unstored?: { credentials: Credentials; inPlaceOf: Credentials | undefined } | undefined
  isStoring?: boolean
  /** The last look, or the one under way, at which account is connected; epoch ms at which it began. */
  heeding?: { since: number; done: Promise<void> } | undefined
  /** Accounts other than the connected one that events came from, and what is known of them. */
  otherAccounts?: QuickLRU<string, 'left' | 'stranger'>
  channel?: ChannelState | undefined
  /** The webhook URL that was stored when it was looked up for a signature that did not fit; epoch ms of the answer. */
  storedUrl?: { url: string | undefined; readAt: number }
  /** The look at the stored webhook URL that is under way. */
  urlReading?: Promise<void> | undefined
  accounts?: ConnectedAccount[] | undefined
}

const memories = new QuickLRU<string, Memory>({ maxSize: 1_000 })

/**
 * Names an installation with its configuration: one process serves many installations, and nothing that was learnt under
 * one configuration holds under the next.
 */
export function installationKey(ctx: Context): string {
  const configuration = createHash('sha256').update(JSON.stringify(ctx.configuration)).digest('hex').slice(0, 16)
  return `${ctx.webhookId}:${configuration}`
}

export function memoryOf(key: string): Memory {
  const known = memories.get(key)
  if (known) return known
  const fresh: Memory = {}
  memories.set(key, fresh)
  return fresh
}
