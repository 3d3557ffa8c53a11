import type { Installation } from '../installation/installation'
import { secretQuery } from '../installation/webhook-secret'

/**
 * What the bot's owner has to do where the webhook cannot be made from here. The URL of a webhook made by hand is one of the
 * two signed values that may stand in a log.
 */
export function webhookByHand({ settings, ctx }: Installation, webhookUrl: string, why: string): string {
  const owner = { clientSecret: settings.client.clientSecret, webhookId: ctx.webhookId }
  return `The webhook in SalesIQ has to be made by hand (hub.md says how; one that is there already is enough), with this URL, which nobody else is to know: ${webhookUrl}?${secretQuery(owner)} ${why}`
}
