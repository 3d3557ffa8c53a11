import type { Thread } from '../../protocol'
import { IconButton } from '../parts/icon-button'
import { isWide } from '../state/layout'
import { agent, chooseThread } from '../state/selection'
import { Composer } from './composer'
import { ContactCard } from './contact-card'
import { Entries } from './entries'
import { ThreadActions } from './thread-actions'

/** One thread: the contact, what happened, and the box to answer in. */
export function ThreadView({ thread }: { thread: Thread }) {
  const me = agent.value
  return (
    <div class="thread">
      <header class="thread-head">
        {!isWide.value && (
          <IconButton icon="arrow-left" label="Back to the threads" onClick={() => chooseThread(undefined)} />
        )}
        <div class="thread-title">
          <h3 dir="auto">{thread.contact.name}</h3>
          <span class="tag" data-tone={thread.status === 'OPEN' ? 'good' : undefined}>
            {thread.status === 'OPEN' ? 'Open' : 'Closed'}
          </span>
        </div>
        {me && <ThreadActions thread={thread} me={me} />}
      </header>
      <ContactCard thread={thread} />
      <Entries thread={thread} />
      {me && <Composer thread={thread} me={me} />}
    </div>
  )
}
