import { words } from '../desk'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { filterInForce, narrow, shownRows } from '../state/wire-filter'
import { rows } from '../state/wire-rows'
import { SessionSelect } from './session-select'

/** Narrows the wire down. */
export function WireFilters() {
  const { party = '', text = '', onlyTrouble = false, trace } = filterInForce.value
  return (
    <search class="wire-filters">
      {trace && (
        <span class="chip trace-chip">
          <Icon name="wire" size={14} />
          <span class="trace-label">
            One {trace.about}: {trace.label}
          </span>
          <IconButton
            icon="close"
            size={12}
            label="Show all messages again"
            onClick={() => narrow({ trace: undefined })}
          />
        </span>
      )}
      <SessionSelect />
      <select
        aria-label="Other side"
        value={party}
        onChange={({ currentTarget }) => narrow({ party: asParty(currentTarget.value) })}
      >
        <option value="">Both sides</option>
        <option value={words.name}>{words.name}</option>
        <option value="Botpress">Botpress</option>
      </select>
      <label class="search">
        <Icon name="search" size={14} />
        <input
          type="search"
          aria-label="Search the wire"
          placeholder="Search"
          value={text}
          onInput={({ currentTarget }) => narrow({ text: currentTarget.value || undefined })}
        />
      </label>
      <button
        type="button"
        class="chip"
        aria-pressed={onlyTrouble}
        onClick={() => narrow({ onlyTrouble: onlyTrouble ? undefined : true })}
      >
        Only faults and repeats
      </button>
      <output class="wire-count">
        {shownRows.value.length === rows.value.length
          ? `${rows.value.length} rows`
          : `${shownRows.value.length} of ${rows.value.length} rows`}
      </output>
    </search>
  )
}

const asParty = (value: string) => [words.name, 'Botpress' as const].find((party) => party === value)
