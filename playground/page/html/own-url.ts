/**
 * The address of something this playground serves, as a path on this page's own origin; undefined for anything else.
 * The server may name itself 127.0.0.1 where the page was opened as localhost.
 */
export function ownUrl(url: string, page: Pick<Location, 'hostname' | 'port' | 'href'> = location): string | undefined {
  if (!URL.canParse(url, page.href)) return undefined
  const { protocol, hostname, port, pathname, search, hash } = new URL(url, page.href)
  const isHere = hostname === page.hostname || (isLoopback(hostname) && isLoopback(page.hostname))
  return isHere && port === page.port && /^https?:$/.test(protocol) ? `${pathname}${search}${hash}` : undefined
}

const isLoopback = (hostname: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

/** An address a link may lead to: on this origin, or elsewhere on the web; undefined for `javascript:` and the like. */
export function linkUrl(url: string): string | undefined {
  const own = ownUrl(url)
  if (own) return own
  return URL.canParse(url) && /^(https?|mailto|tel):$/.test(new URL(url).protocol) ? url : undefined
}
