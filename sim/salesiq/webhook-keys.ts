import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { SalesIqError } from './errors'
import { type ApiRequest, operator } from './routes'
import { answer, webhookOf } from './webhook-body'
import { addKey } from './webhook-store'

const family = 'webhooks'

/** The keys that events are signed with: two at most, and never none again. */
export const webhookKeyRoutes = [
  operator('POST', '/webhooks/{id}/keys', { scope: 'webhooks.create', family }, createKey),
  operator('DELETE', '/webhooks/{id}/keys/{keyId}', { scope: 'webhooks.delete', family }, removeKey),
]

function createKey(request: ApiRequest, { portal }: Caller): SimResponse {
  const webhook = webhookOf(request, portal)
  if (webhook.keys.length >= 2) throw new SalesIqError(1014)
  addKey(request.world, webhook)
  return answer(request, portal, webhook)
}

function removeKey(request: ApiRequest, { portal }: Caller): SimResponse {
  const webhook = webhookOf(request, portal)
  const key = webhook.keys.find(({ id }) => id === request.param('keyId'))
  if (key === undefined) throw new SalesIqError(1019)
  if (webhook.keys.length === 1) throw new SalesIqError(1026)
  webhook.keys = webhook.keys.filter((other) => other !== key)
  return answer(request, portal, webhook)
}
