import { useRef } from 'preact/hooks'
import type { ThreadStatus } from '../../desks'
import type { Thread } from '../../protocol'
import { desk, words } from '../desk'
import { moveFocus, within } from '../parts/arrow-keys'
import { listedThreads, thread as shown } from '../state/selection'
import { statusWords } from '../words/desks'
import { ThreadItem } from './thread-item'

/** SalesIQ parts its chats by how they stand. */
const parts: readonly ThreadStatus[] = desk === 'salesiq' ? ['WAITING', 'CONNECTED', 'MISSED', 'ENDED'] : []

/** The element that lists them. */
export const threadListId = 'thread-list'

/** The threads of the chosen inbox, newest activity first. Arrow keys go from one to the next. */
export function ThreadList() {
  const list = useRef<HTMLElement>(null)
  const threads = listedThreads.value
  const groups = parts.map((status) => ({ status, threads: threads.filter((thread) => thread.status === status) }))
  const [first = threads] = groups.map((group) => group.threads).filter(({ length }) => length > 0)
  const stop = shown.value ?? first[0]
  return (
    <nav
      class="thread-list"
      id={threadListId}
      tabIndex={-1}
      aria-label={words.threads}
      ref={list}
      onKeyDown={(event) => moveFocus(event, within(list.current, 'button'))}
    >
      {threads.length === 0 && <p class="quiet">No {words.threads.toLowerCase()} here yet.</p>}
      {parts.length === 0 && <Items threads={threads} stop={stop} />}
      {groups
        .filter((group) => group.threads.length > 0)
        .map((group) => (
          <section key={group.status} aria-labelledby={`chats-${group.status}`}>
            <h3 class="thread-group" id={`chats-${group.status}`}>
              {statusWords[group.status].title} <span>{group.threads.length}</span>
            </h3>
            <Items threads={group.threads} stop={stop} />
          </section>
        ))}
    </nav>
  )
}

function Items({ threads, stop }: { threads: readonly Thread[]; stop: Thread | undefined }) {
  return (
    <ul>
      {threads.map((thread) => (
        <ThreadItem key={thread.id} thread={thread} isStop={thread.id === stop?.id} />
      ))}
    </ul>
  )
}
