import type { HttpRequest } from '../pages/request'

/** Whether a browser asks for the documentation: `/docs` or below it. Whoever knows the webhook URL may read it. */
export function isForDocs({ method, path }: HttpRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && (path === '/docs' || path.startsWith('/docs/'))
}
