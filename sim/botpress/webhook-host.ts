import type { SimRequest, SimResponse } from '../http/server'
import { ApiError, errorBody } from './errors'
import type { World } from './world'

/** Headers that belong to one connection, and so are not handed on. */
const perConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'])

/**
 * The public webhook host (https://webhook.botpress.cloud): hands any request to `/<webhook id>[/path][?query]` to the
 * integration as the operation `webhook_received` and answers with what the handler returns.
 *
 * The page that Botpress puts before HTML and redirects (unless `x-bp-disable-interstitial` is set) is not played.
 */
export async function serveWebhook(world: World, request: SimRequest): Promise<SimResponse> {
  const [, webhookId = '', path = ''] = /^\/([^/]*)(\/.*)?$/s.exec(request.path) ?? []
  const site = world.sites.get(webhookId)
  if (!site) return new ApiError('ResourceNotFound', `No webhook ${webhookId}`).toResponse()
  const req = {
    ...(request.body.length > 0 ? { body: request.body.toString('utf8') } : {}),
    path: path === '' ? '/' : path,
    query: request.rawQuery,
    method: request.method,
    headers: request.headers,
  }
  try {
    const answer = await world.dispatcher.send(site, 'webhook_received', { req })
    const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !perConnection.has(name)))
    return { status: answer.status, headers, body: answer.body }
  } catch (error) {
    return { status: 502, body: errorBody('Internal', error instanceof Error ? error.message : String(error)) }
  }
}
