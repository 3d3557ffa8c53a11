import { createHash } from 'node:crypto'
import type { Client, Logger } from '../../core/botpress'
import type { Context } from '../bp'
import { type Memory, note } from './memory'
import type { Settings } from './settings'
import { type Credentials, credentialsState } from './states'

/** Where credentials are kept: Botpress' state, for all processes, and the memory of this one. */
export type Place = { ctx: Context; client: Client; logger: Logger; settings: Settings; memory: Memory }

/** The credentials in state, if they come from what is configured now; they may be out of date. */
export async function storedCredentials(place: Place): Promise<Credentials | undefined> {
  const stored = await credentialsState.read(place)
  return stored && isOurs(place, stored) ? stored : undefined
}

/** A refresh token typed into the configuration wins over the stored one once it has changed. */
export function isOurs({ settings }: Place, credentials: Credentials): boolean {
  return settings.refreshToken === undefined || hash(settings.refreshToken) === credentials.configuredTokenHash
}

export const hash = (token: string) => createHash('sha256').update(token).digest('hex')

/** Epoch ms; 0 where an earlier version did not note it. */
export const connectedAt = (credentials: Credentials | undefined) => credentials?.connectedAt ?? 0

/** Whether somebody has connected anew in place of `before`. */
export function takesThePlaceOf(now: Credentials, before: Credentials): boolean {
  const [since, until] = [connectedAt(now), connectedAt(before)]
  return since > until || (since === until && now.portalId !== before.portalId)
}

/** Whether `stored` is of an account that was left for the one of `known`: its last renewal was written too late. */
function isOfLeftAccount(stored: Credentials, known: Credentials): boolean {
  return stored.portalId !== known.portalId && connectedAt(stored) < connectedAt(known)
}

/**
 * What to renew: what this process could not store yet is newer than what is stored, and an account that was left never
 * comes back.
 */
export function newestOf({ memory }: Place, stored: Credentials | undefined): Credentials | undefined {
  const { unstored, credentials: known } = memory
  if (unstored && unstored.inPlaceOf?.accessToken === stored?.accessToken) return unstored.credentials
  return stored && known && isOfLeftAccount(stored, known) ? known : stored
}

/** Remembers credentials, unless those that are remembered were connected later; what belongs to another account goes. */
export function remember({ memory }: Place, credentials: Credentials): Credentials {
  const known = memory.credentials
  if (known && isOfLeftAccount(credentials, known)) return known
  if (known && known.portalId !== credentials.portalId) note(memory, { channel: undefined, accounts: undefined })
  note(memory, { credentials })
  return credentials
}

/**
 * On the connect page the bot's owner can change to another HubSpot account, of which a process that remembers the old
 * one hears nothing. With a configured refresh token that cannot happen, and costs no look. Looks at the same time are one.
 *
 * @param trust ms that an earlier look may be old.
 * @throws what Botpress answers when it does not say; the next one looks again.
 */
export async function heedReconnection(place: Place, trust = 0): Promise<void> {
  const { settings, memory } = place
  if (settings.refreshToken !== undefined || memory.credentials === undefined) return
  const now = Date.now()
  const last = memory.heeding
  if (last !== undefined && now - last.since <= trust) return last.done
  const heeding = { since: now, done: heed(place) }
  note(memory, { heeding })
  heeding.done.catch(() => {
    if (memory.heeding === heeding) note(memory, { heeding: undefined })
  })
  await heeding.done
}

async function heed(place: Place): Promise<void> {
  const { memory } = place
  const stored = await storedCredentials(place)
  const known = memory.credentials
  if (stored === undefined || known === undefined) return
  if (isOfLeftAccount(stored, known)) note(memory, { unstored: { credentials: known, inPlaceOf: stored } })
  else if (takesThePlaceOf(stored, known)) remember(place, stored)
}
