import type { CrmChange } from '../../crm-protocol'
import { changeWords } from '../words/change'
import { clock } from '../words/time'

/** What changed in a record since the playground was started, newest first. */
export function Changes({ changes }: { changes: readonly CrmChange[] }) {
  return (
    <section aria-label="Changes">
      <h4>Lately</h4>
      <ul class="changes" aria-live="polite">
        {changes.map((change, index) => (
          <li key={changes.length - index}>
            <time dateTime={new Date(change.at).toISOString()}>{clock(change.at)}</time>
            <span class="tag" data-tone={change.by === 'bot' ? 'warn' : undefined}>
              {change.by === 'bot' ? 'The bot' : 'HubSpot'}
            </span>
            <span dir="auto">{changeWords(change)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
