import { useComputed } from '@preact/signals'
import { Icon } from '../parts/icon'
import { go } from '../state/here'
import { isWireOpen } from '../state/layout'
import { filter } from '../state/wire-filter'
import { rows } from '../state/wire-rows'
import { costWords } from '../words/costs'

/** How many calls an action cost; leads to them on the wire. */
export function Costs({ trace, title }: { trace: string; title: string }) {
  const calls = useComputed(() => rows.value.filter(({ traces }) => traces.includes(trace))).value
  if (calls.length === 0) return null
  return (
    <button
      type="button"
      class="button"
      title="Show its calls on the wire"
      onClick={() => {
        filter.value = { trace: { id: trace, about: 'action', label: title } }
        isWireOpen.value = true
        go({ view: 'wire' })
      }}
    >
      <Icon name="wire" size={14} />
      {costWords(calls)}
    </button>
  )
}
