import { type Answer, goTo, type Page } from '../../core/pages/answer'
import { Interrupt } from '../../core/pages/interrupt'
import { answerExpired, answerInvalid, answerUsed, configuredToken, unavailable } from '../../core/pages/problems'
import { addressOf, follow, newId, openTicket, startAddress } from '../../core/pages/visit'
import { HubSpotError } from '../hubspot/errors'
import { exchangeCode, introspect, type Tokens } from '../hubspot/oauth'
import { isClientRefusal } from '../installation/token-refresher'
import { setGrant, spendNonce } from './connection'
import { clientRefused, codeRefused, declined, notInstalled } from './pages/problems'
import { product, show } from './product'
import type { Visit } from './visit'

/**
 * Takes what HubSpot's consent pages hand over: exchanges the code and keeps what was granted aside, until the inboxes
 * are chosen. Sends the browser on, so that the code leaves its address bar.
 */
export async function takeReturn(visit: Visit): Promise<Answer> {
  const { installation, request, deadline } = visit
  const opened = openTicket(visit, 'state', request.query.get('state'))
  if (!opened.ok) return show(opened.reason === 'expired' ? answerExpired(product) : answerInvalid(product))
  const { ticket } = opened
  if (installation.settings.refreshToken !== undefined) return show(configuredToken())
  const againUrl = startAddress(visit, ticket)
  const code = request.query.get('code')
  if (!code) return show(withoutCode(request.query.get('error') ?? '', againUrl))
  if (!(await spendNonce(installation, ticket.id, ticket.endsAt))) return show(answerUsed(product))
  const { app } = installation.settings
  const tokens = await exchangeCode(app, code, ticket.url, deadline).catch((error: unknown) => {
    throw interruptFor(error, againUrl)
  })
  const grant = {
    id: newId(),
    at: Date.now(),
    refreshToken: tokens.refreshToken,
    accessToken: tokens.accessToken,
    expiresAt: Date.now() + tokens.expiresIn * 1000,
    portalId: await portalOf(visit, tokens, unavailable(product, againUrl)),
    confirmed: false,
  }
  await setGrant(installation, grant)
  return goTo(addressOf(visit, 'inboxes', follow(ticket, grant.id)))
}

/** @param error as RFC 6749, section 4.1.2.1, names it; HubSpot may have names of its own. */
function withoutCode(error: string, againUrl: string): Page {
  if (error === 'access_denied') return declined(againUrl)
  if (error === 'server_error' || error === 'temporarily_unavailable') return unavailable(product, againUrl)
  return notInstalled(/^[\w.-]{1,60}$/.test(error) ? error : '', againUrl)
}

function interruptFor(error: unknown, againUrl: string): unknown {
  if (!(error instanceof HubSpotError)) return error
  if (error.passing) return new Interrupt(unavailable(product, againUrl))
  return new Interrupt(isClientRefusal(error) ? clientRefused() : codeRefused(againUrl))
}

/** HubSpot does not promise to name the account beside the tokens. */
async function portalOf({ installation, deadline }: Visit, tokens: Tokens, otherwise: Page): Promise<string> {
  const { app } = installation.settings
  const portalId = tokens.portalId ?? (await introspect(app, tokens.accessToken, deadline)).portalId
  if (portalId === undefined) throw new Interrupt(otherwise)
  return portalId
}
