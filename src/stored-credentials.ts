import { createHash } from 'node:crypto'
import type { HandlerProps } from './bp'
import { withLock } from './lock'
import type { Memory } from './memory'
import { answerOfBotpress, persistently } from './persistently'
import type { Settings } from './settings'
import { type Credentials, credentialsState } from './state'
import { timing } from './timing'
import { within } from './within'

/** Where credentials are kept: Botpress' state, for all processes, and the memory of this one. */
export type Place = HandlerProps & { settings: Settings; memory: Memory }

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

const connectedAt = (credentials: Credentials | undefined) => credentials?.connectedAt ?? 0

/** Whether somebody has connected anew in place of `before`. Earlier versions did not note when. */
function takesThePlaceOf(now: Credentials, before: Credentials): boolean {
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
  if (known && known.portalId !== credentials.portalId) {
    memory.channel = undefined
    memory.accounts = undefined
  }
  memory.credentials = credentials
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
  if (memory.heeding === undefined || now - memory.heeding.since > trust) {
    const heeding = { since: now, done: heed(place) }
    memory.heeding = heeding
    heeding.done.catch(() => {
      if (memory.heeding === heeding) memory.heeding = undefined
    })
  }
  await memory.heeding.done
}

async function heed(place: Place): Promise<void> {
  const { memory } = place
  const stored = await storedCredentials(place)
  const known = memory.credentials
  if (stored === undefined || known === undefined) return
  if (isOfLeftAccount(stored, known)) memory.unstored = { credentials: known, inPlaceOf: stored }
  else if (takesThePlaceOf(stored, known)) remember(place, stored)
}

/**
 * Runs what changes the stored credentials while no other process does so: HubSpot may take back a refresh token that was
 * used, and what is written last stays. A turn that cannot be had in time makes nothing worse: it is done without.
 *
 * @param deadline epoch ms; a third of the time until then may be spent on waiting.
 */
export async function inTurn<T>({ client, ctx }: Place, deadline: number, action: () => Promise<T>): Promise<T> {
  const patience = Math.max(0, Math.min(timing.lockPatience, (deadline - Date.now()) / 3))
  const target = { type: 'integration', id: ctx.integrationId, name: 'credentialsLock' } as const
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let turn: Promise<void> = Promise.resolve()
  const begun = new Promise<void>((resolve) => {
    turn = withLock(client, target, { lease: timing.lockLease, patience, pause: timing.lockPause }, () => {
      resolve()
      return ended
      // Whoever holds it for too long, or Botpress having a fault, is no reason to go without a token.
    }).catch(() => resolve())
  })
  try {
    // Should the lock be had after that, it is given back at once.
    await within(Date.now() + patience + timing.lockPause, 'wait', begun).catch(() => undefined)
    return await action()
  } finally {
    end()
    // What is not given back ends by itself.
    await within(Date.now() + timing.creation, 'give the turn back', turn).catch(() => undefined)
  }
}

/**
 * Stores what HubSpot has just given out, as often as it takes within half of the time there is. If that fails, this
 * process goes on with it and stores it at the next use: HubSpot may have taken back the refresh token that others know.
 *
 * @param before what was renewed; undefined when it was the configured refresh token.
 * @returns what is to be used: the bot's owner may have connected another account meanwhile.
 */
export async function storeRenewed(
  place: Place,
  before: Credentials | undefined,
  renewed: Credentials,
  deadline: number,
): Promise<Credentials> {
  const until = Date.now() + Math.min(timing.renewalNoting, (deadline - Date.now()) / 2)
  let inPlaceOf = before
  let dated = renewed
  try {
    return await untilStored(until, async () => {
      const now = await credentialsState.read(place)
      inPlaceOf = now
      // A request that began under an earlier configuration has use for its own token only.
      if (now && before && takesThePlaceOf(now, before)) return isOurs(place, now) ? now : renewed
      dated = { ...renewed, ...sinceWhen(place, before, now) }
      await credentialsState.writeOnce(place, dated)
      place.memory.unstored = undefined
      return dated
    })
  } catch (error) {
    place.memory.unstored = { credentials: dated, inPlaceOf }
    place.logger.forBot().warn('The renewed HubSpot token could not be stored in Botpress yet: %s', nameOf(error))
    return dated
  }
}

/** A renewal leaves open when the account was connected; a refresh token that is used first has just been configured. */
function sinceWhen(
  place: Place,
  before: Credentials | undefined,
  now: Credentials | undefined,
): Pick<Credentials, 'connectedAt'> {
  const same = before ?? (now && isOurs(place, now) ? now : undefined)
  if (same) return same.connectedAt === undefined ? {} : { connectedAt: same.connectedAt }
  return { connectedAt: Math.max(Date.now(), connectedAt(now) + 1) }
}

/** To be called when credentials are used: stores what could not be stored, unless somebody else has renewed since. */
export async function storeIfOwed(place: Place): Promise<void> {
  const { memory } = place
  const owed = memory.unstored
  if (owed === undefined || memory.isStoring) return
  memory.isStoring = true
  const until = Date.now() + timing.storingAgain
  try {
    await within(
      until,
      'store',
      inTurn(place, until, () => storeOwed(place, owed)),
    )
  } catch {
    // The owner was told when it failed first; what is used next tries again.
  } finally {
    memory.isStoring = false
  }
}

async function storeOwed(place: Place, owed: NonNullable<Memory['unstored']>): Promise<void> {
  const now = await credentialsState.read(place)
  const isUntouched = now?.accessToken === owed.inPlaceOf?.accessToken
  if (isUntouched) await credentialsState.writeOnce(place, owed.credentials)
  if (place.memory.unstored === owed) place.memory.unstored = undefined
}

/**
 * Takes over what HubSpot granted on the connect page, for all processes. Only where no refresh token is configured,
 * which would win.
 *
 * @throws what Botpress answers when it cannot be stored.
 */
export async function adoptCredentials(
  place: Place,
  granted: Omit<Credentials, 'configuredTokenHash' | 'connectedAt'>,
): Promise<void> {
  const until = Date.now() + timing.renewalNoting
  await inTurn(place, until, async () => {
    const credentials = await untilStored(until, async () => {
      const since = Math.max(Date.now(), connectedAt(await credentialsState.read(place)) + 1)
      const adopted = { ...granted, configuredTokenHash: '', connectedAt: since }
      await credentialsState.writeOnce(place, adopted)
      return adopted
    })
    place.memory.unstored = undefined
    remember(place, credentials)
  })
}

/** Each attempt once: what is repeated by the client itself could land after the turn is over. */
function untilStored(until: number, attempt: () => Promise<Credentials>): Promise<Credentials> {
  const isFinal = (error: unknown) => answerOfBotpress(error) === 'no'
  return persistently({ until, pause: timing.replyPause, isFinal }, () => within(until, 'store the token', attempt()))
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown fault')
