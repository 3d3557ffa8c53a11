import { mkdirSync, writeFileSync } from 'node:fs'
import type { Tally } from './judge-messages'

/** One line of the table: what went wrong how often, and what became of the messages meanwhile. */
export type Row = Tally & {
  fault: string
  /** How often it was played. */
  faults: number
  sessions: number
  /** Most sessions that were active at the same time. */
  atOnce: number
  /** Webhooks delivered once more when all was over. */
  redelivered: number
  violations: number
}

const columns = ['faults', 'sessions', 'messages', 'lost', 'doubled', 'reported', 'unknowable', 'overtaken'] as const

/** The rows as a table to read. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ fault }) => fault.length))
  const head = ['fault'.padEnd(width), ...columns.map((column) => column.padStart(11))].join('')
  const lines = rows.map((row) =>
    [row.fault.padEnd(width), ...columns.map((column) => String(row[column]).padStart(11))].join(''),
  )
  return [head, ...lines].join('\n')
}

/** Writes the rows of a desk to `test-output/chaos/<desk>-summary.json`, for the table of docs/faults.md. */
export function writeSummary(desk: string, seed: number, rows: readonly Row[]): void {
  mkdirSync('test-output/chaos', { recursive: true })
  writeFileSync(`test-output/chaos/${desk}-summary.json`, `${JSON.stringify({ seed, rows }, undefined, 2)}\n`)
}
