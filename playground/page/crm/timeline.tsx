import type { TimelineEntry } from '../../crm-protocol'
import { SafeHtml } from '../html/safe-html'
import { RecordLink } from '../parts/record-link'
import { ago } from '../words/time'

/** Notes and calls about a contact, newest first, as HubSpot shows them. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <section aria-label="Timeline">
      <h4>Timeline</h4>
      <ul class="timeline">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Entry({ entry: { kind, title, at, facts, html, links } }: { entry: TimelineEntry }) {
  return (
    <section class="timeline-entry" aria-label={`${kind}: ${title}`}>
      <p class="timeline-head">
        <span class="tag">{kind}</span>
        {kind === 'Call' && <strong dir="auto">{title}</strong>}
        <time dateTime={new Date(at).toISOString()}>{ago(at, Date.now())}</time>
      </p>
      {facts.length > 0 && (
        <dl class="properties">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <SafeHtml html={html} />
      {links.length > 0 && (
        <ul class="record-links" aria-label="Also on">
          {links.map((link) => (
            <li key={`${link.typeId} ${link.id}`}>
              <RecordLink of={link} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
