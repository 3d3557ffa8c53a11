import { computed, signal } from '@preact/signals'
import type { WireRow } from '../../protocol'
import { filterInForce, shownRows } from './wire-filter'

/** A line of the wire's table: a call, or one line for all calls of a set-up. */
export type WireItem = { key: string } & ({ row: WireRow } | { fold: Fold })

/** What a set-up called: how many calls, the first of them when (epoch ms), and whether they are shown below it. */
export type Fold = { count: number; at: number; isOpen: boolean }

export const keyOf = ({ id }: Pick<WireRow, 'id'>): string => String(id)

/** The folds that are open, by their keys. */
const opened = signal<ReadonlySet<string>>(new Set())

/** Opens a fold, or closes it. */
export function toggleFold(key: string): void {
  const next = new Set(opened.peek())
  if (!next.delete(key)) next.add(key)
  opened.value = next
}

/** The lines that pass the filter, oldest first. Who looks for certain calls gets them without opening anything. */
export const wireItems = computed(() => {
  const { text, trace, onlyTrouble } = filterInForce.value
  const isSearch = text !== undefined || trace !== undefined || onlyTrouble === true
  return isSearch ? shownRows.value.map((row) => ({ key: keyOf(row), row })) : foldSetUps(shownRows.value, opened.value)
})

/** Puts the calls of each set-up that follow one another under one line. */
export function foldSetUps(rows: readonly WireRow[], open: ReadonlySet<string>): WireItem[] {
  const items: WireItem[] = []
  let [fold, folds]: [Fold | undefined, number] = [undefined, 0]
  for (const row of rows) {
    if (!row.isSetUp) fold = undefined
    else if (fold) fold.count += 1
    else {
      folds += 1
      const key = `set-up-${folds}`
      fold = { count: 1, at: row.at, isOpen: open.has(key) }
      items.push({ key, fold })
    }
    if (fold === undefined || fold.isOpen) items.push({ key: keyOf(row), row })
  }
  return items
}
