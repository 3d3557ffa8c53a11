import type { Thread } from '../../protocol'
import { Log } from '../parts/log'
import { spoken } from '../state/spoken'
import { Entry } from './entry'

/** What happened in the thread, oldest first. */
export function Entries({ thread: { contact, entries } }: { thread: Thread }) {
  return (
    <Log class="entries" label={`Thread of ${contact.name}`} count={entries.length} spoken={spoken.agent.value}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </Log>
  )
}
