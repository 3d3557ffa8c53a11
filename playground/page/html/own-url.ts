import { mayLinkTo } from './link-target'
import { urlWithin } from './url-within'

/** The address of something this playground serves, as a path on this page's own origin; undefined for anything else. */
export const ownUrl = (url: string): string | undefined => urlWithin(url, location.href)

/** An address a link may lead to: on this origin, or elsewhere on the web; undefined for `javascript:` and the like. */
export function linkUrl(url: string): string | undefined {
  const own = ownUrl(url)
  if (own) return own
  return mayLinkTo(url) ? url : undefined
}
