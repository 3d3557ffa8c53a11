import type { SimRequest, SimResponse } from '../http/server'
import { accountInfoRoutes } from './account-info'
import { actorRoutes } from './actors'
import { appWebhookRoutes } from './app-webhooks'
import { authorizeRoutes } from './authorize'
import { channelAccountRoutes } from './channel-accounts'
import { channelMessageRoutes } from './channel-messages'
import { crmRoutes } from './crm/routes'
import { customChannelRoutes } from './custom-channels'
import { HubSpotError } from './errors'
import { fileRoutes } from './files'
import { inboxRoutes } from './inboxes'
import { oauthRoutes } from './oauth'
import { apiRequest, type Route } from './routes'
import { threadMessageRoutes } from './thread-messages'
import { threadRoutes } from './thread-routes'
import type { World } from './world'

/** Every endpoint of this HubSpot; of two that match the first wins. */
const routes: Route[] = [
  ...oauthRoutes,
  ...customChannelRoutes,
  ...channelAccountRoutes,
  ...channelMessageRoutes,
  ...inboxRoutes,
  ...threadRoutes,
  ...threadMessageRoutes,
  ...actorRoutes,
  ...crmRoutes,
  ...fileRoutes,
  ...accountInfoRoutes,
  ...authorizeRoutes,
  ...appWebhookRoutes,
]

/** Answers a request as HubSpot would; refusals come in HubSpot's error shape. */
export async function route(world: World, http: SimRequest): Promise<SimResponse> {
  try {
    const { run, params } = find(http)
    return await run(apiRequest(world, http, params))
  } catch (error) {
    if (error instanceof HubSpotError) return { status: error.status, body: error.body }
    throw error
  }
}

function find(http: SimRequest): { run: Route['run']; params: Map<string, string> } {
  const parts = http.path.replace(/\/$/, '').split('/').map(decode)
  let pathKnown = false
  for (const { method, parts: pattern, run } of routes) {
    const params = match(pattern, parts)
    if (params === undefined) continue
    if (method === http.method) return { run, params }
    pathKnown = true
  }
  if (pathKnown) throw new HubSpotError(405, 'METHOD_NOT_ALLOWED', `${http.method} is not allowed on ${http.path}`)
  throw new HubSpotError(404, 'OBJECT_NOT_FOUND', `No resource at ${http.path}`)
}

function match(pattern: string[], parts: string[]): Map<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params = new Map<string, string>()
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (wanted.startsWith('{')) params.set(wanted.slice(1, -1), part)
    else if (wanted !== part) return undefined
  }
  return params
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
