import { Interrupt } from '../../../../core/pages/interrupt'
import { superseded } from '../../../../core/pages/problems'
import type { Ticket } from '../../../../core/pages/tickets'
import { startAddress } from '../../../../core/pages/visit'
import { NotConnectedError, neverConnected } from '../installation/not-connected'
import { connectedOnPage, tokenSource } from '../installation/tokens'
import { type Caller, callerFor } from '../salesiq/caller'
import { refreshToken } from '../salesiq/oauth'
import { isRegion, type Region } from '../salesiq/regions'
import { timing } from '../timing'
import { type Grant, readRemembered, setGrant } from './remembered'
import type { Visit } from './visit'

/** A page about what is connected already, and no grant of Zoho's just now. */
export const theConnectedOne = 'connected'

/** What a brand is chosen with: what Zoho has just granted, or what is connected already. */
export type Access = {
  region: Region
  /** Undefined where nobody has named the portal yet. */
  screenName: string | undefined
  grant: Grant | undefined
  /** Calls a portal by its screen name. */
  callerOf(screenName: string): Caller
}

/**
 * What a page goes by.
 *
 * @throws {Interrupt} when the grant the page is about is not waiting any more; {NotConnectedError} when the connection it
 * is about is gone.
 */
export async function accessFor(visit: Visit, ticket: Ticket): Promise<Access> {
  return ticket.id === theConnectedOne ? connectedAccess(visit) : grantedAccess(visit, ticket)
}

async function connectedAccess({ installation }: Visit): Promise<Access> {
  const { settings } = installation
  const connection = await connectedOnPage(installation)
  if (connection === undefined) throw new NotConnectedError(neverConnected, settings)
  const region = regionOf(connection, settings.client.region)
  const tokens = tokenSource(installation)
  return {
    region,
    screenName: settings.screenName ?? connection.screenName,
    grant: undefined,
    callerOf: (screenName) => callerFor(tokens, { region, screenName }),
  }
}

async function grantedAccess(visit: Visit, ticket: Ticket): Promise<Access> {
  const { installation } = visit
  const { settings } = installation
  const { grant: waiting } = await readRemembered(installation)
  if (waiting?.id !== ticket.id) throw new Interrupt(superseded(startAddress(visit, ticket)))
  const region = regionOf(waiting, settings.client.region)
  const grant = waiting.expiresAt - timing.tokenReserve > Date.now() ? waiting : await renew(visit, waiting, region)
  const token = async () => grant.accessToken
  return {
    region,
    screenName: settings.screenName ?? (grant.screenName || undefined),
    grant,
    callerOf: (screenName) => callerFor({ token, renewed: token }, { region, screenName }),
  }
}

/** Access tokens last an hour, and people take their time. */
async function renew({ installation, deadline }: Visit, grant: Grant, region: Region): Promise<Grant> {
  const client = { ...installation.settings.client, region }
  const { accessToken, expiresIn } = await refreshToken(client, grant.refreshToken, deadline)
  const renewed = { ...grant, accessToken, expiresAt: Date.now() + expiresIn * 1000 }
  await setGrant(installation, renewed)
  return renewed
}

const regionOf = ({ region }: { region: string }, otherwise: Region): Region => (isRegion(region) ? region : otherwise)
