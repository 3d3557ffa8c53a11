import type { Front } from '../../sim/http/front'

/**
 * What a browser may do with a file that somebody sent. People send each other HTML and SVG too: opened by itself, such a
 * file may not act as a part of the playground.
 */
export const harmless = "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'"

/** Where the stand-ins serve files, under the front. */
const files = /^\/(hubfs|content\/file)\//

/** The same front for the stand-ins, which know nothing of pages: their files go out as harmless ones. */
export function withHarmlessFiles(front: Front): Front {
  return {
    ...front,
    mount: (prefix, listener) =>
      front.mount(prefix, (incoming, outgoing) => {
        if (files.test(incoming.url ?? '')) {
          outgoing.setHeader('content-security-policy', harmless)
          outgoing.setHeader('x-content-type-options', 'nosniff')
        }
        listener(incoming, outgoing)
      }),
  }
}
