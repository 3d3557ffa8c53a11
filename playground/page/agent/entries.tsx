import { useRef } from 'preact/hooks'
import type { Thread } from '../../protocol'
import { useFollowEnd } from '../parts/follow-end'
import { Entry } from './entry'

/** What happened in the thread, oldest first. New entries are announced. */
export function Entries({ thread }: { thread: Thread }) {
  const box = useRef<HTMLDivElement>(null)
  const onScroll = useFollowEnd(box, thread.id)
  return (
    <div
      class="entries"
      role="log"
      aria-label={`Thread of ${thread.contact.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
      tabIndex={0}
      ref={box}
      onScroll={onScroll}
    >
      <div class="feed">
        {thread.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </div>
    </div>
  )
}
