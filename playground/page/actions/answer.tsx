import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ActionForm } from '../../crm-protocol'
import type { EndUser } from '../../protocol'
import { Empty } from '../parts/empty'
import { RecordLink } from '../parts/record-link'
import { answer, isRunning } from '../state/actions'
import { isWide } from '../state/layout'
import { Body } from '../wire/body'
import { duration } from '../words/time'
import { Confirmation } from './confirmation'
import { Costs } from './costs'
import { recordsIn } from './record-refs'

/** What an action answered, or threw; what its calls were, and where its records are. */
export function Answer({ action, asker }: { action: ActionForm; asker: EndUser }) {
  const shown = answer.value
  const root = useRef<HTMLElement>(null)
  const trace = useRef(shown?.trace)
  useLayoutEffect(() => {
    // On a narrow screen it is below the form.
    if (!isWide.peek() && shown && shown.trace !== trace.current) root.current?.scrollIntoView({ block: 'start' })
    trace.current = shown?.trace
  }, [shown?.trace])
  const records = shown && 'output' in shown ? recordsIn(shown.output) : []
  return (
    <section
      ref={root}
      class="action-answer"
      aria-label="Answer"
      aria-live="polite"
      aria-busy={isRunning.value}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
      tabIndex={0}
    >
      {shown ? (
        <>
          <header>
            <h3>{'error' in shown ? 'Thrown' : 'Answer'}</h3>
            <span class="quiet">{duration(shown.durationMs)}</span>
            <Costs trace={shown.trace} title={action.title} />
          </header>
          {records.length > 0 && (
            <ul class="record-links" aria-label="Records of the answer">
              {records.map((ref) => (
                <li key={`${ref.typeId} ${ref.id}`}>
                  <RecordLink of={ref} />
                </li>
              ))}
            </ul>
          )}
          {'error' in shown ? <p class="action-error">{shown.error}</p> : <Body body={shown.output} />}
          {shown.question && <Confirmation asker={asker} question={shown.question} />}
        </>
      ) : (
        <Empty icon="bot">Run it: what the bot would read appears here.</Empty>
      )}
    </section>
  )
}
