import type { Answer } from '../../core/pages/answer'
import type { Checks } from '../../core/pages/parts'
import { configuredToken } from '../../core/pages/problems'
import type { Ticket } from '../../core/pages/tickets'
import { addressOf, startTicket, stateFor } from '../../core/pages/visit'
import { authorizeUrl } from '../hubspot/oauth'
import { accountsState } from '../installation/states'
import { storedCredentials } from '../installation/stored-credentials'
import {
  type AddedFact,
  type AddedGroup,
  optionalScopesFor,
  reportAdded,
  reportScopes,
  requiredScopes,
} from '../setup/scopes'
import { theConnectedOne } from './access'
import { readConnection } from './connection'
import { type Start, startPage } from './pages/start'
import { show } from './product'
import type { Visit } from './visit'

/**
 * The page that the link in the log opens. Looking at it changes nothing: what its boxes choose stands in its address and
 * only decides what HubSpot is asked for.
 */
export async function showStart(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { settings } = visit.installation
  if (settings.refreshToken !== undefined) return show(configuredToken(checksAt(visit, ticket)))
  const { now, granted } = await connectedNow(visit, ticket)
  const added = reportAdded(granted)
  const chosen = chosenIn(visit, added)
  const hubspotUrl = authorizeUrl({
    clientId: settings.app.clientId,
    redirectUri: ticket.url,
    scopes: requiredScopes,
    optionalScopes: optionalScopesFor(chosen, granted),
    state: stateFor(visit, ticket),
  })
  return show(
    startPage({
      hubspotUrl,
      botId: visit.installation.ctx.botId,
      redirectUrl: ticket.url,
      appUrl: addressOf(visit, 'app', ticket),
      channelName: settings.channelName,
      scopes: reportScopes([], settings.contactPolicy),
      now,
      boxes: { url: `${ticket.url}/connect`, ticket: startTicket(visit, ticket), groups: added, chosen },
    }),
  )
}

/** The boxes that were ticked; there is none for what is granted already. */
function chosenIn({ request }: Visit, added: AddedFact[]): AddedGroup[] {
  const ticked = request.query.getAll('add')
  return added.filter(({ group, granted }) => granted !== 'all' && ticked.includes(group)).map(({ group }) => group)
}

/** What is connected, and the scopes that were granted for it. */
async function connectedNow(visit: Visit, ticket: Ticket): Promise<{ now: Start['now']; granted: string[] }> {
  const { installation } = visit
  const stored = await storedCredentials(installation)
  if (stored === undefined) return { now: undefined, granted: [] }
  const { portalId, portalName, scopes } = await readConnection(installation)
  const accounts = (await accountsState.read(installation))?.accounts ?? []
  const isKnown = portalId === stored.portalId
  return {
    now: {
      account: { portalId: stored.portalId, name: isKnown ? portalName : '' },
      inboxNames: accounts.map(({ inboxName }) => inboxName),
      inboxesUrl: addressOf(visit, 'inboxes', { ...ticket, id: theConnectedOne }),
      checks: checksAt(visit, ticket),
    },
    granted: isKnown ? scopes : [],
  }
}

const checksAt = (visit: Visit, ticket: Ticket): Checks => ({
  doctorUrl: addressOf(visit, 'doctor', ticket),
  testUrl: addressOf(visit, 'test', ticket),
})
