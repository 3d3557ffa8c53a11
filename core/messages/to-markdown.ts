import { RICH_TEXT_MAX } from './limits'
import { inlineMarkdown, ticksAround } from './markdown-inline'
import { type BlockContent, type Container, type RichBlock, type Run, shared } from './rich-blocks'

/** Blocks as Markdown (CommonMark, with the tables and strikethrough of GFM); undefined if there is too much of it. */
export function toMarkdown(blocks: readonly RichBlock[]): string | undefined {
  const lines: string[] = []
  const begun = new Set<Container>()
  let length = 0
  let above: readonly Container[] = []
  for (const { content, within, gap } of blocks) {
    const startsItem = within.some((container) => !begun.has(container) && container.marker !== '> ')
    if (lines.length > 0 && (gap === 2 || !startsItem)) {
      lines.push(prefixOf(within.slice(0, shared(above, within)), begun).trimEnd())
    }
    for (const line of linesOf(content)) {
      const prefix = prefixOf(within, begun)
      for (const container of within) begun.add(container)
      lines.push(line === '' ? prefix.trimEnd() : prefix + line)
      length += prefix.length + line.length + 1
      if (length > RICH_TEXT_MAX.length) return undefined
    }
    above = within
  }
  return lines.join('\n')
}

/** Quotes are marked on every line; an item's lines after its first are indented by its marker, which keeps them in it. */
function prefixOf(within: readonly Container[], begun: ReadonlySet<Container>): string {
  return within.map((it) => (begun.has(it) && it.marker !== '> ' ? ' '.repeat(it.marker.length) : it.marker)).join('')
}

function linesOf(block: BlockContent): string[] {
  if (block.kind === 'rule') return ['---']
  if (block.kind === 'code') return codeLines(block.text)
  if (block.kind === 'table') return tableLines(block.rows)
  if (block.heading === 0) return inlineMarkdown(block.runs, 'lines').split('\n')
  return [`${'#'.repeat(block.heading)} ${openEnded(inlineMarkdown(block.runs, 'line'))}`]
}

/** Number signs at the end of a heading would be taken for the end of its markup. */
function openEnded(heading: string): string {
  const words = heading.slice(heading.lastIndexOf(' ') + 1)
  return /^#+$/.test(words) ? `${heading.slice(0, -1)}\\#` : heading
}

function codeLines(text: string): string[] {
  const lines = text.trimEnd().split('\n')
  const fence = ticksAround(text, 3)
  return [fence, ...lines.slice(lines.findIndex((line) => line.trim() !== '')), fence]
}

/** The first row is the heading, which says how many columns a table has: it must not be shorter than another row. */
function tableLines(rows: readonly (readonly Run[])[][]): string[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const [head = [], ...body] = rows.map((row) => row.map((cell) => inlineMarkdown(cell, 'line').replaceAll('|', '\\|')))
  const missing = Array<string>(columns - head.length).fill('')
  return [[...head, ...missing], Array<string>(columns).fill('---'), ...body].map((cells) => `| ${cells.join(' | ')} |`)
}
