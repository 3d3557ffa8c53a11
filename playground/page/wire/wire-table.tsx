import { useRef } from 'preact/hooks'
import { Empty } from '../parts/empty'
import { filter, shownRows } from '../state/wire-filter'
import { rowHeight, useVirtualRows } from './virtual-rows'
import { rowDomId, WireRow } from './wire-row'

type Props = { chosenId: number | undefined; onChoose: (id: number) => void }

const columns = ['Time', 'From and to', 'What', 'Call', 'Status', 'Took', 'Repeat', 'Idempotency key']

/** The rows; only those in view are in the document. Arrow keys go from row to row. */
export function WireTable({ chosenId, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const shown = shownRows.value
  const { first, end, above, below, onScroll, show } = useVirtualRows(box, shown.length, rowHeight, filter.value)
  const chosenIndex = chosenId === undefined ? -1 : shown.findIndex(({ id }) => id === chosenId)

  const onKeyDown = (event: KeyboardEvent) => {
    const target = rowAfter(event.key, chosenIndex, shown.length)
    const row = target === undefined ? undefined : shown[target]
    if (target === undefined || !row) return
    event.preventDefault()
    onChoose(row.id)
    show(target)
  }
  return (
    <div class="wire-scroll" ref={box} onScroll={onScroll}>
      {shown.length === 0 && <Empty icon="wire">No calls to show.</Empty>}
      <table
        class="wire-table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be chosen, as in a grid
        role="grid"
        aria-labelledby="wire-title"
        aria-rowcount={shown.length + 1}
        tabIndex={0}
        {...(chosenIndex >= first && chosenIndex < end && { 'aria-activedescendant': rowDomId(chosenId) })}
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
          {shown.slice(first, end).map((row, index) => (
            <WireRow
              key={row.id}
              row={row}
              index={first + index}
              isChosen={row.id === chosenId}
              onChoose={() => onChoose(row.id)}
            />
          ))}
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

/** Where a key leads; undefined when it means nothing. With nothing chosen, the first step is the newest row. */
function rowAfter(key: string, at: number, count: number): number | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  if (step === undefined) return undefined
  return at < 0 ? count - 1 : Math.min(count - 1, Math.max(0, at + step))
}
