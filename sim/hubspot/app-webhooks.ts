import type { SimResponse } from '../http/server'
import { developerApp } from './auth'
import { HubSpotError } from './errors'
import { isPaused } from './events'
import type { App, AppEventType } from './model'
import { page } from './paging'
import { type ApiRequest, open } from './routes'
import { iso } from './world'

const base = '/app-webhooks/2026-09/{appId}'

/** What the developer of a legacy app can read of its webhooks. Projects declare theirs in a file, and get a refusal. */
export const appWebhookRoutes = [
  open('GET', `${base}/settings`, (request) => settings(request, legacyApp(request))),
  open('GET', `${base}/subscriptions`, (request) => subscriptions(request, legacyApp(request))),
]

/** The app in the path; the developer key is in the query, as elsewhere. */
function legacyApp({ world, http, param }: ApiRequest): App {
  const query = new URLSearchParams(http.query)
  query.set('appId', param('appId'))
  const app = developerApp(world, { ...http, query })
  if (app.kind === 'project') {
    throw new HubSpotError(403, 'FORBIDDEN', 'Webhooks of this app are managed in its developer project.')
  }
  return app
}

function settings({ world }: ApiRequest, app: App): SimResponse {
  if (app.webhookTargetUrl === undefined) throw new HubSpotError(404, 'OBJECT_NOT_FOUND', 'There are no settings')
  const at = iso(world.now())
  return {
    status: 200,
    body: {
      targetUrl: app.webhookTargetUrl,
      throttling: { maxConcurrentRequests: world.settings.maxConcurrentAppWebhooks },
      createdAt: at,
      updatedAt: at,
    },
  }
}

const properties = ['assignedTo', 'status', 'isArchived']

function subscriptions({ world, http }: ApiRequest, app: App): SimResponse {
  const expand = (eventType: AppEventType): { eventType: AppEventType; propertyName?: string }[] =>
    eventType === 'conversation.propertyChange'
      ? properties.map((propertyName) => ({ eventType, propertyName }))
      : [{ eventType }]
  const results = app.subscriptions.flatMap(expand).map((subscription, index) => ({
    ...subscription,
    id: String(index + 1),
    active: !isPaused(app, subscription.eventType, subscription.propertyName),
    createdAt: iso(world.now()),
  }))
  return { status: 200, body: page(world, http, results) }
}
