import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { SalesIqError } from './errors'
import { type EventName, eventNames } from './event-model'
import type { Operator, Portal, PublicKey, WebhookRecord } from './model'
import { type ApiRequest, culprit, ok, operator } from './routes'
import { bareBase64, keyPair } from './sign'
import { adminOf, type World } from './world'

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
  operator('POST', '/webhooks/{id}/keys', { scope: 'webhooks.create', family }, createKey),
  operator('DELETE', '/webhooks/{id}/keys/{keyId}', { scope: 'webhooks.delete', family }, removeKey),
]

/** Zoho wants https; the loopback address is let through so that a whole bridge can run on one machine. */
const webUrl = z.url().refine((url) => /^(https:\/\/[^/:]+(\/|\?|$)|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url))

/** What could not be delivered is kept for 7 days at least, and for 60 unless said otherwise. */
const day = 86_400_000

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

function addKey(world: World, webhook: WebhookRecord): void {
  const pair = keyPair(world.keysMade)
  world.keysMade += 1
  const [last] = webhook.keys.slice(-1)
  const createdAt = Math.max(world.now(), (last?.createdAt ?? 0) + 1)
  webhook.keys.push({ id: String(createdAt), createdAt, ...pair })
}

export function webhookOf({ param }: ApiRequest, { webhooks }: Portal): WebhookRecord {
  const webhook = webhooks.get(param('id'))
  if (webhook === undefined) throw new SalesIqError(1019)
  return webhook
}

const answer = (request: ApiRequest, portal: Portal, webhook: WebhookRecord): SimResponse =>
  ok(request, 'webhook', webhookBody(request.world, portal, webhook))

function webhookBody(world: World, portal: Portal, webhook: WebhookRecord): Record<string, unknown> {
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
