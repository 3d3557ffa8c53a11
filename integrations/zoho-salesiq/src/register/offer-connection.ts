import { connectLink } from '../connect/visit'
import type { Installation } from '../installation/installation'
import type { NotConnectedError } from '../installation/not-connected'

/** Tells the bot's owner where to connect. The link is one of the two signed values that may stand in a log. */
export function offerConnection(installation: Installation, webhookUrl: string, why: NotConnectedError): void {
  installation.logger
    .forBot()
    .warn('%s Connect here (valid for one hour): %s', why.message, connectLink(installation, webhookUrl))
}

/** A connection made on the connect page is changed there too. */
export function offerChange(installation: Installation, webhookUrl: string): void {
  const { screenName, name } = installation.memory.brand?.state ?? {}
  installation.logger
    .forBot()
    .info(
      'The SalesIQ brand "%s" of the portal %s is connected. To change brand, department or portal (valid for one hour): %s',
      name,
      screenName,
      connectLink(installation, webhookUrl),
    )
}
