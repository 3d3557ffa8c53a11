/** One measurement: a line of the table and an entry of `latest.json`. */
export type Row = {
  what: string
  figures: Record<string, number>
  /** The figures as the table shows them. */
  shown: string
  /** Absent where the issue at hand is only to know. */
  goal?: { target: string; met: boolean }
}

export type Section = { title: string; rows: Row[] }

/** The sections as one table for a terminal. */
export function table(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ rows }) => rows)
  const width = (cell: (row: Row) => string) => Math.max(...rows.map((row) => cell(row).length))
  const [what, shown] = [width((row) => row.what), width((row) => row.shown)]
  return sections
    .flatMap(({ title, rows }) => [
      '',
      title,
      ...rows.map(({ goal, ...row }) => {
        const verdict = goal === undefined ? '' : `${goal.met ? '✓' : '✗'} ${goal.target}`
        return `  ${row.what.padEnd(what)}  ${row.shown.padEnd(shown)}  ${verdict}`.trimEnd()
      }),
    ])
    .join('\n')
}

/** The same for machines: no times of day, paths or host names, keys always in the same order. */
export function report(machine: Record<string, string | number>, sections: readonly Section[]): string {
  const body = sections.map(({ title, rows }) => ({
    title,
    rows: rows.map(({ what, figures, goal }) => ({ what, figures, ...goal })),
  }))
  return `${JSON.stringify({ machine, sections: body }, null, 2)}\n`
}
