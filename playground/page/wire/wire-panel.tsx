import { signal } from '@preact/signals'
import { Icon } from '../parts/icon'
import { isWide, isWireOpen, wireHeight } from '../state/layout'
import { rows } from '../state/wire-rows'
import { ResizeHandle } from './resize-handle'
import { WireDetail } from './wire-detail'
import { WireFilters } from './wire-filters'
import { WireTable } from './wire-table'

/** The row whose headers and bodies are shown. */
const chosenId = signal<number | undefined>(undefined)

/** Every call and webhook as it happens. */
export function WirePanel() {
  const isOpen = isWireOpen.value || !isWide.value
  const style = isWide.value && isOpen ? { height: `${wireHeight.value}px` } : {}
  const chosen = rows.value.find(({ id }) => id === chosenId.value)
  return (
    <section class="pane wire-pane" aria-labelledby="wire-title" data-open={isOpen} style={style}>
      {isWide.value && isOpen && <ResizeHandle />}
      <div class="pane-head wire-head">
        <h2 id="wire-title">The wire</h2>
        {isOpen ? <WireFilters /> : <p class="quiet">{rows.value.length} calls and webhooks</p>}
        {isWide.value && (
          <button
            type="button"
            class="icon-button"
            aria-expanded={isOpen}
            aria-label={isOpen ? 'Fold the wire up' : 'Show the wire'}
            title={isOpen ? 'Fold the wire up' : 'Show the wire'}
            onClick={() => {
              isWireOpen.value = !isOpen
            }}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-up'} />
          </button>
        )}
      </div>
      {isOpen && (
        <div class="wire-body" data-detail={chosen !== undefined}>
          <WireTable
            chosenId={chosenId.value}
            onChoose={(id) => {
              chosenId.value = id
            }}
          />
          {chosen && (
            <WireDetail
              key={chosen.id}
              row={chosen}
              onClose={() => {
                chosenId.value = undefined
              }}
            />
          )}
        </div>
      )}
    </section>
  )
}
