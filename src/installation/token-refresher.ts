import { setTimeout as sleep } from 'node:timers/promises'
import { RuntimeError } from '@botpress/sdk'
import { LeftAccountError } from '../../core/desk'
import type { TokenSource } from '../hubspot/caller'
import { HubSpotError } from '../hubspot/errors'
import { introspect, refreshTokens } from '../hubspot/oauth'
import { timing } from '../timing'
import { inTurn } from './credentials-turn'
import { note } from './memory'
import { NotConnectedError, neverConnected } from './not-connected'
import type { Settings } from './settings'
import type { Credentials } from './states'
import { storeIfOwed, storeRenewed } from './store-credentials'
import { hash, heedReconnection, isOurs, newestOf, type Place, remember, storedCredentials } from './stored-credentials'

/**
 * The access tokens of an installation: from this process' memory, else from state, else from HubSpot. At most one
 * refresh at a time per installation, over all processes.
 *
 * @param portalId the only HubSpot account to give tokens of; without it, the connected one. For another account they
 * throw a LeftAccountError: a thread's ID may be another thread's there.
 */
export function tokenSource(place: Place, portalId?: string): TokenSource {
  const tokenOf = async (deadline: number, rejected?: string) => {
    const isOfAccount = (given: Credentials) => portalId === undefined || given.portalId === portalId
    const credentials = await currentCredentials(place, deadline, rejected)
    if (isOfAccount(credentials)) return credentials.accessToken
    // Another process may have connected the account again.
    await heedReconnection(place, timing.accountTrust)
    const fresh = await currentCredentials(place, deadline, rejected)
    if (portalId !== undefined && !isOfAccount(fresh)) throw new LeftAccountError('HubSpot', portalId, fresh.portalId)
    return fresh.accessToken
  }
  return { token: (deadline) => tokenOf(deadline), renewed: (rejected, deadline) => tokenOf(deadline, rejected) }
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
  if (memory.unstored) await storeIfOwed(place)
  if (memory.credentials && isUsable(memory.credentials, rejected) && isOurs(place, memory.credentials)) {
    return memory.credentials
  }
  const isShared = memory.refreshing !== undefined
  const refreshing =
    memory.refreshing ??
    renew(place, deadline, rejected).finally(() => {
      note(memory, { refreshing: undefined })
    })
  note(memory, { refreshing })
  let renewed: Credentials
  try {
    renewed = remember(place, await refreshing)
  } catch (error) {
    // Whoever began it may have had less time than there is here.
    const hasTime = isShared && error instanceof HubSpotError && error.passing && Date.now() < deadline
    if (!hasTime) throw error
    return currentCredentials(place, deadline, rejected)
  }
  // A refresh that another call had begun can end in the very token that was refused to this one.
  return renewed.accessToken === rejected ? remember(place, await renew(place, deadline, rejected)) : renewed
}

function isUsable(credentials: Credentials, rejected: string | undefined): boolean {
  return credentials.accessToken !== rejected && credentials.expiresAt - timing.tokenReserve > Date.now()
}

async function renew(place: Place, deadline: number, rejected: string | undefined): Promise<Credentials> {
  const stored = newestOf(place, await storedCredentials(place))
  if (stored && isUsable(stored, rejected)) return stored
  assertConnected(place, stored)
  return inTurn(place, deadline, async () => {
    // Whoever had the turn before may have renewed them.
    const now = newestOf(place, await storedCredentials(place))
    return now && isUsable(now, rejected) ? now : refreshFrom(place, now, deadline, rejected)
  })
}

/** How often another process' renewed token is looked for in state before a refusal is final. */
const mostLooks = 8

/**
 * Credentials fresh from HubSpot, whatever is stored: shows whether client ID, client secret and refresh token are good.
 *
 * @param looks for a token of another process after a refusal; fewer where nothing is lost by a refusal that was told too
 * soon.
 * @throws as `currentCredentials`.
 */
export async function freshCredentials(place: Place, deadline: number, looks = mostLooks): Promise<Credentials> {
  assertConnected(place, newestOf(place, await storedCredentials(place)))
  return inTurn(place, deadline, async () => {
    const stored = newestOf(place, await storedCredentials(place))
    return remember(place, await refreshFrom(place, stored, deadline, stored?.accessToken, looks))
  })
}

/** Without anything to connect with there is nothing to wait for. */
function assertConnected({ settings }: Place, stored: Credentials | undefined): void {
  if (stored !== undefined || settings.refreshToken !== undefined) return
  throw new NotConnectedError(neverConnected, settings)
}

async function refreshFrom(
  place: Place,
  stored: Credentials | undefined,
  deadline: number,
  rejected: string | undefined,
  looks = mostLooks,
): Promise<Credentials> {
  assertConnected(place, stored)
  const refreshToken = stored?.refreshToken ?? place.settings.refreshToken ?? ''
  try {
    return await refresh(place, refreshToken, stored, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.passing) throw error
    return afterRefusal(place, refreshToken, deadline, rejected, { error, looks })
  }
}

/** Another process may have refreshed or reconnected meanwhile; failing that, what is configured is tried. */
async function afterRefusal(
  place: Place,
  refused: string,
  deadline: number,
  rejected: string | undefined,
  { error, looks }: { error: HubSpotError; looks: number },
): Promise<Credentials> {
  const stored = await renewedElsewhere(place, refused, looks)
  if (stored && isUsable(stored, rejected)) return stored
  const other = stored?.refreshToken ?? place.settings.refreshToken
  if (other === undefined || other === refused) throw refusalOf(place.settings, error)
  try {
    return await refresh(place, other, stored, deadline)
  } catch (again) {
    throw again instanceof HubSpotError && !again.passing ? refusalOf(place.settings, again) : again
  }
}

/** What another process stored instead of the refused refresh token; it may be just about to. */
async function renewedElsewhere(place: Place, refused: string, looks: number): Promise<Credentials | undefined> {
  for (let look = 0; look < looks; look += 1) {
    const stored = newestOf(place, await storedCredentials(place))
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
  const told = tokens.portalId ?? stored?.portalId
  const facts = told !== undefined && (app.appId ?? stored?.appId) !== undefined ? undefined : await look()
  const portalId = told ?? facts?.portalId
  const appId = facts?.appId ?? stored?.appId
  if (!portalId) throw new HubSpotError('renew the access token', { reason: 'it does not say whose account it is for' })
  const renewed = {
    refreshToken: tokens.refreshToken,
    accessToken: tokens.accessToken,
    expiresAt: Date.now() + tokens.expiresIn * 1000,
    portalId,
    configuredTokenHash: configured === undefined ? '' : hash(configured),
    ...(appId === undefined ? {} : { appId }),
  }
  return storeRenewed(place, stored, renewed, deadline)

  async function look() {
    try {
      return await introspect(app, tokens.accessToken, deadline)
    } catch (error) {
      // Whose tokens they are has to be known; of which app can be asked again with the next ones.
      if (told === undefined) throw error
      return undefined
    }
  }
}

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
export const isClientRefusal = (error: unknown): boolean =>
  error instanceof HubSpotError && error.oauthError === 'invalid_client'

export function clientRefusal(error: HubSpotError): RuntimeError {
  return new RuntimeError(
    `HubSpot does not accept "Client ID" or "Client secret". Copy both again from the app's Auth tab. ${error.message}`,
  )
}
