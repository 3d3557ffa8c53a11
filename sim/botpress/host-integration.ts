import { type SimServer, startServer } from '../http/server'

/** The request and answer of the SDK's `integration.handler`. */
export type IntegrationRequest = {
  body?: string
  path: string
  query: string
  method: string
  headers: Record<string, string | undefined>
}
export type IntegrationHandler = (
  request: IntegrationRequest,
  // biome-ignore lint/suspicious/noConfusingVoidType: the SDK's own signature
) => Promise<{ status?: number; headers?: Record<string, string>; body?: string } | void>

/**
 * Serves the SDK's `integration.handler` on loopback. In place of the SDK's own `serve`, which listens on every
 * interface and decodes bodies piece by piece. What the handler throws becomes a 500, `/health` answers `ok`.
 */
export function hostIntegration(handler: IntegrationHandler, options: { port?: number } = {}): Promise<SimServer> {
  return startServer({
    side: 'integration',
    ...options,
    handle: async (request) => {
      if (request.path === '/health') return { status: 200, body: 'ok' }
      try {
        const response = await handler({
          ...(request.body.length > 0 ? { body: request.body.toString('utf8') } : {}),
          path: request.path,
          query: request.rawQuery,
          method: request.method,
          headers: request.headers,
        })
        return {
          status: response?.status ?? 200,
          ...(response?.headers ? { headers: response.headers } : {}),
          body: response?.body ?? '{}',
        }
      } catch (error) {
        return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } }
      }
    },
  })
}
