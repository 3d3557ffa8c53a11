import { isApiError, type z } from '@botpress/sdk'
import { explain } from '../../core/explain'
import type { crmActions } from '../../definitions/actions'
import type { HandlerProps } from '../bp'
import { HubSpotError } from '../hubspot/errors'
import { introspect, type TokenFacts } from '../hubspot/oauth'
import { type Installation, openInstallation } from '../installation/installation'
import { heedReconnection, storedCredentials } from '../installation/stored-credentials'
import { currentCredentials, isClientRefusal } from '../installation/token-refresher'
import { timing } from '../timing'
import { lacksOfAll } from './action-scopes'

type Output = z.infer<(typeof crmActions)['getConnection']['output']['schema']>

/**
 * What the bot is connected to and what it may do there, by HubSpot's own account of the present token.
 *
 * @throws {RuntimeError} when HubSpot or Botpress does not answer, or the configuration is not complete.
 */
export async function getConnection(props: HandlerProps): Promise<Output> {
  try {
    return await look(openInstallation(props), Date.now() + timing.actionBudget)
  } catch (error) {
    throw explain('The connection to HubSpot could not be checked', error)
  }
}

async function look(installation: Installation, deadline: number): Promise<Output> {
  // The bot's owner may have connected again since, in another process, and granted more.
  await heedReconnection(installation)
  const facts = await grantedTo(installation, deadline)
  if (facts === undefined) {
    const status = (await wasConnected(installation)) ? 'refused' : 'notConnected'
    const actions = lacksOfAll([]).map((action) => ({ ...action, available: action.name === 'getConnection' }))
    return { status, scopes: [], actions }
  }
  const { portalId, domain, scopes } = facts
  return {
    status: 'connected',
    ...(domain === undefined ? {} : { accountLabel: domain }),
    ...(portalId === undefined ? {} : { accountId: portalId }),
    scopes,
    actions: lacksOfAll(scopes).map((action) => ({ ...action, available: action.missingScopes.length === 0 })),
  }
}

/** What HubSpot says of the present token; undefined when there is none that it accepts. */
async function grantedTo(installation: Installation, deadline: number): Promise<TokenFacts | undefined> {
  try {
    const { accessToken } = await currentCredentials(installation, deadline)
    const facts = await factsOf(installation, accessToken, deadline)
    if (facts !== undefined) return facts
    // An access token may end before its time while the connection is good: whether a new one can be had tells.
    const renewed = await currentCredentials(installation, deadline, accessToken)
    return await factsOf(installation, renewed.accessToken, deadline)
  } catch (error) {
    // Without anything to connect with, or refused for good: the token source throws a RuntimeError for nothing else.
    if (isClientRefusal(error) || (isApiError(error) && error.type === 'Runtime')) return undefined
    throw error
  }
}

/** Undefined when HubSpot does not accept the token. */
async function factsOf(
  { settings }: Installation,
  accessToken: string,
  deadline: number,
): Promise<TokenFacts | undefined> {
  try {
    const facts = await introspect(settings.app, accessToken, deadline)
    return facts.active ? facts : undefined
  } catch (error) {
    if (error instanceof HubSpotError && error.status === 401) return undefined
    throw error
  }
}

async function wasConnected(installation: Installation): Promise<boolean> {
  return installation.settings.refreshToken !== undefined || (await storedCredentials(installation)) !== undefined
}
