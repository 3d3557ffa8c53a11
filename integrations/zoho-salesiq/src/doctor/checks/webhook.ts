import { type Check, failed, isRefusal, passed, unchecked, unread } from '../../../../../core/doctor/check'
import { type Webhook, wantedEvents } from '../../salesiq/webhooks'
import { type Facts, webhooksFor } from '../read-facts'

const saveAgain = "Save the integration's configuration in Botpress: it makes and repairs its webhook by itself."

/** The webhook by which the bot hears of what agents do: there, once, switched on, for the brand, with all events, signed. */
export function checkWebhook(facts: Facts): Check[] {
  const { webhooks, configured } = facts
  const there = { id: 'webhook', title: "SalesIQ has one webhook for the bot's webhook URL" }
  if (isRefusal(webhooks) && webhooks.problem.code === 1009) {
    const detail =
      'SalesIQ does not let this token read webhooks. One made by hand is in SalesIQ under Settings > Developers: its URL has to be the one that the bot\'s log says, with all that follows the "?"'
    return [unchecked({ ...there, detail })]
  }
  if (!webhooks?.ok) return [unread(there, webhooks)]
  const [webhook, ...twins] = webhooksFor(webhooks.value, configured.webhookUrl)
  if (webhook === undefined) {
    return [failed({ ...there, detail: 'no reply of an agent and no end of a chat reaches the bot', fix: saveAgain })]
  }
  return [
    twins.length === 0
      ? passed({ ...there, detail: `webhook ${webhook.id}` })
      : failed({
          ...there,
          detail: `webhook ${webhook.id}, and ${twins.length} more: SalesIQ sends each event as often`,
          fix: 'Delete the others in SalesIQ: Settings > Developers > Webhooks.',
          breaksEscalation: false,
        }),
    checkEnabled(webhook),
    checkBrand(webhook, configured.appId),
    checkEvents(webhook),
    checkSigned(webhook),
    checkDelivery(facts),
  ]
}

function checkEnabled({ isEnabled }: Webhook): Check {
  const check = { id: 'webhook-enabled', title: 'The webhook is enabled' }
  return isEnabled
    ? passed(check)
    : failed({ ...check, fix: 'Enable it in SalesIQ: Settings > Developers > Webhooks.' })
}

function checkBrand({ appIds }: Webhook, appId: string): Check {
  const check = { id: 'webhook-brand', title: 'The webhook is for the brand' }
  if (appId === '') return unread(check, undefined)
  return appIds.includes(appId)
    ? passed(check)
    : failed({ ...check, detail: `it is for ${appIds.join(', ') || 'none'}`, fix: saveAgain })
}

function checkEvents({ events }: Webhook): Check {
  const check = { id: 'webhook-events', title: 'The webhook brings all events that the hand-over lives by' }
  const missing = wantedEvents.filter((event) => !events.includes(event))
  return missing.length === 0
    ? passed(check)
    : failed({ ...check, detail: `missing: ${missing.join(', ')}`, fix: saveAgain })
}

function checkSigned({ url, isSecured, keys }: Webhook): Check {
  const check = { id: 'webhook-signed', title: 'The webhook is signed, and its key can be read' }
  if (isSecured && keys.length > 0)
    return passed({ ...check, detail: `${keys.length} ${keys.length === 1 ? 'key' : 'keys'}` })
  // The secret in the URL stands in for the signature.
  if (!isSecured && url.includes('?')) {
    const detail =
      'it is not signed, as one that was made by hand; the secret in its URL takes the place of a signature'
    return failed({ ...check, detail, fix: `Delete it in SalesIQ. ${saveAgain}`, breaksEscalation: false })
  }
  const detail = isSecured ? 'it has no key' : 'it is not signed, so the bot takes nothing of it'
  return failed({ ...check, detail, fix: saveAgain })
}

function checkDelivery({ lost }: Facts): Check {
  const check = { id: 'webhook-delivery', title: 'All events of the last day were taken' }
  if (!lost?.ok) return unread(check, lost)
  if (lost.value === 0) return passed(check)
  return failed({
    ...check,
    detail: lost.value === 1 ? 'one was not' : `${lost.value >= 50 ? '50 or more' : lost.value} were not`,
    fix: "The bot's log says why. The integration has them sent again at its daily registration, and whenever its configuration is saved.",
    breaksEscalation: false,
  })
}
