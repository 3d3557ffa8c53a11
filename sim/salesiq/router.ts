import type { SimRequest, SimResponse } from '../http/server'
import { authorizeRoutes } from './authorize'
import { brandRoutes } from './brands'
import { conversationMessageRoutes } from './conversation-messages'
import { conversationRoutes } from './conversations'
import { errorResponse, SalesIqError } from './errors'
import { executionRoutes } from './executions'
import { oauthRoutes } from './oauth'
import { apiRequest, type Route } from './routes'
import { visitorCloseRoutes } from './visitor-close'
import { visitorMessageRoutes } from './visitor-messages'
import { visitorOpenRoutes } from './visitor-open'
import { webhookKeyRoutes } from './webhook-keys'
import { webhookRoutes } from './webhooks'
import type { World } from './world'

/** Every endpoint of this Zoho; of two that match the first wins. */
const routes: Route[] = [
  ...authorizeRoutes,
  ...oauthRoutes,
  ...visitorOpenRoutes,
  ...visitorMessageRoutes,
  ...visitorCloseRoutes,
  ...brandRoutes,
  ...conversationRoutes,
  ...conversationMessageRoutes,
  ...webhookRoutes,
  ...webhookKeyRoutes,
  ...executionRoutes,
]

/** Answers a request as Zoho would; refusals come in Zoho's error shape. */
export async function route(world: World, http: SimRequest): Promise<SimResponse> {
  try {
    const { run, params } = find(http)
    return await run(apiRequest(world, http, params))
  } catch (error) {
    if (error instanceof SalesIqError) return errorResponse(world.settings, error)
    throw error
  }
}

function find(http: SimRequest): { run: Route['run']; params: Map<string, string> } {
  const parts = http.path.split('/').map(decode)
  let pathKnown = false
  for (const { method, parts: pattern, run } of routes) {
    const params = match(pattern, parts)
    if (params === undefined) continue
    if (method === http.method) return { run, params }
    pathKnown = true
  }
  throw new SalesIqError(pathKnown ? 1004 : 1006)
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
