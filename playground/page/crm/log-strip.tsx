import type { LogView } from '../../crm-protocol'
import { world } from '../state/world'

const modes = { off: 'off', summary: 'summary', summaryAndTranscript: 'summary and transcript' } as const

const counted: [counter: keyof LogView['counters'], title: string][] = [
  ['logged', 'logged'],
  ['pending', 'pending'],
  ['skipped', 'skipped'],
  ['noIdentity', 'nobody known'],
  ['failed', 'failed'],
  ['redactions', 'numbers taken out'],
]

/** How the interaction log stands: what became of the conversations that have ended. */
export function LogStrip() {
  const log = world.value?.crm?.log
  if (log === undefined) return null
  return (
    <section class="log-strip" aria-label="Interaction log">
      <p>
        <strong>Interaction log</strong> <span class="quiet">{log.lack ?? modes[log.mode]}</span>
      </p>
      <dl aria-live="polite">
        {counted.map(([counter, title]) => (
          <div key={counter} data-tone={counter === 'failed' && log.counters.failed > 0 ? 'bad' : undefined}>
            <dt>{title}</dt>
            <dd>{log.counters[counter]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
