import type { SimRequest, SimResponse } from '../../http/server'
import { ApiError } from '../errors'
import { asSeen } from '../plugin-tags'
import type { Site } from '../site'
import { isIdOf, type World } from '../world'
import type { Operation, Route } from './call'
import { cognitiveRoutes } from './cognitive'
import { configureRoutes } from './configure'
import { conversationRoutes } from './conversations'
import { eventRoutes } from './events'
import { serveContent } from './file-content'
import { fileRoutes } from './files'
import { incomingMessageRoutes } from './incoming-message'
import { messageRoutes } from './messages'
import { stateRoutes } from './states'
import { userRoutes } from './users'

const routes = [
  ...conversationRoutes,
  ...messageRoutes,
  ...incomingMessageRoutes,
  ...userRoutes,
  ...eventRoutes,
  ...stateRoutes,
  ...configureRoutes,
  ...fileRoutes,
  ...cognitiveRoutes,
]
  // A fixed path before one with a parameter in the same place.
  .toSorted((a, b) => parameters(a) - parameters(b))
  .map((route) => ({ ...route, pattern: new RegExp(`^${route.path.replace(/:[a-z]+/g, '([^/]+)')}$`) }))

/** Answers a request to the runtime API: https://api.botpress.cloud as `@botpress/client` 1.35.0 calls it. */
export async function serveApi(world: World, request: SimRequest): Promise<SimResponse> {
  try {
    const content = serveContent(world, request)
    if (content) return content
    const site = authenticate(world, request)
    const { run, params } = route(request)
    const answer = await run({ world, site, params, query: request.query, body: json(request) })
    return { ...answer, body: asSeen(world, answer.body) }
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse()
    throw error
  }
}

/** The installation that a request comes from. Throws `Unauthorized` or `Forbidden`. */
function authenticate(world: World, { headers }: SimRequest): Site {
  if (headers.authorization !== `Bearer ${world.token}`) {
    throw new ApiError('Unauthorized', 'The token is missing or wrong')
  }
  const { 'x-bot-id': botId, 'x-integration-id': integrationId, 'x-integration-alias': alias } = headers
  if (!botId || !integrationId) throw new ApiError('Forbidden', 'x-bot-id and x-integration-id are required')
  const sites = [...world.sites.values()].filter(
    (site) =>
      site.botId === botId &&
      isIdOf(site, integrationId) &&
      (alias === undefined || alias === '' || alias === site.alias),
  )
  const [site, another] = sites
  if (!site) throw new ApiError('Forbidden', 'This integration is not installed on this bot')
  if (another) throw new ApiError('Forbidden', 'Installed more than once on this bot: x-integration-alias is required')
  return site
}

function route(request: SimRequest): { run: Operation; params: string[] } {
  for (const { method, pattern, run } of routes) {
    const match = method === request.method ? pattern.exec(request.path) : null
    if (match) return { run, params: match.slice(1).map(decodeURIComponent) }
  }
  throw new ApiError('MethodNotFound', `${request.method} ${request.path} is not part of this stand-in`)
}

function json(request: SimRequest): unknown {
  if (request.body.length === 0) return undefined
  try {
    return JSON.parse(request.body.toString('utf8'))
  } catch {
    throw new ApiError('InvalidPayload', 'The body is not JSON')
  }
}

function parameters(route: Route): number {
  return route.path.split(':').length
}
