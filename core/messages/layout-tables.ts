import { isBlock, TABLE_PARTS, tagOf } from './html-tags'
import type { HtmlToken } from './html-tokens'

type Table = { start: HtmlToken; cells: number; mostCells: number; holdsBlocks: boolean; isPresentation: boolean }

/**
 * The start tags of tables that only arrange: those that say so, and those of one column that hold blocks or lines.
 * Their cells are blocks below each other, as they would be squeezed into one line each otherwise.
 */
export function layoutTables(tokens: readonly HtmlToken[]): ReadonlySet<HtmlToken> {
  const found = new Set<HtmlToken>()
  const open: Table[] = []
  const end = () => {
    const table = open.pop()
    if (table && (table.isPresentation || (table.mostCells <= 1 && table.holdsBlocks))) found.add(table.start)
  }
  for (const token of tokens) {
    const table = open.at(-1)
    if (token.kind === 'close' && token.name === 'table') end()
    if (token.kind !== 'open') continue
    const tag = tagOf(token.name)
    if (table !== undefined) {
      if (tag === 'tr') table.cells = 0
      else if (tag === 'td' || tag === 'th') table.mostCells = Math.max(table.mostCells, ++table.cells)
      else if (token.name === 'br' || tag === 'table' || (isBlock(tag) && !TABLE_PARTS.has(tag)))
        table.holdsBlocks = true
    }
    if (tag !== 'table') continue
    const isPresentation = /^(?:presentation|none)$/i.test(token.attributes.get('role') ?? '')
    open.push({ start: token, cells: 0, mostCells: 0, holdsBlocks: false, isPresentation })
  }
  while (open.length > 0) end()
  return found
}
