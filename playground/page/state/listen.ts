import { batch } from '@preact/signals'
import type { WireRow, World } from '../../protocol'
import { api } from '../desk'
import { answers } from './answering'
import { reuse } from './reuse'
import { forgetRows, takeRows } from './wire-rows'
import { connection, world } from './world'

const retryAfterMs = 1000

let source: EventSource | undefined

/**
 * Keeps the page up to date with the server while somebody can see it. In a tab in the background it lets go of its
 * connection: a browser has six for a server, and with all of them taken no page could send anything.
 */
export function listen(): void {
  document.addEventListener('visibilitychange', follow)
  follow()
}

function follow(): void {
  if (document.hidden) leave()
  else source ??= connect()
}

function leave(): void {
  source?.close()
  source = undefined
}

/**
 * A broken connection is taken up again by the browser; one that was refused, by us. What comes is trusted: it is
 * written by the server that served this page.
 */
function connect(): EventSource {
  const events = new EventSource(api('/events'))
  let isFirst = true
  events.addEventListener('open', () => {
    connection.value = 'open'
    isFirst = true
    answers()
  })
  events.addEventListener('world', (event) => {
    const next: World = JSON.parse(event.data)
    world.value = reuse(world.peek(), next)
  })
  events.addEventListener('wire', (event) => {
    const rows: WireRow[] = JSON.parse(event.data)
    batch(() => {
      // Everything that is kept comes again, and after a restart of the server with other ids.
      if (isFirst) forgetRows()
      isFirst = false
      takeRows(rows)
    })
  })
  events.addEventListener('error', () => {
    connection.value = world.peek() ? 'lost' : 'connecting'
    if (events.readyState !== EventSource.CLOSED) return
    leave()
    setTimeout(follow, retryAfterMs)
  })
  return events
}
