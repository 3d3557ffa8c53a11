import type { ThreadStatus } from '../../desks'
import { statusWords } from '../words/desks'

/** How a conversation stands. */
export function StatusTag({ status }: { status: ThreadStatus }) {
  const { title, tone } = statusWords[status]
  return (
    <span class="tag" data-tone={tone}>
      {title}
    </span>
  )
}
