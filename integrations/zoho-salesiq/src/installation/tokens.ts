import { RuntimeError } from '@botpress/sdk'
import { DeskError } from '../../../../core/desk'
import { LockedError, withLock } from '../../../../core/platform/lock'
import { reasonOf } from '../../../../core/platform/reason'
import type { TokenSource } from '../salesiq/caller'
import { SalesIqError } from '../salesiq/errors'
import { type ClientCredentials, refreshToken as refreshFrom } from '../salesiq/oauth'
import { isRegion } from '../salesiq/regions'
import { timing } from '../timing'
import { note } from './memory'
import { NotConnectedError, neverConnected } from './not-connected'
import { fingerprint, type Place } from './place'
import { type Connection, type Credentials, connectionState, credentialsState } from './states'

/**
 * The access tokens of an installation: from this process' memory, else from state, else from Zoho. Zoho gives out ten in
 * ten minutes and locks out who asks for more, so there is one refresh at a time over all processes, and none while it
 * says that there were too many.
 */
export function tokenSource(place: Place): TokenSource {
  const tokenOf = async (deadline: number, rejected?: string) =>
    (await currentCredentials(place, deadline, rejected)).accessToken
  return { token: (deadline) => tokenOf(deadline), renewed: (rejected, deadline) => tokenOf(deadline, rejected) }
}

/**
 * Credentials that are good for now.
 *
 * @param deadline epoch ms until which to ask Zoho.
 * @param rejected an access token that SalesIQ just refused.
 * @throws {RuntimeError} when there is nothing to connect with, or Zoho refuses what there is.
 * @throws {SalesIqError} on a passing fault.
 */
export async function currentCredentials(place: Place, deadline: number, rejected?: string): Promise<Credentials> {
  const { memory } = place
  if (memory.credentials && isUsable(place, memory.credentials, rejected)) return memory.credentials
  const isShared = memory.refreshing !== undefined
  const refreshing =
    memory.refreshing ??
    renew(place, deadline, rejected).finally(() => {
      note(memory, { refreshing: undefined })
    })
  note(memory, { refreshing })
  let renewed: Credentials
  try {
    renewed = await refreshing
  } catch (error) {
    // Whoever began it may have had less time than there is here.
    const hasTime = isShared && error instanceof DeskError && error.passing && Date.now() < deadline
    if (!hasTime) throw error
    return currentCredentials(place, deadline, rejected)
  }
  note(memory, { credentials: renewed })
  // A refresh that another call had begun can end in the very token that was refused to this one.
  if (renewed.accessToken !== rejected) return renewed
  const again = await renew(place, deadline, rejected)
  note(memory, { credentials: again })
  return again
}

/** Of another client, or of another token than the one that is typed in, it does not count. */
function isUsable(
  { settings }: Place,
  credentials: Credentials,
  rejected: string | undefined,
  until: (credentials: Credentials) => number = ({ renewAt }) => renewAt,
): boolean {
  const [client, refresh] = credentials.from.split('.')
  const isOfClient = client === fingerprintOf(settings.client)
  const isOfToken = settings.refreshToken === undefined || refresh === fingerprint(settings.refreshToken)
  const isGood = credentials.accessToken !== rejected && until(credentials) > Date.now()
  return isOfClient && isOfToken && isGood
}

const fingerprintOf = ({ clientId, clientSecret }: ClientCredentials) => fingerprint(`${clientId}\n${clientSecret}`)

/** What credentials come from, so that it shows when they do not any more. */
const originOf = (client: ClientCredentials, refreshToken: string) =>
  `${fingerprintOf(client)}.${fingerprint(refreshToken)}`

async function renew(place: Place, deadline: number, rejected: string | undefined): Promise<Credentials> {
  const stored = await credentialsState.read(place)
  if (stored && isUsable(place, stored, rejected)) return stored
  const patience = Math.max(0, Math.min(timing.lockPatience, (deadline - Date.now()) / 2))
  const target = { type: 'integration', id: place.ctx.integrationId, name: 'credentialsLock' } as const
  const terms = { lease: timing.lockLease + timing.salesiqTimeout, patience, pause: timing.lockPause }
  try {
    return await withLock(place.client, target, terms, async () => {
      // Whoever had the turn before may have renewed them.
      const now = await credentialsState.read(place)
      return now && isUsable(place, now, rejected) ? now : refresh(place, now, deadline, rejected)
    })
  } catch (error) {
    // Whoever holds it for too long is no reason to go without a token that is good for some minutes yet.
    if (error instanceof LockedError || (error instanceof DeskError && error.passing)) {
      const now = await credentialsState.read(place)
      if (now && isUsable(place, now, rejected, ({ expiresAt }) => expiresAt)) return now
    }
    throw error instanceof LockedError ? busy(error) : error
  }
}

const busy = (error: LockedError) => new SalesIqError('renew the access token', { status: 503, reason: error.message })

async function refresh(
  place: Place,
  stored: Credentials | undefined,
  deadline: number,
  rejected: string | undefined,
): Promise<Credentials> {
  const grant = await grantOf(place)
  // What came of another grant says nothing of this one.
  const before = stored?.from === originOf(grant.client, grant.refreshToken) ? stored : undefined
  const issued = (before?.issued ?? []).filter((at) => Date.now() - at < tokenWindow.ms)
  const isThrottled = (before?.throttledUntil ?? 0) > Date.now()
  if (isThrottled || issued.length >= tokenWindow.most) throw throttled()
  try {
    return await storeRenewed(place, grant, issued, deadline)
  } catch (error) {
    if (!(error instanceof SalesIqError)) throw error
    if (isThrottle(error)) await noteThrottle(place, before, grant)
    throw error.passing ? error : refusalOf(place, error, rejected)
  }
}

/** What tokens are got with: what is typed in, else what was granted on the connect page. */
type Grant = { client: ClientCredentials; refreshToken: string }

async function grantOf(place: Place): Promise<Grant> {
  const { settings } = place
  if (settings.refreshToken !== undefined) return { client: settings.client, refreshToken: settings.refreshToken }
  const connection = await connectedOnPage(place)
  if (connection === undefined) {
    throw new NotConnectedError(neverConnected, settings)
  }
  const region = isRegion(connection.region) ? connection.region : settings.client.region
  return { client: { ...settings.client, region }, refreshToken: connection.refreshToken }
}

/** What was connected on the connect page with the client that is configured now; undefined where nothing was. */
export async function connectedOnPage(place: Place): Promise<Connection | undefined> {
  const connection = await connectionState.read(place)
  return connection?.clientId === place.settings.client.clientId ? connection : undefined
}

/**
 * Zoho gives out ten tokens in ten minutes (Zoho's limits of OAuth tokens), and locks out who asks for more; one is left for
 * whoever else has the same refresh token. Not scaled: the clock is Zoho's.
 */
const tokenWindow = { ms: 600_000, most: 9 }

/** @param issued when tokens were got lately; epoch ms. */
async function storeRenewed(
  place: Place,
  { client, refreshToken }: Grant,
  issued: readonly number[],
  deadline: number,
): Promise<Credentials> {
  const { accessToken, expiresIn } = await refreshFrom(client, refreshToken, deadline)
  const fresh = lasting(accessToken, Date.now() + expiresIn * 1000, originOf(client, refreshToken))
  const credentials = { ...fresh, issued: [...issued, Date.now()] }
  try {
    await credentialsState.writeOnce(place, credentials)
  } catch (error) {
    // This process has it; another one gets one of its own.
    place.logger.warn('A new access token could not be stored. %s', reasonOf(error))
  }
  return credentials
}

/** Some minutes before it ends it is renewed; one that lives no longer than that, in the middle of its life. */
function lasting(accessToken: string, expiresAt: number, from: string): Credentials {
  const life = expiresAt - Date.now()
  return { accessToken, expiresAt, renewAt: expiresAt - Math.min(timing.tokenReserve, life / 2), from }
}

const isThrottle = ({ oauthError, passing }: SalesIqError) => passing && /access denied/i.test(oauthError ?? '')

const throttled = () => new SalesIqError('renew the access token', { status: 400, body: { error: 'Access Denied' } })

async function noteThrottle(
  place: Place,
  stored: Credentials | undefined,
  { client, refreshToken }: Grant,
): Promise<void> {
  const before = stored ?? { accessToken: '', expiresAt: 0, renewAt: 0 }
  const throttledUntil = Date.now() + timing.throttlePause
  const noting = credentialsState.writeOnce(place, { ...before, from: originOf(client, refreshToken), throttledUntil })
  // Asking once more is all that it costs.
  await noting.catch(() => undefined)
}

/** Says which field of the configuration Zoho does not accept. */
function refusalOf({ settings }: Place, error: SalesIqError, rejected: string | undefined): RuntimeError {
  const why = rejected === undefined ? '' : 'SalesIQ refused the access token, and no other could be had. '
  const isOfClient = /^invalid_client/.test(error.oauthError ?? '')
  if (isOfClient || settings.refreshToken !== undefined)
    return new RuntimeError(`${why}${error.message} ${error.advice}`)
  return new NotConnectedError(
    `${why}the access that was granted was revoked, is another client's, or was pushed out by newer ones. (${error.message})`,
    settings,
  )
}

/** Takes over what Zoho granted on the connect page, for all processes. Only where no refresh token is configured. */
export async function adoptGrant(
  place: Place,
  connection: Connection,
  { accessToken, expiresAt }: Pick<Credentials, 'accessToken' | 'expiresAt'>,
): Promise<void> {
  const target = { type: 'integration', id: place.ctx.integrationId, name: 'credentialsLock' } as const
  const terms = { lease: timing.lockLease, patience: timing.lockPatience, pause: timing.lockPause }
  await withLock(place.client, target, terms, async () => {
    await connectionState.write(place, connection)
    const granted = lasting(accessToken, expiresAt, originOf(place.settings.client, connection.refreshToken))
    await credentialsState.write(place, granted)
    note(place.memory, { credentials: granted })
  })
}

/**
 * On the connect page somebody can give consent for another portal, of which a process that remembers the former one's token
 * hears nothing. With a configured refresh token that cannot happen, and costs no look.
 */
export async function heedGrant(place: Place): Promise<void> {
  const { settings, memory } = place
  if (settings.refreshToken !== undefined || memory.credentials === undefined) return
  const stored = await credentialsState.read(place)
  if (stored?.from !== memory.credentials.from) note(memory, { credentials: undefined })
}
