import type { ThreadEntry } from '../../protocol'
import { SafeHtml } from '../html/safe-html'
import { Icon } from '../parts/icon'
import { memo } from '../parts/memo'
import { WireButton } from '../parts/wire-button'
import { world } from '../state/world'
import { eventWords } from '../words/thread'
import { clock } from '../words/time'
import { MessageEntry } from './message-entry'

/** One entry of a thread. */
export const Entry = memo(({ entry }: { entry: ThreadEntry }) => {
  switch (entry.type) {
    case 'message':
      return <MessageEntry entry={entry} />
    case 'comment':
      return <CommentEntry entry={entry} />
    case 'assignment':
    case 'status':
      return (
        <p class="event">
          {eventWords(entry, nameOf)} <time dateTime={new Date(entry.at).toISOString()}>{clock(entry.at)}</time>
          <WireButton trace={entry.trace} about="event" label={eventWords(entry, nameOf)} />
        </p>
      )
  }
})

function CommentEntry({ entry }: { entry: Extract<ThreadEntry, { type: 'comment' }> }) {
  const { author, html, text, at, trace } = entry
  return (
    <article class="comment" aria-label={`Internal comment of ${author}`}>
      <header>
        <Icon name="note" size={14} />
        <strong>Internal comment</strong>
        <span>
          {author}, {clock(at)}
        </span>
        <WireButton trace={trace} label={text} />
      </header>
      <SafeHtml html={html} />
    </article>
  )
}

/** An agent's name; anything else is said as HubSpot says it. */
const nameOf = (id: string) => world.peek()?.agents.find((agent) => agent.id === id)?.name ?? id
