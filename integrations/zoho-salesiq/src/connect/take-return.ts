import { type Answer, goTo, type Page } from '../../../../core/pages/answer'
import { Interrupt } from '../../../../core/pages/interrupt'
import { answerExpired, answerInvalid, answerUsed, configuredToken, unavailable } from '../../../../core/pages/problems'
import { addressOf, follow, newId, openTicket, startAddress } from '../../../../core/pages/visit'
import { SalesIqError } from '../salesiq/errors'
import { exchangeCode } from '../salesiq/oauth'
import { consoleUrl, hostsOf, type Region, regionOfReturn, regions } from '../salesiq/regions'
import { missingScopes } from '../setup/scopes'
import {
  clientRefused,
  codeRefused,
  declined,
  notGranted,
  placeUnknown,
  scopesMissing,
  withoutRefreshToken,
} from './pages/problems'
import { product, show } from './product'
import { setGrant, spendNonce } from './remembered'
import type { Visit } from './visit'

/**
 * Takes what Zoho's consent page hands over: exchanges the code and keeps what was granted aside, until the brand is chosen.
 * Sends the browser on, so that the code leaves its address bar.
 */
export async function takeReturn(visit: Visit): Promise<Answer> {
  const { installation, request, deadline } = visit
  const { settings } = installation
  const opened = openTicket(visit, 'state', request.query.get('state'))
  if (!opened.ok) return show(opened.reason === 'expired' ? answerExpired(product) : answerInvalid(product))
  const { ticket } = opened
  if (settings.refreshToken !== undefined) return show(configuredToken())
  const againUrl = startAddress(visit, ticket)
  const code = request.query.get('code')
  if (!code) return show(withoutCode(request.query.get('error') ?? '', againUrl))
  const region = regionNamed(visit)
  if (region === undefined) return show(placeUnknown(knownPlaces(), againUrl))
  if (!(await spendNonce(installation, ticket.id, ticket.endsAt))) return show(answerUsed(product))
  const client = { ...settings.client, region }
  const tokens = await exchangeCode(client, code, ticket.url, deadline).catch((error: unknown) => {
    throw interruptFor(error, region, againUrl)
  })
  const { refreshToken, accessToken, expiresIn, scopes } = tokens
  if (refreshToken === undefined) return show(withoutRefreshToken(againUrl))
  const missing = missingScopes(scopes)
  if (missing.length > 0) return show(scopesMissing(missing, againUrl))
  const [at, id] = [Date.now(), newId()]
  const expiresAt = at + expiresIn * 1000
  await setGrant(installation, { id, at, region, refreshToken, accessToken, expiresAt, scopes, screenName: '' })
  return goTo(addressOf(visit, 'portal', follow(ticket, id)))
}

/** The data centre that the code is from; undefined when the answer names none of those that are known. */
function regionNamed({ request: { query }, installation }: Visit): Region | undefined {
  const [location, server] = [query.get('location') ?? undefined, query.get('accounts-server') ?? undefined]
  if (location === undefined && server === undefined) return installation.settings.client.region
  return regionOfReturn(location, server)
}

const knownPlaces = () => regions.map((region) => ({ region, accountsHost: hostsOf(region).accounts }))

/** @param error as RFC 6749, section 4.1.2.1, names it; Zoho may have names of its own. */
function withoutCode(error: string, againUrl: string): Page {
  if (error === 'access_denied') return declined(againUrl)
  if (error === 'server_error' || error === 'temporarily_unavailable') return unavailable(product, againUrl)
  return notGranted(/^[\w.-]{1,60}$/.test(error) ? error : '', againUrl)
}

function interruptFor(error: unknown, region: Region, againUrl: string): unknown {
  if (!(error instanceof SalesIqError)) return error
  if (error.passing) return new Interrupt(unavailable(product, againUrl))
  const isOfClient = error.oauthError?.startsWith('invalid_client') === true
  return new Interrupt(isOfClient ? clientRefused(consoleUrl(region)) : codeRefused(againUrl))
}
