const indent = '    '
const divider = ' | '

/** Both columns together fit into 100 characters, and into less where the terminal is narrower. */
function columnWidth(): number {
  const total = Math.max(60, Math.min(100, process.stdout.columns ?? 100))
  return Math.floor((total - indent.length - divider.length) / 2)
}

/** Names the columns. */
export function heading(): string {
  const width = columnWidth()
  const names = beside(['END USER, in the web chat'], ['AGENT, in the HubSpot inbox'], width)
  return [...names, indent + '-'.repeat(width + 1) + '+'.padEnd(width + 2, '-')].join('\n')
}

/** What each side saw, as lines of two columns side by side; none when neither saw anything. */
export function columns(left: readonly string[], right: readonly string[]): string[] {
  const width = columnWidth()
  return beside(
    left.flatMap((text) => wrap(text, width)),
    right.flatMap((text) => wrap(text, width)),
    width,
  )
}

function beside(left: readonly string[], right: readonly string[], width: number): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `${indent}${(left[row] ?? '').padEnd(width)}${divider}${right[row] ?? ''}`.trimEnd(),
  )
}

/** Breaks a text into lines of at most `width`, between words where there are any; lines after the first are indented. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    let rest = line
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width)
      const end = space > width / 2 ? space : width
      lines.push(rest.slice(0, end))
      rest = `  ${rest.slice(end).trimStart()}`
    }
    lines.push(rest)
  }
  return lines
}
