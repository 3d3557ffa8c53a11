import { type Check, failed, passed, unchecked, unread } from '../../../core/doctor/check'
import { findInWebhooks } from '../../setup/webhook-findings'
import type { Facts } from '../read-facts'

/** Where HubSpot sends the app's events, and which, as far as HubSpot lets it be read. */
export function checkWebhooks({ webhooks, configured }: Facts): Check[] {
  const target = { id: 'webhook-target', title: "The app's webhook target is this bot's webhook URL" }
  if (webhooks?.ok === false && webhooks.problem.status === 401) return [unread(target, undefined)]
  if (webhooks?.ok === false && !webhooks.problem.passing) {
    return [
      unchecked({
        ...target,
        detail:
          'HubSpot does not let this app read its webhooks. An app made as a project declares them there: look at targetUrl and subscriptions in hubspot-app/src/app/webhooks/webhooks-hsmeta.json, and at redirectUrls in app-hsmeta.json',
      }),
    ]
  }
  if (!webhooks?.ok) return [unread(target, webhooks)]
  return findInWebhooks(webhooks.value, configured.webhookUrl).map(({ id, title, ok, fix, cost }) =>
    // Without them a conversation is handed over all the same, and replies come by the channel's own webhook.
    ok ? passed({ id, title }) : failed({ id, title, detail: cost, fix, breaksEscalation: false }),
  )
}
