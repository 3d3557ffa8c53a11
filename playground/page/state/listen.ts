import { batch } from '@preact/signals'
import type { WireRow, World } from '../../protocol'
import { forgetRows, takeRows } from './wire-rows'
import { connection, world } from './world'

const retryAfterMs = 1000

/**
 * Keeps the page up to date with the server, for as long as the page is open. A broken connection is taken up again by
 * the browser; one that was refused, by us. What comes is trusted: it is written by the server that served this page.
 */
export function listen(): void {
  const source = new EventSource('/api/events')
  source.addEventListener('open', () => {
    batch(() => {
      connection.value = 'open'
      // Everything that is kept comes again, and after a restart of the server with other ids.
      forgetRows()
    })
  })
  source.addEventListener('world', (event) => {
    const next: World = JSON.parse(event.data)
    world.value = next
  })
  source.addEventListener('wire', (event) => {
    const rows: WireRow[] = JSON.parse(event.data)
    takeRows(rows)
  })
  source.addEventListener('error', () => {
    connection.value = world.peek() ? 'lost' : 'connecting'
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(listen, retryAfterMs)
  })
}
