import { signal } from '@preact/signals'
import type { WireRow } from '../../protocol'

/** The server keeps as many. */
const maxRows = 20_000

/** All rows of the wire, oldest first. */
export const rows = signal<readonly WireRow[]>([])

/** Adds new rows and puts changed ones in place. */
export function takeRows(more: readonly WireRow[]): void {
  rows.value = mergeRows(rows.peek(), more)
}

/** Starts over. */
export function forgetRows(): void {
  rows.value = []
}

/** Both lists by id, the newer row where both have one, and only the newest of them all when there are too many. */
export function mergeRows(kept: readonly WireRow[], more: readonly WireRow[], max = maxRows): readonly WireRow[] {
  const last = kept.at(-1)?.id ?? 0
  const isAppend = more.every((row, index) => row.id > (more[index - 1]?.id ?? last))
  const merged = isAppend ? [...kept, ...more] : sortedById([...kept, ...more])
  return merged.length > max ? merged.slice(-max) : merged
}

function sortedById(all: WireRow[]): WireRow[] {
  return [...new Map(all.map((row) => [row.id, row])).values()].sort((a, b) => a.id - b.id)
}
