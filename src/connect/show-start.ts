import { authorizeUrl } from '../hubspot/oauth'
import { accountsState } from '../installation/states'
import { storedCredentials } from '../installation/stored-credentials'
import { optionalScopes, reportScopes, requiredScopes } from '../setup/scopes'
import { theConnectedOne } from './access'
import { type Answer, show } from './answer'
import { readConnection } from './connection'
import { configuredToken } from './pages/problems'
import { type Start, startPage } from './pages/start'
import type { Ticket } from './tickets'
import { addressOf, stateFor, type Visit } from './visit'

/** The page that the link in the log opens. Looking at it changes nothing. */
export async function showStart(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { settings } = visit.installation
  if (settings.refreshToken !== undefined) return show(configuredToken())
  const hubspotUrl = authorizeUrl({
    clientId: settings.app.clientId,
    redirectUri: ticket.url,
    scopes: requiredScopes,
    optionalScopes,
    state: stateFor(visit, ticket),
  })
  return show(
    startPage({
      hubspotUrl,
      redirectUrl: ticket.url,
      channelName: settings.channelName,
      scopes: reportScopes([], settings.contactPolicy),
      now: await connectedNow(visit, ticket),
    }),
  )
}

async function connectedNow(visit: Visit, ticket: Ticket): Promise<Start['now']> {
  const { installation } = visit
  const stored = await storedCredentials(installation)
  if (stored === undefined) return undefined
  const { portalId, portalName } = await readConnection(installation)
  const accounts = (await accountsState.read(installation))?.accounts ?? []
  return {
    account: { portalId: stored.portalId, name: portalId === stored.portalId ? portalName : '' },
    inboxNames: accounts.map(({ inboxName }) => inboxName),
    inboxesUrl: addressOf(visit, 'inboxes', { ...ticket, id: theConnectedOne }),
  }
}
