import { useComputed } from '@preact/signals'
import { go } from '../state/here'
import { isWireOpen } from '../state/layout'
import { filter } from '../state/wire-filter'
import { carriedTraces } from '../state/wire-rows'
import { Icon } from './icon'

/**
 * On a message: shows the calls that carried it; nothing where none did, as with the bot's words. `label` names the
 * message in the filter's chip.
 */
export function WireButton({ trace, label }: { trace: string; label: string }) {
  const wasCarried = useComputed(() => carriedTraces.value.has(trace))
  const isShown = useComputed(() => filter.value.trace?.id === trace)
  if (!wasCarried.value) return null
  return (
    <button
      type="button"
      class="wire-button"
      aria-label="Show the calls that carried this message"
      title="Show the calls that carried this message"
      aria-pressed={isShown.value}
      onClick={() => {
        filter.value = { trace: { id: trace, label } }
        isWireOpen.value = true
        go({ view: 'wire' })
      }}
    >
      <Icon name="wire" size={14} />
    </button>
  )
}
