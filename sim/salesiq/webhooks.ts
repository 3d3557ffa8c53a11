import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { SalesIqError } from './errors'
import { type EventName, eventNames } from './event-model'
import type { Portal } from './model'
import { type ApiRequest, culprit, ok, operator } from './routes'
import { answer, webhookBody, webhookOf } from './webhook-body'
import { addKey, addWebhook, day } from './webhook-store'
import type { World } from './world'

const family = 'webhooks'

export const webhookRoutes = [
  operator('POST', '/webhooks', { scope: 'webhooks.create', family }, create),
  operator('GET', '/webhooks', { scope: 'webhooks.read', family }, (request, { portal }) =>
    ok(
      request,
      'list',
      [...portal.webhooks.values()].map((webhook) => webhookBody(request.world, portal, webhook)),
    ),
  ),
  operator('GET', '/webhooks/{id}', { scope: 'webhooks.read', family }, (request, { portal }) =>
    answer(request, portal, webhookOf(request, portal)),
  ),
  operator('PUT', '/webhooks/{id}', { scope: 'webhooks.update', family }, update),
  operator('DELETE', '/webhooks/{id}', { scope: 'webhooks.delete', family }, remove),
]

/** Zoho wants https; the loopback address is let through so that a whole bridge can run on one machine. */
const webUrl = z.url().refine((url) => /^(https:\/\/[^/:]+(\/|\?|$)|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url))

const fields = {
  url: webUrl,
  app_ids: z.array(z.string()).min(1),
  events: z.array(z.enum(eventNames)).min(1),
  secured: z.boolean(),
  expiry_time_for_executions_data: z
    .number()
    .min(7 * day)
    .max(60 * day),
}

const createBody = z.looseObject({
  ...fields,
  type: z.literal('data'),
  version: z.literal(1).optional(),
  secured: fields.secured.optional(),
  expiry_time_for_executions_data: fields.expiry_time_for_executions_data.optional(),
})

const updateBody = z.looseObject(fields).partial()

async function create(request: ApiRequest, { portal }: Caller): Promise<SimResponse> {
  const { world } = request
  const body = request.json(createBody)
  checkTargets(world, portal, body)
  await checkHandshake(world, body.url)
  const { secured = false, expiry_time_for_executions_data: expiryMs = 60 * day } = body
  const webhook = addWebhook(world, portal, {
    url: body.url,
    appIds: body.app_ids,
    events: body.events,
    secured,
    expiryMs,
  })
  if (secured && world.settings.keyOnCreate) addKey(world, webhook)
  return answer(request, portal, webhook)
}

async function update(request: ApiRequest, { portal }: Caller): Promise<SimResponse> {
  const { world } = request
  const webhook = webhookOf(request, portal)
  const body = request.json(updateBody)
  checkTargets(world, portal, body)
  if (body.url !== undefined && body.url !== webhook.url) await checkHandshake(world, body.url)
  const { url, events, secured } = body
  Object.assign(webhook, {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events }),
    ...(secured === undefined ? {} : { secured }),
    ...(body.app_ids === undefined ? {} : { appIds: body.app_ids }),
    ...(body.expiry_time_for_executions_data === undefined ? {} : { expiryMs: body.expiry_time_for_executions_data }),
    modifiedAt: world.now(),
  })
  if (webhook.secured && webhook.keys.length === 0 && world.settings.keyOnCreate) addKey(world, webhook)
  return answer(request, portal, webhook)
}

function remove(request: ApiRequest, { portal }: Caller): SimResponse {
  const webhook = webhookOf(request, portal)
  // What is on its way to it ends, too.
  webhook.status = 'disabled'
  portal.webhooks.delete(webhook.id)
  return ok(request, 'webhook', { id: webhook.id })
}

function checkTargets(
  world: World,
  { brands }: Portal,
  body: { app_ids?: string[] | undefined; events?: EventName[] | undefined },
): void {
  const stranger = (body.app_ids ?? []).findIndex((id) => !brands.has(id))
  if (stranger >= 0) throw new SalesIqError(1019, culprit(['app_ids', stranger]))
  const reopened = (body.events ?? []).indexOf('conversation.reopened')
  if (reopened >= 0 && !world.settings.reopenedSubscribable) throw new SalesIqError(1011, culprit(['events', reopened]))
}

/** Zoho makes no webhook for a URL that does not answer HEAD with 200. */
async function checkHandshake(world: World, url: string): Promise<void> {
  if ((await world.outbox.shakeHands(url)) !== 200) throw new SalesIqError(1011, { param: 'url' })
}
