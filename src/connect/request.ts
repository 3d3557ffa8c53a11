/** A request as Botpress hands it over: `path` is what follows the webhook ID. */
type HttpRequest = { method: string; path: string; query: string; body?: string | undefined }

/** What a browser asked of the connect page. */
export type ConnectRequest = {
  /** `return` is where HubSpot sends the browser after its consent pages; the others are our own. */
  page: 'start' | 'return' | 'switch' | 'inboxes' | 'progress' | 'done' | 'unknown'
  isPost: boolean
  query: URLSearchParams
  /** Empty for GET. */
  form: URLSearchParams
}

const pages = new Map([
  ['/connect', 'start'],
  ['/connect/switch', 'switch'],
  ['/connect/inboxes', 'inboxes'],
  ['/connect/progress', 'progress'],
  ['/connect/done', 'done'],
] as const)

/**
 * Whether a request is a browser's on the connect page: below `/connect`, or the answer of HubSpot's consent pages, which
 * comes to the webhook URL itself. HubSpot's webhooks are POSTs there, and so never are.
 */
export function isForConnectPage({ method, path, query }: HttpRequest): boolean {
  if (method !== 'GET' && method !== 'POST') return false
  return path === '/connect' || path.startsWith('/connect/') || (method === 'GET' && isReturn(path, query))
}

function isReturn(path: string, query: string): boolean {
  const fields = new URLSearchParams(query)
  return (path === '' || path === '/') && fields.has('state') && (fields.has('code') || fields.has('error'))
}

export function readRequest({ method, path, query, body }: HttpRequest): ConnectRequest {
  const isPost = method === 'POST'
  const known = [...pages].find(([address]) => address === path.replace(/\/$/, ''))?.[1]
  return {
    page: isReturn(path, query) && !isPost ? 'return' : (known ?? 'unknown'),
    isPost,
    query: new URLSearchParams(query),
    form: new URLSearchParams(isPost ? body : ''),
  }
}
