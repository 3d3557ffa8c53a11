import type { HandlerProps } from '../bp'
import { readConnection } from '../connect/connection'
import { connectLink } from '../connect/visit'
import { listChannels } from '../hubspot/custom-channels'
import { HubSpotError } from '../hubspot/errors'
import { introspect } from '../hubspot/oauth'
import type { Installation } from '../installation/installation'
import { type NotConnectedError, neverConnected } from '../installation/not-connected'
import { clientRefusal, isClientRefusal } from '../installation/token-refresher'
import { asDeveloper } from '../setup/developer-refusal'
import { timing } from '../timing'

/**
 * Checks the values of the app while there is no token to check them with, so that a mistake is known before somebody goes
 * through the connect page.
 *
 * @throws {RuntimeError} that names the field.
 */
export async function checkApp({ settings }: Installation): Promise<void> {
  await checkKey(settings.app)
  try {
    // What HubSpot says of a token that does not exist is of no interest, only whether it lets the app ask.
    await introspect(settings.app, 'none', Date.now() + timing.messageBudget)
  } catch (error) {
    if (error instanceof HubSpotError && isClientRefusal(error)) throw clientRefusal(error)
    // Anything else says nothing about the two values; the connect page tells what is wrong when it comes to it.
    if (!(error instanceof HubSpotError)) throw error
  }
}

/** Without the app's ID HubSpot lists no channels, whatever the key: then only its plain word against the key counts. */
async function checkKey(app: Installation['settings']['app']): Promise<void> {
  const listing = listChannels(app, Date.now() + timing.messageBudget)
  if (app.appId !== undefined) {
    await asDeveloper(listing)
    return
  }
  try {
    await listing
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    if (error.status === 401 && /api.?key/i.test(error.message)) await asDeveloper(Promise.reject(error))
  }
}

/** Nothing is filled in yet: the connect page is where everything begins. The link is the one signed value in a log. */
export async function offerBeginning({ ctx, client, logger }: HandlerProps, webhookUrl: string): Promise<void> {
  logger.forBot().warn(connecting, await connectLink({ ctx, client: client._inner }, webhookUrl))
}

/** Tells the bot's owner where to connect, and why again if it was connected before. */
export async function offerConnection(
  installation: Installation,
  webhookUrl: string,
  { why }: NotConnectedError,
): Promise<void> {
  const link = await connectLink(installation, webhookUrl)
  const log = installation.logger.forBot()
  if (why === neverConnected) log.warn(connecting, link)
  else log.warn(`${connecting} HubSpot is not connected any more: %s`, link, why)
}

const connecting = '%s connects this bot to HubSpot (valid for one hour).'

/** A connection made on the connect page is changed there too; one by a configured token can only be looked at there. */
export async function offerChange(installation: Installation, webhookUrl: string): Promise<void> {
  const { portalId, portalName } = await readConnection(installation)
  const connected = installation.memory.credentials?.portalId ?? portalId
  const name = connected === portalId && portalName !== '' ? portalName : `account ${connected}`
  const link = await connectLink(installation, webhookUrl)
  const log = installation.logger.forBot()
  if (installation.settings.refreshToken === undefined) {
    log.info('%s changes the HubSpot connection to %s (valid for one hour).', link, name)
  } else {
    log.info('%s checks the HubSpot connection to %s (valid for one hour).', link, name)
  }
}
