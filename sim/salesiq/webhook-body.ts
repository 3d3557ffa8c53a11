import type { SimResponse } from '../http/server'
import { SalesIqError } from './errors'
import type { Operator, Portal, PublicKey, WebhookRecord } from './model'
import { type ApiRequest, ok } from './routes'
import { bareBase64 } from './sign'
import { adminOf, type World } from './world'

/** The webhook of the path; throws 1019. */
export function webhookOf({ param }: ApiRequest, { webhooks }: Portal): WebhookRecord {
  const webhook = webhooks.get(param('id'))
  if (webhook === undefined) throw new SalesIqError(1019)
  return webhook
}

/** A webhook as it is answered. */
export const answer = (request: ApiRequest, portal: Portal, webhook: WebhookRecord): SimResponse =>
  ok(request, 'webhook', webhookBody(request.world, portal, webhook))

export function webhookBody(world: World, portal: Portal, webhook: WebhookRecord): Record<string, unknown> {
  const admin = adminOf(portal)
  return {
    id: webhook.id,
    url: webhook.url,
    type: 'data',
    status: webhook.status,
    secured: webhook.secured,
    version: 1,
    app_ids: [...webhook.appIds],
    events: [...webhook.events],
    public_keys: webhook.keys.map((key) => keyBody(world, key, admin)),
    failures_count: String(webhook.executions.length),
    expiry_time_for_executions_data: String(webhook.expiryMs),
    created_time: String(webhook.createdAt),
    modified_time: String(webhook.modifiedAt),
    creator: { id: admin.id },
    modifier: { id: admin.id },
  }
}

function keyBody(
  { settings }: World,
  { id, createdAt, publicPem }: PublicKey,
  admin: Operator,
): Record<string, unknown> {
  const key = settings.keyFormat === 'pem' ? publicPem : bareBase64(publicPem)
  return { id, key, created_time: String(createdAt), creator: { id: admin.id } }
}
