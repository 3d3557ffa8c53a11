import { isApiError } from '@botpress/sdk'
import { Interrupt } from '../../core/pages/interrupt'
import { stepRefused, superseded } from '../../core/pages/problems'
import type { Ticket } from '../../core/pages/tickets'
import { addressOf, startAddress } from '../../core/pages/visit'
import { type Caller, callerFor } from '../hubspot/caller'
import { type Inbox, listInboxes } from '../hubspot/conversations'
import { listChannels } from '../hubspot/custom-channels'
import { introspect, refreshTokens, type TokenFacts } from '../hubspot/oauth'
import type { Installation } from '../installation/installation'
import { storedCredentials } from '../installation/stored-credentials'
import { currentCredentials } from '../installation/token-refresher'
import { appIdUnknown } from '../setup/developer-key'
import { asDeveloper } from '../setup/developer-refusal'
import { reportScopes } from '../setup/scopes'
import { timing } from '../timing'
import { type Grant, readConnection, setGrant } from './connection'
import type { Account } from './pages/parts'
import { configuredInboxUnknown, connectionEnded, noInbox, otherApp, scopesMissing } from './pages/problems'
import { product } from './product'
import type { Visit } from './visit'

/** A page about the account that is connected already, and no grant of HubSpot's just now. */
export const theConnectedOne = 'connected'

/** What the inboxes are chosen with: what HubSpot has just granted, or what is connected already. */
export type Access = { portalId: string; accessToken: string; caller: Caller; grant: Grant | undefined }

/** @throws {Interrupt} when the grant the page is about is not waiting any more. */
export async function accessFor(visit: Visit, ticket: Ticket): Promise<Access> {
  const { installation } = visit
  if (ticket.id === theConnectedOne) {
    const { portalId, accessToken } = await currentCredentials(installation, visit.deadline)
    return { portalId, accessToken, caller: installation.hubspot, grant: undefined }
  }
  const { grant: waiting } = await readConnection(installation)
  if (waiting?.id !== ticket.id) throw new Interrupt(superseded(startAddress(visit, ticket)))
  const grant = waiting.expiresAt - timing.tokenReserve > Date.now() ? waiting : await renew(visit, waiting)
  const token = async () => grant.accessToken
  return {
    portalId: grant.portalId,
    accessToken: grant.accessToken,
    caller: callerFor({ token, renewed: token }),
    grant,
  }
}

/** Access tokens last half an hour, and people take their time. */
async function renew({ installation, deadline }: Visit, grant: Grant): Promise<Grant> {
  const tokens = await refreshTokens(installation.settings.app, grant.refreshToken, deadline)
  const { accessToken, refreshToken } = tokens
  const renewed = { ...grant, accessToken, refreshToken, expiresAt: Date.now() + tokens.expiresIn * 1000 }
  await setGrant(installation, renewed)
  return renewed
}

export type Offer = { account: Account; appId: string; scopes: string[]; inboxes: Inbox[] }

/**
 * What the account offers.
 *
 * @throws {Interrupt} when that is not enough: scopes or inboxes are missing, or the app is another one.
 */
export async function offerOf(visit: Visit, ticket: Ticket, access: Access): Promise<Offer> {
  const { installation, deadline } = visit
  const { app, contactPolicy } = installation.settings
  const againUrl = startAddress(visit, ticket)
  const facts = await factsOf(visit, access)
  if (!facts.active) throw new Interrupt(connectionEnded(againUrl))
  const appId = app.appId ?? facts.appId
  if (appId === undefined) throw new Interrupt(stepRefused(product, appIdUnknown().message, againUrl))
  if (facts.appId !== undefined && facts.appId !== appId) throw new Interrupt(otherApp(facts.appId, againUrl))
  const report = reportScopes(facts.scopes, contactPolicy)
  if (report.some(({ needed, granted }) => needed && !granted)) throw new Interrupt(scopesMissing(report, againUrl))
  const inboxes = await listInboxes(access.caller, deadline)
  if (app.appId === undefined) await checkKey(visit, appId, againUrl)
  if (inboxes.length === 0) throw new Interrupt(noInbox(addressOf(visit, 'inboxes', ticket)))
  const unknown = installation.settings.inboxIds.find((id) => inboxes.every((inbox) => inbox.id !== id))
  if (unknown !== undefined) {
    const known = inboxes.map(({ id, name }) => `${name} (${id})`)
    throw new Interrupt(configuredInboxUnknown(unknown, known, againUrl))
  }
  return { account: { portalId: access.portalId, name: facts.domain ?? '' }, appId, scopes: facts.scopes, inboxes }
}

/** Whether the developer key is of this app's owner could not be asked before it was known which app it is. */
async function checkKey({ installation, deadline }: Visit, appId: string, againUrl: string): Promise<void> {
  const { developerApiKey } = installation.settings.app
  try {
    await asDeveloper(listChannels({ developerApiKey, appId }, deadline))
  } catch (error) {
    if (!isApiError(error) || error.type !== 'Runtime') throw error
    throw new Interrupt(stepRefused(product, error.message, againUrl))
  }
}

/** An access token may end before its time while the connection is good: whether a new one can be had tells. */
async function factsOf({ installation, deadline }: Visit, { accessToken, grant }: Access): Promise<TokenFacts> {
  const { app } = installation.settings
  const facts = await introspect(app, accessToken, deadline)
  if (facts.active || grant !== undefined) return facts
  return introspect(app, (await currentCredentials(installation, deadline, accessToken)).accessToken, deadline)
}

/** The account that this grant would take the place of; undefined when there is none, or it is the same. */
export async function replacedBy(installation: Installation, grant: Grant | undefined): Promise<Account | undefined> {
  const stored = await storedCredentials(installation)
  if (grant === undefined || stored === undefined || stored.portalId === grant.portalId) return undefined
  const { portalId, portalName } = await readConnection(installation)
  return { portalId: stored.portalId, name: portalId === stored.portalId ? portalName : '' }
}
