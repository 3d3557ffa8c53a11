import type { ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { buildPage, servePage } from '../../playground/server/page'
import { startFront } from '../../sim/http/front'
import { rowsBetween, world } from './fixture'

/** ms between two batches of new calls, and how many come in each: a few sessions in lively talk. */
const every = 100
const atOnce = 3

export type PageServer = {
  url: string
  /** From now on new calls keep coming. */
  goLive(): void
  close(): Promise<void>
}

/** The playground's page as it is built, and a server that has nothing but so many calls to show. */
export async function servePageWith(count: number): Promise<PageServer> {
  const front = await startFront()
  const clients = new Set<ServerResponse>()
  let live: NodeJS.Timeout | undefined
  front.mount('', servePage(await buildPage(resolve('test-output/bench/page')), front.url))
  front.mount('/api', (_incoming, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    outgoing.write(event('world', world) + event('wire', rowsBetween(1, count)))
    clients.add(outgoing)
    outgoing.once('close', () => clients.delete(outgoing))
  })
  let last = count
  return {
    url: front.url,
    goLive: () => {
      live = setInterval(() => {
        const batch = event('wire', rowsBetween(last + 1, last + atOnce))
        last += atOnce
        for (const client of clients) client.write(batch)
      }, every)
    },
    close: () => {
      clearInterval(live)
      return front.close()
    },
  }
}

const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
