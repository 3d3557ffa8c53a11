import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RuntimeError } from '@botpress/sdk'
import type { HandlerProps } from './bp'
import type { TokenSource } from './hubspot/caller'
import { HubSpotError } from './hubspot/errors'
import { introspect, refreshTokens } from './hubspot/oauth'
import type { Memory } from './memory'
import { NotConnectedError } from './not-connected'
import type { Settings } from './settings'
import { type Credentials, credentialsState } from './state'
import { timing } from './timing'

type Place = HandlerProps & { settings: Settings; memory: Memory }

/**
 * The access tokens of an installation: from this process' memory, else from state, else from HubSpot. At most one
 * refresh at a time per installation and process; other processes are heeded through state.
 */
export function tokenSource(place: Place): TokenSource {
  return {
    token: async (deadline) => (await currentCredentials(place, deadline)).accessToken,
    renewed: async (rejected, deadline) => (await currentCredentials(place, deadline, rejected)).accessToken,
  }
}

/**
 * Credentials that are good for now.
 *
 * @param deadline epoch ms until which to ask HubSpot for a new token.
 * @param rejected an access token that HubSpot just refused.
 * @throws {RuntimeError} when there is nothing to connect with, or HubSpot refuses what there is.
 * @throws {HubSpotError} on a passing fault.
 */
export async function currentCredentials(place: Place, deadline: number, rejected?: string): Promise<Credentials> {
  const { memory } = place
  if (memory.credentials && isUsable(memory.credentials, rejected) && isOurs(place, memory.credentials)) {
    return memory.credentials
  }
  const isShared = memory.refreshing !== undefined
  memory.refreshing ??= renew(place, deadline, rejected).finally(() => {
    memory.refreshing = undefined
  })
  try {
    memory.credentials = await memory.refreshing
  } catch (error) {
    // Whoever began it may have had less time than there is here.
    const hasTime = isShared && error instanceof HubSpotError && error.passing && Date.now() < deadline
    if (!hasTime) throw error
    return currentCredentials(place, deadline, rejected)
  }
  // A refresh that another call had begun can end in the very token that was refused to this one.
  return memory.credentials.accessToken === rejected ? renewOnce(place, deadline, rejected) : memory.credentials
}

async function renewOnce(place: Place, deadline: number, rejected: string): Promise<Credentials> {
  place.memory.credentials = await renew(place, deadline, rejected)
  return place.memory.credentials
}

function isUsable(credentials: Credentials, rejected: string | undefined): boolean {
  return credentials.accessToken !== rejected && credentials.expiresAt - timing.tokenReserve > Date.now()
}

/** A refresh token typed into the configuration wins over the stored one once it has changed. */
function isOurs({ settings }: Place, credentials: Credentials): boolean {
  return settings.refreshToken === undefined || hash(settings.refreshToken) === credentials.configuredTokenHash
}

async function renew(place: Place, deadline: number, rejected: string | undefined): Promise<Credentials> {
  const stored = await storedCredentials(place)
  return stored && isUsable(stored, rejected) ? stored : refreshFrom(place, stored, deadline, rejected)
}

/**
 * Credentials fresh from HubSpot, whatever is stored: shows whether client ID, client secret and refresh token are good.
 *
 * @throws as `currentCredentials`.
 */
export async function freshCredentials(place: Place, deadline: number): Promise<Credentials> {
  const stored = await storedCredentials(place)
  place.memory.credentials = await refreshFrom(place, stored, deadline, stored?.accessToken)
  return place.memory.credentials
}

async function refreshFrom(
  place: Place,
  stored: Credentials | undefined,
  deadline: number,
  rejected: string | undefined,
): Promise<Credentials> {
  const refreshToken = stored?.refreshToken ?? place.settings.refreshToken
  if (refreshToken === undefined) {
    throw new NotConnectedError('nobody has installed its app for this bot yet.', place.settings)
  }
  try {
    return await refresh(place, refreshToken, stored, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.outcome !== 'refused') throw error
    return afterRefusal(place, refreshToken, deadline, rejected, error)
  }
}

/** The credentials in state, if they come from what is configured now; they may be out of date. */
export async function storedCredentials(place: Place): Promise<Credentials | undefined> {
  const stored = await credentialsState.read(place)
  return stored && isOurs(place, stored) ? stored : undefined
}

/** Another process may have refreshed or reconnected meanwhile; failing that, what is configured is tried. */
async function afterRefusal(
  place: Place,
  refused: string,
  deadline: number,
  rejected: string | undefined,
  error: HubSpotError,
): Promise<Credentials> {
  const stored = await renewedElsewhere(place, refused)
  if (stored && isUsable(stored, rejected)) return stored
  const other = stored?.refreshToken ?? place.settings.refreshToken
  if (other === undefined || other === refused) throw refusalOf(place.settings, error)
  try {
    return await refresh(place, other, stored, deadline)
  } catch (again) {
    throw again instanceof HubSpotError && again.outcome === 'refused' ? refusalOf(place.settings, again) : again
  }
}

/** What another process stored instead of the refused refresh token; it may be just about to. */
async function renewedElsewhere(place: Place, refused: string): Promise<Credentials | undefined> {
  for (let look = 0; look < 8; look += 1) {
    const stored = await storedCredentials(place)
    // Nothing stored means that nobody else has renewed anything.
    if (stored === undefined) return undefined
    if (stored.refreshToken !== refused) return stored
    // HubSpot never handed out another token than the configured one, so nobody is about to store one.
    if (stored.configuredTokenHash === hash(refused)) return undefined
    await sleep(timing.renewalPause)
  }
  return undefined
}

async function refresh(
  place: Place,
  refreshToken: string,
  stored: Credentials | undefined,
  deadline: number,
): Promise<Credentials> {
  const { app, refreshToken: configured } = place.settings
  const tokens = await refreshTokens(app, refreshToken, deadline)
  const portalId = tokens.portalId ?? stored?.portalId ?? (await introspect(app, tokens.accessToken, deadline)).portalId
  if (!portalId) throw new HubSpotError('renew the access token', { reason: 'it does not say whose account it is for' })
  const connected = await storedCredentials(place)
  // The bot's owner connected another account meanwhile: the old one's tokens must not come back.
  if (stored && connected && stored.portalId === portalId && connected.portalId !== portalId) return connected
  const credentials: Credentials = {
    refreshToken: tokens.refreshToken,
    accessToken: tokens.accessToken,
    expiresAt: Date.now() + tokens.expiresIn * 1000,
    portalId,
    configuredTokenHash: configured === undefined ? '' : hash(configured),
  }
  await credentialsState.write(place, credentials).catch((error: unknown) => {
    // What was just obtained is good, and HubSpot keeps the older refresh token alive: the next process refreshes again.
    place.logger.forBot().warn('The renewed HubSpot token could not be stored in Botpress: %s', nameOf(error))
  })
  return credentials
}

/**
 * Takes over what HubSpot granted on the connect page, for all processes. Only where no refresh token is configured,
 * which would win.
 */
export async function adoptCredentials(place: Place, granted: Omit<Credentials, 'configuredTokenHash'>): Promise<void> {
  const credentials = { ...granted, configuredTokenHash: '' }
  await credentialsState.write(place, credentials)
  place.memory.credentials = credentials
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown fault')

const hash = (token: string) => createHash('sha256').update(token).digest('hex')

/** Says which field of the configuration HubSpot does not accept (error codes: HubSpot's OAuth documentation). */
function refusalOf(settings: Settings, error: HubSpotError): RuntimeError {
  if (isClientRefusal(error)) return clientRefusal(error)
  if (settings.refreshToken === undefined) {
    const why = 'the access that was granted was revoked, is for another app, or the app was uninstalled.'
    return new NotConnectedError(`${why} (${error.message})`, settings)
  }
  return new RuntimeError(
    `HubSpot does not accept the refresh token: it was revoked, belongs to another app, or the app was uninstalled. Install the app again and put a new one into "Refresh token", or empty that field, save, and follow the link in the log. ${error.message}`,
  )
}

/** Whether HubSpot does not accept the app's own credentials. */
export const isClientRefusal = (error: HubSpotError): boolean => error.oauthError === 'invalid_client'

export function clientRefusal(error: HubSpotError): RuntimeError {
  return new RuntimeError(
    `HubSpot does not accept "Client ID" or "Client secret". Copy both again from the app's Auth tab. ${error.message}`,
  )
}
