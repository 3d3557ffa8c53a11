import type { Answer } from '../../../../core/pages/answer'
import type { Checks } from '../../../../core/pages/parts'
import { configuredToken } from '../../../../core/pages/problems'
import type { Ticket } from '../../../../core/pages/tickets'
import { addressOf, stateFor } from '../../../../core/pages/visit'
import { brandState } from '../installation/states'
import { connectedOnPage } from '../installation/tokens'
import { authorizeUrl } from '../salesiq/oauth'
import { consoleUrl, hostsOf } from '../salesiq/regions'
import { scopeFacts, scopes } from '../setup/scopes'
import { theConnectedOne } from './access'
import { type Start, startPage } from './pages/start'
import { show } from './product'
import type { Visit } from './visit'

/** The page that the link in the log opens. Looking at it changes nothing. */
export async function showStart(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { settings } = visit.installation
  if (settings.refreshToken !== undefined) return show(configuredToken(checksAt(visit, ticket)))
  const { clientId, region } = settings.client
  const state = stateFor(visit, ticket)
  return show(
    startPage({
      zohoUrl: authorizeUrl(settings.client, { redirectUri: ticket.url, scopes, state }),
      botId: visit.installation.ctx.botId,
      redirectUrl: ticket.url,
      clientUrl: addressOf(visit, 'client', ticket),
      consoleUrl: consoleUrl(region),
      region,
      accountsHost: hostsOf(region).accounts,
      clientId,
      required: scopeFacts.filter(({ cost }) => cost === undefined),
      optional: scopeFacts.filter(({ cost }) => cost !== undefined),
      now: await connectedNow(visit, ticket),
    }),
  )
}

async function connectedNow(visit: Visit, ticket: Ticket): Promise<Start['now']> {
  const { installation } = visit
  const connection = await connectedOnPage(installation)
  const brand = await brandState.read(installation)
  if (connection === undefined || brand === undefined) return undefined
  return {
    place: { screenName: brand.screenName, brandName: brand.name },
    brandsUrl: addressOf(visit, 'brand', { ...ticket, id: theConnectedOne }),
    checks: checksAt(visit, ticket),
  }
}

const checksAt = (visit: Visit, ticket: Ticket): Checks => ({
  doctorUrl: addressOf(visit, 'doctor', ticket),
  testUrl: addressOf(visit, 'test', ticket),
})
