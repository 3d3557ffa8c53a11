/** A request as Botpress hands it over: `path` is what follows the webhook ID. */
export type HttpRequest = { method: string; path: string; query: string; body?: string | undefined }

/** What a browser asked of a connect page, of which the pages after the first have these names. */
export type PageRequest<Name extends string> = {
  /** `return` is where the desk sends the browser after its consent pages; the others are our own. */
  page: Name | 'start' | 'return' | 'unknown'
  isPost: boolean
  query: URLSearchParams
  /** Empty for GET. */
  form: URLSearchParams
}

/**
 * Whether a request is a browser's on the connect page: below `/connect`, or the answer of the desk's consent pages, which
 * comes to the webhook URL itself. A desk's webhooks are POSTs there, and so never are.
 */
export function isForConnectPage({ method, path, query }: HttpRequest): boolean {
  if (method !== 'GET' && method !== 'POST') return false
  return path === '/connect' || path.startsWith('/connect/') || (method === 'GET' && isReturn(path, query))
}

function isReturn(path: string, query: string): boolean {
  const fields = new URLSearchParams(query)
  return (path === '' || path === '/') && fields.has('state') && (fields.has('code') || fields.has('error'))
}

/** @param names of the pages after the first, each at `/connect/<name>`. */
export function readRequest<Name extends string>(
  names: readonly Name[],
  { method, path, query, body }: HttpRequest,
): PageRequest<Name> {
  const isPost = method === 'POST'
  const address = path.replace(/\/$/, '')
  const known = address === '/connect' ? 'start' : names.find((name) => address === `/connect/${name}`)
  return {
    page: isReturn(path, query) && !isPost ? 'return' : (known ?? 'unknown'),
    isPost,
    query: new URLSearchParams(query),
    form: new URLSearchParams(isPost ? body : ''),
  }
}
