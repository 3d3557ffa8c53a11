import { RuntimeError } from '@botpress/sdk'
import { DeskError } from '../../../../core/desk'
import { explain } from '../../../../core/explain'
import { NotFilledInError } from '../../../../core/pages/not-filled-in'
import { ensurePageKey } from '../../../../core/pages/page-key'
import { LockedError } from '../../../../core/platform/lock'
import { reasonOf } from '../../../../core/platform/reason'
import type { IntegrationProps } from '../bp'
import { forgetStaleGrant } from '../connect/remembered'
import { type Installation, openInstallation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import { brandState, webhookState } from '../installation/states'
import { connectedOnPage, currentCredentials, tokenSource } from '../installation/tokens'
import { callerFor } from '../salesiq/caller'
import { isRegion } from '../salesiq/regions'
import { replayLost } from '../setup/replay'
import { setUp } from '../setup/set-up'
import { withSetupLock } from '../setup/setup-lock'
import { webhookByHand } from '../setup/webhook-by-hand'
import { timing } from '../timing'
import { checkClient, offerBeginning, offerChange, offerConnection } from './offer-connection'

/**
 * Checks the configuration against SalesIQ and sets up what the bridge stands on: brand, department and webhook. Botpress
 * calls it when the configuration is saved, and daily, so that a revoked token or a changed webhook is noticed, and what
 * SalesIQ could not deliver meanwhile is fetched.
 *
 * @throws {RuntimeError} that names the field of the configuration and the fix.
 */
export const register: IntegrationProps['register'] = async (props) => {
  const { ctx, webhookUrl } = props
  const client = props.client._inner
  const installation = openUnlessEmpty(props)
  try {
    // Two registrations at once would both make a webhook, and every event would come twice.
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
  new RuntimeError('Another registration of this integration is under way, or was broken off. Try again in a minute.')

/** Without anything typed in to connect with, a missing connection is no mistake: the connect page is where it is made. */
async function setUpOrOfferLink(installation: Installation, webhookUrl: string): Promise<void> {
  const isByPage = installation.settings.refreshToken === undefined
  await forgetStaleGrant(installation)
  // The pages work with a configured token, too.
  await ensurePageKey(installation, installation.settings.client.clientSecret)
  try {
    await setUpAll(installation, webhookUrl)
    await offerChange(installation, webhookUrl)
  } catch (error) {
    if (!(error instanceof NotConnectedError) || !isByPage) throw error
    await checkClient(installation)
    await offerConnection(installation, webhookUrl, error)
  }
}

async function setUpAll(installation: Installation, webhookUrl: string): Promise<void> {
  const { settings, logger } = installation
  const deadline = Date.now() + timing.messageBudget
  await currentCredentials(installation, deadline)
  const connection = settings.refreshToken === undefined ? await connectedOnPage(installation) : undefined
  const region = connection && isRegion(connection.region) ? connection.region : settings.client.region
  const screenName = settings.screenName ?? connection?.screenName
  if (screenName === undefined) {
    throw new RuntimeError(
      '"Screen name" is missing. Fill in the word after the host in the address of your SalesIQ, salesiq.zoho.com/SCREEN-NAME, or paste the address.',
    )
  }
  const caller = callerFor(tokenSource(installation), { region, screenName })
  const choice = {
    appId: settings.appId ?? connection?.appId,
    departmentId: settings.departmentId ?? (settings.appId === undefined ? connection?.departmentId : undefined),
  }
  const place = { installation, caller, region, url: webhookUrl }
  const { webhook, warnings } = await setUp(place, choice, deadline)
  for (const warning of warnings) logger.forBot().warn(warning)
  if ('byHand' in webhook) logger.forBot().warn(webhookByHand(installation, webhookUrl, webhook.byHand))
  else await fetchLost(installation, deadline)
}

async function fetchLost(installation: Installation, deadline: number): Promise<void> {
  try {
    const count = await replayLost(installation, deadline)
    if (count > 0) installation.logger.forBot().info('SalesIQ sends %s lost events again.', count)
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    installation.logger.warn('Whether events were lost could not be looked up. %s', reasonOf(error))
  }
}

/**
 * A passing fault in a registration that has nothing new to set up, such as the daily one, is only logged: what works goes
 * on working.
 */
async function keepsWorking(installation: Installation, webhookUrl: string, error: unknown): Promise<boolean> {
  if (!(error instanceof LockedError) && !(error instanceof DeskError && error.passing)) return false
  const [brand, webhook] = await Promise.all([brandState.read(installation), webhookState.read(installation)])
  const { settings } = installation
  const isSame = brand !== undefined && [undefined, brand.appId].includes(settings.appId)
  const isSetUp = isSame && [undefined, brand.screenName].includes(settings.screenName) && webhook?.url === webhookUrl
  if (!isSetUp) return false
  installation.logger.forBot().warn('SalesIQ could not be checked; what is set up stays as it is. %s', error.message)
  return true
}
