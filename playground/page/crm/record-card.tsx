import type { CrmRecord } from '../../crm-protocol'
import { IconButton } from '../parts/icon-button'
import { RecordLink } from '../parts/record-link'
import { chooseRecord, kindOf } from '../state/crm'
import { isWide } from '../state/layout'
import { ago } from '../words/time'
import { Changes } from './changes'
import { StageSelect } from './stage-select'
import { Timeline } from './timeline'

/** One record: what it is called, where it stands, what is filled in, what belongs to it, and what changed. */
export function RecordCard({ record }: { record: CrmRecord }) {
  const { title, id, stage, facts, links, timeline, createdAt, changes } = record
  return (
    <article
      class="record"
      aria-label={`${kindOf(record)}: ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
      tabIndex={0}
    >
      <header class="record-head">
        {!isWide.value && (
          <IconButton icon="arrow-left" label="Back to the records" onClick={() => chooseRecord(undefined)} />
        )}
        <div class="record-title">
          <p class="quiet">
            {kindOf(record)} <span class="record-id">{id}</span>
          </p>
          <h3 dir="auto">{title}</h3>
        </div>
        {stage && <StageSelect record={record} stage={stage} />}
      </header>
      {changes.length > 0 && <Changes changes={changes} />}
      {timeline.length > 0 && <Timeline entries={timeline} />}
      <section aria-label="Properties">
        <h4>Properties</h4>
        <dl class="properties">
          {facts.map(({ name, label, value }) => (
            <div key={name}>
              <dt title={name}>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
          <div>
            <dt>Created</dt>
            <dd>{ago(createdAt, Date.now())}</dd>
          </div>
        </dl>
      </section>
      {links.length > 0 && (
        <section aria-label="Associations">
          <h4>Associated with</h4>
          <ul class="record-links">
            {links.map((link) => (
              <li key={`${link.typeId} ${link.id}`}>
                <span class="quiet">{link.label === undefined ? link.kind : `${link.kind} (${link.label})`}</span>
                <RecordLink of={link} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}
