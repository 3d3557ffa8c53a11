import * as http from 'node:http'

/** One local port that several servers share, each under a prefix of its own. */
export type Front = {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  url: string
  port: number
  /**
   * Has `listener` answer everything under `prefix` (such as `/hubspot`; an empty one for what nobody else takes). It sees
   * the path without the prefix.
   */
  mount(prefix: string, listener: http.RequestListener): Mounted
  close(): Promise<void>
}

export type Mounted = {
  /** The front's URL and the prefix. */
  url: string
  unmount(): void
}

/**
 * Listens on loopback.
 *
 * @param port default: any free one.
 * @throws EADDRINUSE when the port is taken.
 */
export async function startFront(port = 0): Promise<Front> {
  const listeners = new Map<string, http.RequestListener>()
  const server = http.createServer((incoming, outgoing) => {
    const prefix = [...listeners.keys()].sort((a, b) => b.length - a.length).find((it) => isUnder(it, incoming.url))
    const listener = prefix === undefined ? undefined : listeners.get(prefix)
    if (prefix === undefined || listener === undefined) {
      outgoing.writeHead(404).end()
      return
    }
    const rest = (incoming.url ?? '/').slice(prefix.length)
    incoming.url = rest.startsWith('/') ? rest : `/${rest}`
    listener(incoming, outgoing)
  })
  // Longer than any client keeps an idle connection, so that none is closed under a request that is about to use it.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port')
  const url = `http://127.0.0.1:${address.port}`
  return {
    url,
    port: address.port,
    mount: (prefix, listener) => {
      if (listeners.has(prefix)) throw new Error(`Something else answers at "${prefix}" already`)
      listeners.set(prefix, listener)
      return { url: `${url}${prefix}`, unmount: () => listeners.delete(prefix) }
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

function isUnder(prefix: string, url = '/'): boolean {
  return (
    url.startsWith(prefix) && (url.length === prefix.length || prefix === '' || /[/?]/.test(url[prefix.length] ?? ''))
  )
}
