import type { Thread } from '../../protocol'
import { words } from '../desk'
import { Avatar } from '../parts/avatar'
import { Badge } from '../parts/badge'
import { agent, chooseThread, thread as shown } from '../state/selection'
import { unread } from '../state/unread'
import { world } from '../state/world'
import { lastLine } from '../words/thread'
import { clock } from '../words/time'
import { StatusTag } from './status-tag'

/** A thread in the list: who, the last line, and how it stands. The list has one stop for the Tab key. */
export function ThreadItem({ thread, isStop }: { thread: Thread; isStop: boolean }) {
  const { id, contact, entries, latestAt, status, assignedTo, inboxId } = thread
  const news = unread.value.get(id) ?? 0
  const inbox = world.value?.inboxes.find((candidate) => candidate.id === inboxId)
  const assignee = world.value?.agents.find((candidate) => candidate.id === assignedTo)
  const hasFailure = entries.some((entry) => entry.type === 'message' && entry.failure !== undefined)
  return (
    <li>
      <button
        type="button"
        class="thread-item"
        tabIndex={isStop ? 0 : -1}
        data-status={status}
        data-unread={news > 0}
        aria-current={shown.value?.id === id ? 'true' : undefined}
        onClick={() => chooseThread(id)}
      >
        <Avatar kind="user" name={contact.name} />
        <span class="thread-name" dir="auto">
          {contact.name}
        </span>
        <time dateTime={new Date(latestAt).toISOString()}>{clock(latestAt)}</time>
        <span class="thread-line" dir="auto">
          {lastLine(entries, agent.value?.name)}
        </span>
        <Badge count={news} />
        <span class="thread-facts">
          <StatusTag status={status} />
          <span>{assignee?.name ?? words.unassigned}</span>
          {inbox && <span>{inbox.name}</span>}
          {hasFailure && (
            <span class="tag" data-tone="bad">
              Failed
            </span>
          )}
        </span>
      </button>
    </li>
  )
}
