import type { Installation } from '../installation/installation'
import type { NotConnectedError } from '../installation/not-connected'

/** Tells the bot's owner where to connect. The link is one of the two signed values that may stand in a log. */
export function offerConnection({ logger }: Installation, webhookUrl: string, why: NotConnectedError): void {
  logger.forBot().warn('%s %s', why.message, webhookUrl)
}

/** A connection made on the connect page is changed there too. */
export function offerChange({ logger, memory }: Installation, webhookUrl: string): void {
  logger.forBot().info('SalesIQ brand %s is connected. %s', memory.brand?.state?.appId, webhookUrl)
}
