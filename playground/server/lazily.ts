import { assertOwnPage } from './guard'
import type { House } from './house'
import { Refusal } from './refusal'

/** A world that is put up by the first request for it; one that could not be is tried again by the next. */
export function whenAskedFor(open: () => Promise<House>): House {
  let opening: Promise<House> | undefined
  return {
    api: (incoming, outgoing) => {
      const ready = async () => {
        assertOwnPage(incoming.headers)
        opening ??= open()
        return opening
      }
      ready().then(
        ({ api }) => api(incoming, outgoing),
        (error: unknown) => {
          const isRefused = error instanceof Refusal
          if (!isRefused) {
            opening = undefined
            process.stderr.write(`A world of the playground could not be put up: ${String(error)}\n`)
          }
          outgoing.writeHead(isRefused ? error.status : 503, {
            'content-type': 'application/json',
            connection: 'close',
          })
          outgoing.end(JSON.stringify({ message: isRefused ? error.message : 'This world could not be put up.' }))
        },
      )
    },
    close: async () => {
      const house = await opening?.catch(() => undefined)
      await house?.close()
    },
  }
}
