import { RuntimeError } from '@botpress/sdk'
import type { HandlerProps } from '../bp'
import { connectLink } from '../connect/visit'
import type { Installation } from '../installation/installation'
import { type NotConnectedError, neverConnected } from '../installation/not-connected'
import { SalesIqError } from '../salesiq/errors'
import { refreshToken } from '../salesiq/oauth'
import { timing } from '../timing'

/**
 * Checks the client while there is no grant to check it with: Zoho looks at the client first, and says of a refresh token that
 * does not exist only whose fault it is.
 *
 * @throws {RuntimeError} that names the fields.
 */
export async function checkClient({ settings }: Installation): Promise<void> {
  try {
    await refreshToken(settings.client, 'none', Date.now() + timing.messageBudget)
  } catch (error) {
    if (!(error instanceof SalesIqError)) throw error
    // Anything else says nothing about the client; the connect page tells what is wrong when it comes to it.
    if (error.oauthError?.startsWith('invalid_client')) throw new RuntimeError(`${error.message} ${error.advice}`)
  }
}

/** Nothing is filled in yet: the connect page is where everything begins. The link is one of the two signed values in a log. */
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
  else log.warn(`${connecting} Zoho SalesIQ is not connected any more: %s`, link, why)
}

const connecting = '%s connects this bot to Zoho SalesIQ (valid for one hour).'

/** A connection made on the connect page is changed there too; one by a configured token can only be looked at there. */
export async function offerChange(installation: Installation, webhookUrl: string): Promise<void> {
  const { screenName, name } = installation.memory.brand?.state ?? {}
  const link = await connectLink(installation, webhookUrl)
  const log = installation.logger.forBot()
  if (installation.settings.refreshToken === undefined) {
    log.info('%s changes the SalesIQ connection to "%s" of %s (valid for one hour).', link, name, screenName)
  } else {
    log.info('%s checks the SalesIQ connection to "%s" of %s (valid for one hour).', link, name, screenName)
  }
}
