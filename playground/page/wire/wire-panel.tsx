import { signal } from '@preact/signals'
import { words } from '../desk'
import { Icon } from '../parts/icon'
import { isWide, isWireOpen, wireHeight } from '../state/layout'
import { keyOf } from '../state/wire-items'
import { rows } from '../state/wire-rows'
import { ResizeHandle } from './resize-handle'
import { WireDetail } from './wire-detail'
import { WireFilters } from './wire-filters'
import { WireTable } from './wire-table'

/** The line that is chosen; a call's headers and bodies are shown. */
const chosenKey = signal<string | undefined>(undefined)

/** Every call and webhook as it happens. */
export function WirePanel() {
  const isOpen = isWireOpen.value || !isWide.value
  const style = isWide.value && isOpen ? { height: `${wireHeight.value}px` } : {}
  const chosen = rows.value.find((row) => keyOf(row) === chosenKey.value)
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
        <p class="wire-says" id="wire-says">
          Every call between Botpress, the integration and {words.name}, the newest last. Choose one to read what it is
          for and what was sent.
        </p>
      )}
      {isOpen && (
        <div class="wire-body" data-detail={chosen !== undefined}>
          <WireTable
            chosenKey={chosenKey.value}
            onChoose={(key) => {
              chosenKey.value = key
            }}
          />
          {chosen && (
            <WireDetail
              key={chosen.id}
              row={chosen}
              onClose={() => {
                chosenKey.value = undefined
              }}
            />
          )}
        </div>
      )}
    </section>
  )
}
