import { useRef } from 'preact/hooks'
import { moveFocus, within } from '../parts/arrow-keys'
import { listedThreads } from '../state/selection'
import { ThreadItem } from './thread-item'

/** The threads of the chosen inbox, newest activity first. */
export function ThreadList() {
  const list = useRef<HTMLUListElement>(null)
  const threads = listedThreads.value
  return (
    <nav class="thread-list" aria-label="Threads">
      {threads.length === 0 && <p class="quiet">No threads here yet.</p>}
      <ul ref={list} onKeyDown={(event) => moveFocus(event, within(list.current, 'button'))}>
        {threads.map((thread) => (
          <ThreadItem key={thread.id} thread={thread} />
        ))}
      </ul>
    </nav>
  )
}
