import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Thread } from '../../protocol'
import { desk, words } from '../desk'
import { IconButton } from '../parts/icon-button'
import { SkipLink } from '../parts/skip-link'
import { isWide } from '../state/layout'
import { agent, chooseThread } from '../state/selection'
import { ChatActions } from './chat-actions'
import { Composer } from './composer'
import { ContactCard } from './contact-card'
import { editorId } from './editor'
import { Entries } from './entries'
import { StatusTag } from './status-tag'
import { ThreadActions } from './thread-actions'

const Actions = desk === 'salesiq' ? ChatActions : ThreadActions

/** One thread: the contact, what happened, and the box to answer in. */
export function ThreadView({ thread }: { thread: Thread }) {
  const me = agent.value
  const root = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // Where there is no room for all of it, what was said last is worth more than whose it is.
    if (root.current) root.current.scrollTop = root.current.scrollHeight
  }, [])
  return (
    <div class="thread" ref={root}>
      <SkipLink to={editorId}>Skip to the reply box</SkipLink>
      <header class="thread-head">
        {!isWide.value && (
          <IconButton
            icon="arrow-left"
            label={`Back to the ${words.threads.toLowerCase()}`}
            onClick={() => chooseThread(undefined)}
          />
        )}
        <div class="thread-title">
          <h3 dir="auto">{thread.contact.name}</h3>
          <StatusTag status={thread.status} />
        </div>
        {me && <Actions thread={thread} me={me} />}
      </header>
      <ContactCard thread={thread} />
      <Entries thread={thread} />
      {me && <Composer thread={thread} me={me} />}
    </div>
  )
}
