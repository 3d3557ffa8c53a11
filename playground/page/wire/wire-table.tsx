import { useRef } from 'preact/hooks'
import { Empty } from '../parts/empty'
import { filter } from '../state/wire-filter'
import { toggleFold, wireItems } from '../state/wire-items'
import { rowHeight, useVirtualRows } from './virtual-rows'
import { WireFold } from './wire-fold'
import { rowDomId, WireRow } from './wire-row'

/** `chosenKey` names a line; see `WireItem`. */
type Props = { chosenKey: string | undefined; onChoose: (key: string) => void }

const columns = ['Time', 'From and to', 'What', 'Call', 'Status', 'Took', 'Repeat', 'Idempotency key']

/** The lines; only those in view are in the document. Arrow keys go from one to the next, and open a set-up. */
export function WireTable({ chosenKey, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const items = wireItems.value
  const { first, end, above, below, onScroll, show, stay } = useVirtualRows(box, items.length, rowHeight, filter.value)
  const chosenIndex = items.findIndex(({ key }) => key === chosenKey)

  const toggle = (key: string) => {
    // What opens is read from its beginning.
    stay()
    toggleFold(key)
    onChoose(key)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = items[chosenIndex]
    if (chosen && 'fold' in chosen && opens(event.key, chosen.fold.isOpen)) {
      event.preventDefault()
      toggle(chosen.key)
      return
    }
    const target = rowAfter(event.key, chosenIndex, items.length)
    const item = target === undefined ? undefined : items[target]
    if (target === undefined || !item) return
    event.preventDefault()
    onChoose(item.key)
    show(target)
  }
  return (
    <div class="wire-scroll" ref={box} onScroll={onScroll}>
      {items.length === 0 && <Empty icon="wire">No calls to show.</Empty>}
      <table
        class="wire-table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be chosen, as in a grid
        role="grid"
        aria-labelledby="wire-title"
        aria-describedby="wire-says"
        aria-rowcount={items.length + 1}
        tabIndex={0}
        {...(chosenIndex >= first && chosenIndex < end && { 'aria-activedescendant': rowDomId(chosenKey) })}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} />}
          {items.slice(first, end).map((item, place) => {
            const common = { index: first + place, isChosen: item.key === chosenKey }
            return 'fold' in item ? (
              <WireFold
                key={item.key}
                of={item.fold}
                itemKey={item.key}
                {...common}
                onToggle={() => toggle(item.key)}
              />
            ) : (
              <WireRow key={item.key} row={item.row} {...common} onChoose={() => onChoose(item.key)} />
            )
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  )
}

/** Room for the rows that are left out; `height` in px. */
function Gap({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row does not take the focus here, the grid does
  return <tr class="wire-gap" aria-hidden="true" style={{ height: `${height}px` }} />
}

/** Whether a key opens or closes a fold. */
const opens = (key: string, isOpen: boolean): boolean =>
  key === 'Enter' || key === ' ' || key === (isOpen ? 'ArrowLeft' : 'ArrowRight')

/** Where a key leads; undefined when it means nothing. With nothing chosen, the first step is the newest row. */
function rowAfter(key: string, at: number, count: number): number | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  if (step === undefined) return undefined
  return at < 0 ? count - 1 : Math.min(count - 1, Math.max(0, at + step))
}
