import { useComputed } from '@preact/signals'
import { go } from '../state/here'
import { isWireOpen } from '../state/layout'
import { filter } from '../state/wire-filter'
import { carriedTraces } from '../state/wire-rows'
import { Icon } from './icon'

type Props = { trace: string; label: string; about?: 'message' | 'event' }

/**
 * On a message or event: shows the calls that carried it; nothing where none did, as with the bot's words. `label` names
 * it in the filter's chip.
 */
export function WireButton({ trace, label, about = 'message' }: Props) {
  const wasCarried = useComputed(() => carriedTraces.value.has(trace))
  const isShown = useComputed(() => filter.value.trace?.id === trace)
  if (!wasCarried.value) return null
  const title = `Show the calls that carried this ${about}`
  return (
    <button
      type="button"
      class="wire-button"
      aria-label={title}
      title={title}
      aria-pressed={isShown.value}
      tabIndex={-1}
      onClick={() => {
        filter.value = { trace: { id: trace, about, label } }
        isWireOpen.value = true
        go({ view: 'wire' })
      }}
    >
      <Icon name="wire" size={14} />
    </button>
  )
}
