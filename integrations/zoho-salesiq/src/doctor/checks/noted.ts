import { type Check, failed, passed, unread } from '../../../../../core/doctor/check'
import { type Facts, webhooksFor } from '../read-facts'

/** That the bot goes by the keys of the webhook that SalesIQ has; only where what it noted can be seen. */
export function checkNoted({ noted, webhooks, configured }: Facts): Check[] {
  if (noted === undefined) return []
  const check = { id: 'noted', title: 'The bot goes by the webhook as SalesIQ has it' }
  if (!noted.ok) return [unread(check, noted)]
  const [webhook] = webhooks?.ok ? webhooksFor(webhooks.value, configured.webhookUrl) : []
  // One that was made by hand is not signed, and none is said above.
  if (webhook === undefined || !webhook.isSecured) return []
  if (noted.value === webhook.id) return [passed(check)]
  return [
    failed({
      ...check,
      detail: `it goes by the keys of webhook ${noted.value || 'none'}, and SalesIQ has ${webhook.id}`,
      fix: "Save the integration's configuration in Botpress: it notes what SalesIQ has.",
    }),
  ]
}
