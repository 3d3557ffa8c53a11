import { RuntimeError } from '@botpress/sdk'
import { explain } from '../../core/explain'
import { NotFilledInError } from '../../core/pages/not-filled-in'
import { ensurePageKey } from '../../core/pages/page-key'
import { LockedError } from '../../core/platform/lock'
import type { IntegrationProps } from '../bp'
import { forgetStaleGrant } from '../connect/connection'
import { withDesk } from '../desk/desk'
import { type Inbox, listInboxes } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { introspect } from '../hubspot/oauth'
import { wantedInboxIds } from '../installation/inbox-choice'
import { type Installation, openInstallation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import { accountsState, channelState } from '../installation/states'
import { storedCredentials } from '../installation/stored-credentials'
import { freshCredentials } from '../installation/token-refresher'
import { registerLog } from '../interaction-log/register-log'
import { checkScopes } from '../setup/check-scopes'
import { ensureAccounts } from '../setup/ensure-accounts'
import { ensureChannel } from '../setup/ensure-channel'
import { noteSetUp } from '../setup/note-set-up'
import { withSetupLock } from '../setup/setup-lock'
import { warnAboutWebhooks } from '../setup/webhook-findings'
import { timing } from '../timing'
import { checkApp, offerBeginning, offerChange, offerConnection } from './offer-connection'

/**
 * Checks the configuration against HubSpot and sets up what the bridge stands on: the custom channel and one account per
 * inbox. Botpress calls it when the configuration is saved, and daily, so that a revoked token or an account that was
 * switched off is noticed.
 *
 * @throws {RuntimeError} that names the field of the configuration and the fix.
 */
export const register: IntegrationProps['register'] = async (props) => {
  const { ctx, webhookUrl } = props
  const client = props.client._inner
  const installation = openUnlessEmpty(props)
  try {
    // Two registrations at once would both connect the same inbox, and HubSpot cannot delete an account.
    await withSetupLock({ ctx, client }, { patience: timing.setupPatience, lease: timing.setupLease }, () =>
      installation ? setUpOrOfferLink(installation, webhookUrl) : offerBeginning(props, webhookUrl),
    )
    await client.configureIntegration({ scheduleRegisterCall: 'daily' })
  } catch (error) {
    if (installation && (await keepsWorking(installation, webhookUrl, error))) return
    throw explain('The integration could not be set up', error instanceof LockedError ? underWay() : error)
  }
}

/** Undefined while nothing is filled in, which is how everybody begins; half of it filled in is a mistake. */
function openUnlessEmpty(props: Parameters<IntegrationProps['register']>[0]): Installation | undefined {
  try {
    return openInstallation(props)
  } catch (error) {
    if (error instanceof NotFilledInError && error.isEmpty) return undefined
    throw error
  }
}

const underWay = () =>
  new RuntimeError(
    'Another registration of this integration is under way, or was broken off. Try again in two minutes.',
  )

/** Without anything typed in to connect with, a missing connection is no mistake: the connect page is where it is made. */
async function setUpOrOfferLink(installation: Installation, webhookUrl: string): Promise<void> {
  await forgetStaleGrant(installation)
  // The pages work with a configured token, too.
  await ensurePageKey(installation, installation.settings.app.clientSecret)
  try {
    await setUp(installation, webhookUrl)
    await offerChange(installation, webhookUrl)
  } catch (error) {
    if (!(error instanceof NotConnectedError) || installation.settings.refreshToken !== undefined) throw error
    await checkApp(installation)
    await offerConnection(installation, webhookUrl, error)
  }
}

async function setUp(installation: Installation, webhookUrl: string): Promise<void> {
  const place = { installation, webhookUrl, deadline: () => Date.now() + timing.messageBudget }
  const scopes = await checkGrant(installation)
  const inboxes = await chosenInboxes(installation)
  const channelId = await ensureChannel(place)
  const accounts = await ensureAccounts(place, channelId, inboxes)
  await noteSetUp(installation, { channelId, webhookUrl }, accounts)
  await warnAboutWebhooks(installation, webhookUrl)
  await registerLog(installation, withDesk(installation), scopes)
}

/** Whether the token is for this app and may do what the configuration asks for. @returns the scopes that are granted. */
async function checkGrant(installation: Installation): Promise<string[]> {
  const { settings, logger } = installation
  const deadline = Date.now() + timing.messageBudget
  const { accessToken } = await freshCredentials(installation, deadline)
  const facts = await introspect(settings.app, accessToken, deadline)
  if (!facts.active) {
    throw new RuntimeError(
      'HubSpot says that the access token it has just given out is not active. Install the app again and put a new one into "Refresh token", or empty that field, save, and follow the link in the log.',
    )
  }
  if (facts.appId !== undefined && facts.appId !== (settings.app.appId ?? facts.appId)) {
    throw new RuntimeError(
      `"HubSpot app ID" is not the ID of the app that "Refresh token" belongs to, which is ${facts.appId}. Take app ID, client ID, client secret and refresh token from one app.`,
    )
  }
  for (const cost of checkScopes(facts.scopes, settings.contactPolicy)) logger.forBot().warn(cost)
  return facts.scopes
}

/** The inboxes to connect as HubSpot knows them, the default one first. */
async function chosenInboxes(installation: Installation): Promise<Inbox[]> {
  const { settings, hubspot, logger } = installation
  const known = await listInboxes(hubspot, Date.now() + timing.messageBudget)
  const listed = known.map(({ id, name, type }) => `${id} (${name}, ${type})`).join('; ') || 'none'
  const wanted = await wantedInboxIds(installation)
  return wanted.length === 0 ? noneChosen() : wanted.flatMap(inboxOf)

  function inboxOf(id: string): Inbox[] {
    const inbox = known.find((candidate) => candidate.id === id)
    if (inbox) return [inbox]
    if (settings.inboxIds.includes(id)) {
      const field = id === settings.defaultInboxId ? 'Inbox or help desk ID' : 'Additional inbox IDs'
      throw new RuntimeError(`"${field}": there is no inbox ${id.slice(0, 40)}. The HubSpot account has: ${listed}.`)
    }
    if (id === wanted[0]) return noneChosen()
    logger.forBot().warn('Inbox %s, chosen on the connect page, is not in the HubSpot account any more.', id)
    return []
  }

  function noneChosen(): never {
    if (settings.refreshToken === undefined) {
      throw new NotConnectedError('no inbox is chosen, or the one that was is gone.', settings)
    }
    throw new RuntimeError(`"Inbox or help desk ID" is missing. The HubSpot account has: ${listed}.`)
  }
}

/**
 * A passing fault in a registration that has nothing new to set up, such as the daily one, is only logged: what works
 * goes on working.
 */
async function keepsWorking(installation: Installation, webhookUrl: string, error: unknown): Promise<boolean> {
  if (!(error instanceof LockedError) && !(error instanceof HubSpotError && error.passing)) return false
  const [channel, accounts, credentials] = await Promise.all([
    channelState.read(installation),
    accountsState.read(installation),
    storedCredentials(installation),
  ])
  // Another refresh token than the stored one's is new, and nobody has checked it yet.
  if (credentials === undefined) return false
  const connected = new Set(accounts?.accounts.map(({ inboxId }) => inboxId))
  const isSetUp =
    channel?.webhookUrl === webhookUrl &&
    connected.size > 0 &&
    installation.settings.inboxIds.every((id) => connected.has(id))
  if (!isSetUp) return false
  installation.logger.forBot().warn('HubSpot could not be checked; what is set up stays as it is. %s', error.message)
  return true
}
