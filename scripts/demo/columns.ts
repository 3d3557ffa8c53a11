const indent = '    '
const divider = ' | '

/** Both columns together fit into 100 characters, and into less where the terminal is narrower. */
function columnWidth(): number {
  const total = Math.max(60, Math.min(100, process.stdout.columns ?? 100))
  return Math.floor((total - indent.length - divider.length) / 2)
}

/** Names the columns; `where` agents are, such as "in the inbox". */
export function heading(where: string): string {
  const width = columnWidth()
  const names = beside(['END USER, in the web chat'], [`AGENT, ${where}`], width)
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

/** Entries longer than this are shown with their middle left out. */
const mostLines = 13

/** An entry as lines of at most `width`: broken between words where there are any, all but the first indented. */
function wrap(entry: string, width: number): string[] {
  const lines: string[] = []
  for (const [row, line] of entry.split('\n').filter(Boolean).entries()) {
    const margin = row === 0 ? '' : '  '
    let rest = margin + line
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width)
      const end = space > width / 2 ? space : width
      lines.push(rest.slice(0, end))
      rest = `${margin}  ${rest.slice(end).trimStart()}`
    }
    lines.push(rest)
  }
  if (lines.length <= mostLines) return lines
  const hidden = lines.length - mostLines + 1
  return [...lines.slice(0, mostLines - 3), `  ... (${hidden} more lines)`, ...lines.slice(-2)]
}
