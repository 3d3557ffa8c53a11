import type { EventName } from './event-model'
import type { Portal, WebhookRecord } from './model'
import { keyPair } from './sign'
import type { World } from './world'

/** What could not be delivered is kept for 7 days at least, and for 60 unless said otherwise. */
export const day = 86_400_000

type WebhookInput = {
  url: string
  appIds: string[]
  events: EventName[]
  secured?: boolean
  expiryMs?: number
  byHand?: boolean
}

/** A webhook of the portal, with nothing asked of its URL. */
export function addWebhook(world: World, portal: Portal, input: WebhookInput): WebhookRecord {
  const webhook: WebhookRecord = {
    secured: false,
    expiryMs: 60 * day,
    byHand: false,
    ...input,
    id: world.nextId(),
    screenName: portal.screenName,
    status: 'enabled',
    keys: [],
    createdAt: world.now(),
    modifiedAt: world.now(),
    executions: [],
  }
  portal.webhooks.set(webhook.id, webhook)
  return webhook
}

/** One more key, which signs once those before it are gone. */
export function addKey(world: World, webhook: WebhookRecord): void {
  const pair = keyPair(world.keysMade)
  world.keysMade += 1
  const [last] = webhook.keys.slice(-1)
  const createdAt = Math.max(world.now(), (last?.createdAt ?? 0) + 1)
  webhook.keys.push({ id: String(createdAt), createdAt, ...pair })
}
