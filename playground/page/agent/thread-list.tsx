import { useRef } from 'preact/hooks'
import { moveFocus, within } from '../parts/arrow-keys'
import { listedThreads, thread as shown } from '../state/selection'
import { ThreadItem } from './thread-item'

/** The threads of the chosen inbox, newest activity first. Arrow keys go from one to the next. */
export function ThreadList() {
  const list = useRef<HTMLUListElement>(null)
  const threads = listedThreads.value
  const stop = shown.value ?? threads[0]
  return (
    <nav class="thread-list" aria-label="Threads">
      {threads.length === 0 && <p class="quiet">No threads here yet.</p>}
      <ul ref={list} onKeyDown={(event) => moveFocus(event, within(list.current, 'button'))}>
        {threads.map((thread) => (
          <ThreadItem key={thread.id} thread={thread} isStop={thread.id === stop?.id} />
        ))}
      </ul>
    </nav>
  )
}
