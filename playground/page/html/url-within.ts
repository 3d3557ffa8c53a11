/**
 * An address on the origin of `page` (both absolute) as a path; undefined for anything else. The server may name itself
 * 127.0.0.1 where the page was opened as localhost.
 */
export function urlWithin(url: string, page: string): string | undefined {
  if (!URL.canParse(url, page)) return undefined
  const target = new URL(url, page)
  const here = new URL(page)
  const isSameHost = target.hostname === here.hostname || (isLoopback(target.hostname) && isLoopback(here.hostname))
  if (!isSameHost || target.port !== here.port || target.protocol !== here.protocol) return undefined
  return `${target.pathname}${target.search}${target.hash}`
}

const isLoopback = (hostname: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
