import { computed, signal } from '@preact/signals'
import type { WireRow } from '../../protocol'

/** The server keeps as many. */
const maxRows = 20_000

/** All rows of the wire in the order of time, which is not that of their ids: a row comes when its call is answered. */
export const rows = signal<readonly WireRow[]>([])

/** The messages that calls carried. */
export const carriedTraces = computed(() => new Set(rows.value.flatMap(({ traces }) => traces)))

/** Adds new rows and puts changed ones in place. */
export function takeRows(more: readonly WireRow[]): void {
  rows.value = mergeRows(rows.peek(), more)
}

/** Starts over. */
export function forgetRows(): void {
  rows.value = []
}

/** Both lists by time; where both have a row, that of `more`; only the newest when there are more than `max`. */
export function mergeRows(kept: readonly WireRow[], more: readonly WireRow[], max = maxRows): readonly WireRow[] {
  const byId = new Map(kept.map((row) => [row.id, row]))
  for (const row of more) byId.set(row.id, row)
  const merged = [...byId.values()].sort((a, b) => a.at - b.at || a.id - b.id)
  return merged.length > max ? merged.slice(-max) : merged
}
