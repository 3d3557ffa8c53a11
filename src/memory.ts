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
  channel?: ChannelState | undefined
  /** When the stored webhook URL was last looked up for a signature that did not fit; epoch ms. */
  urlReadAt?: number
  accounts?: ConnectedAccount[] | undefined
  /** When the account was last looked up because events of another one came in; epoch ms. */
  portalReadAt?: number
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
