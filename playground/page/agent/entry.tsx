import type { ThreadEntry } from '../../protocol'
import { words } from '../desk'
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
    case 'past':
      return <PastEntry entry={entry} />
    case 'assignment':
    case 'status': {
      const said = eventWords(entry, nameOf, words)
      return (
        <p class="event">
          {said} <time dateTime={new Date(entry.at).toISOString()}>{clock(entry.at)}</time>
          <WireButton trace={entry.trace} about="event" label={said} />
        </p>
      )
    }
  }
})

function CommentEntry({ entry }: { entry: Extract<ThreadEntry, { type: 'comment' }> }) {
  const { author, html, text, at, trace } = entry
  return (
    <article class="comment" aria-label={`${words.comment} of ${author}`}>
      <header>
        <Icon name="note" size={14} />
        <strong>{words.comment}</strong>
        <span>
          {author}, {clock(at)}
        </span>
        <WireButton trace={trace} label={text} />
      </header>
      {html === undefined ? (
        <p class="plain" dir="auto">
          {text}
        </p>
      ) : (
        <SafeHtml html={html} />
      )}
    </article>
  )
}

/** Something that was said to the bot, and came with the chat. */
function PastEntry({ entry: { sender, text } }: { entry: Extract<ThreadEntry, { type: 'past' }> }) {
  return (
    <article class="past" aria-label={`${sender}, before the ${words.thread}`}>
      <strong>{sender}</strong>
      <p class="plain" dir="auto">
        {text}
      </p>
    </article>
  )
}

/** An agent's name; anything else is said as the desk says it. */
const nameOf = (id: string) => world.peek()?.agents.find((agent) => agent.id === id)?.name ?? id
