import { connectLink } from '../connect/visit'
import { listChannels } from '../hubspot/custom-channels'
import { HubSpotError } from '../hubspot/errors'
import { introspect } from '../hubspot/oauth'
import type { Installation } from '../installation/installation'
import type { NotConnectedError } from '../installation/not-connected'
import { clientRefusal, isClientRefusal } from '../installation/token-refresher'
import { asDeveloper } from '../setup/developer-refusal'
import { timing } from '../timing'

/**
 * Checks the four values of the app while there is no token to check them with, so that a mistake is known before
 * somebody goes through the connect page.
 *
 * @throws {RuntimeError} that names the field.
 */
export async function checkApp({ settings }: Installation): Promise<void> {
  const deadline = () => Date.now() + timing.messageBudget
  await asDeveloper(listChannels(settings.app, deadline()))
  try {
    // What HubSpot says of a token that does not exist is of no interest, only whether it lets the app ask.
    await introspect(settings.app, 'none', deadline())
  } catch (error) {
    if (error instanceof HubSpotError && isClientRefusal(error)) throw clientRefusal(error)
    // Anything else says nothing about the two values; the connect page tells what is wrong when it comes to it.
    if (!(error instanceof HubSpotError)) throw error
  }
}

/** Tells the bot's owner where to connect. The link is the one signed value that may stand in a log. */
export function offerConnection(installation: Installation, webhookUrl: string, why: NotConnectedError): void {
  installation.logger
    .forBot()
    .warn('%s Connect here (valid for one hour): %s', why.message, connectLink(installation, webhookUrl))
}

/** A connection made on the connect page is changed there too. */
export function offerChange(installation: Installation, webhookUrl: string): void {
  const { portalId } = installation.memory.credentials ?? {}
  const inboxes = (installation.memory.accounts ?? []).map(({ inboxName }) => `"${inboxName}"`).join(', ')
  installation.logger
    .forBot()
    .info(
      'HubSpot account %s is connected with %s. To change account or inboxes (valid for one hour): %s',
      portalId,
      inboxes,
      connectLink(installation, webhookUrl),
    )
}
