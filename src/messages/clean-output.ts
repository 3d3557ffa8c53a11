import { encodeEntities } from './html-entities'
import { CELLS, INLINE, type Tag } from './html-tags'
import { RICH_TEXT_MAX } from './limits'

/**
 * Stands before a character that would start a list, a heading or the like where it is; the Markdown writer turns it
 * into a backslash. It never comes from the input: a private-use character, removed from all text.
 */
export const ESCAPE_MARK = '\ue000'

/** What would be read as Markdown's block markup at the start of a line. */
const BLOCK_MARKUP = /^(?=[-+](?:\s|$)|--|=+\s*$|>|#{1,6}(?:\s|$))|^(\d{1,9})(?=[.)](?:\s|$))/

/** Writes cleaned rich text twice at once, as HTML and as plain text, with its white space as a reader sees it. */
export class CleanOutput {
  private readonly html: string[] = []
  private length = 0
  private tooMuch = false
  private atLineStart = true
  private afterSpace = true
  private plain: string[] = []
  private plainBreaks = 0
  private table = { rows: 0, columns: 0, column: 0, cell: 0, widest: 0 }

  text(text: string, within: { code: boolean; cell: boolean }): void {
    const collapsed = visible(text).replace(/\s+/g, ' ')
    const shown = this.afterSpace ? collapsed.trimStart() : collapsed
    if (shown === '') return
    let marked = shown
    if (this.atLineStart && !within.code && !within.cell) marked = marked.replace(BLOCK_MARKUP, `$1${ESCAPE_MARK}`)
    if (within.cell) marked = marked.replaceAll('|', `${ESCAPE_MARK}|`)
    this.write(encodeEntities(marked))
    this.writePlain(shown)
    this.table.cell += marked.length
    this.atLineStart = false
    this.afterSpace = shown.endsWith(' ')
  }

  preformatted(text: string): void {
    const shown = visible(text)
    this.write(encodeEntities(shown))
    this.writePlain(shown)
  }

  space(): void {
    if (this.afterSpace) return
    this.write(' ')
    this.writePlain(' ')
    this.afterSpace = true
  }

  lineBreak(): void {
    this.write('<br>')
    this.plainBreaks += 1
    this.startLine()
  }

  rule(): void {
    this.write('<hr>')
    this.breakPlain(2)
    this.startLine()
  }

  open(tag: Tag, attributes: string): void {
    this.write(`<${tag}${attributes}>`)
    this.between(tag)
    if (tag === 'table') this.table = { rows: 0, columns: 0, column: 0, cell: 0, widest: 0 }
    if (tag === 'tr') this.table = { ...this.table, rows: this.table.rows + 1, column: 0 }
    if (CELLS.has(tag)) this.table = { ...this.table, column: this.table.column + 1, cell: 0 }
  }

  close(tag: Tag): void {
    this.write(`</${tag}>`)
    this.between(tag)
    const { rows, columns, column, cell, widest } = this.table
    if (CELLS.has(tag)) {
      this.table = { ...this.table, widest: Math.max(widest, cell), columns: Math.max(columns, column) }
    }
    // The converter pads every cell to the width of its column.
    if (tag === 'table' && rows * columns * widest > RICH_TEXT_MAX.table) this.tooMuch = true
  }

  /** An exclamation mark right before a link would make it a picture. */
  beforeLink(): void {
    const last = this.html.at(-1)
    if (last?.endsWith('!')) this.html[this.html.length - 1] = `${last.slice(0, -1)}${ESCAPE_MARK}!`
  }

  /** Plain text has no links: the address follows the text. */
  afterLink(href: string): void {
    this.writePlain(` (${href})`)
  }

  result(): { html: string | undefined; plain: string } {
    const lines = this.plain.join('').split('\n')
    return {
      html: this.tooMuch ? undefined : this.html.join(''),
      plain: lines
        .map((line) => line.trimEnd())
        .join('\n')
        .trim(),
    }
  }

  private between(tag: Tag): void {
    if (INLINE.has(tag)) return
    if (CELLS.has(tag)) this.spacePlain()
    else this.breakPlain(tag === 'li' || tag === 'tr' || tag === 'div' ? 1 : 2)
    this.startLine()
  }

  private startLine(): void {
    this.atLineStart = true
    this.afterSpace = true
  }

  private breakPlain(lines: number): void {
    this.plainBreaks = Math.max(this.plainBreaks, lines)
  }

  private spacePlain(): void {
    if (this.plainBreaks === 0 && this.plain.at(-1) !== ' ') this.writePlain(' ')
  }

  private writePlain(text: string): void {
    if (this.plain.length > 0 && this.plainBreaks > 0) this.plain.push('\n'.repeat(Math.min(this.plainBreaks, 2)))
    this.plainBreaks = 0
    this.plain.push(text)
  }

  private write(html: string): void {
    this.length += html.length
    if (this.length > RICH_TEXT_MAX.length || this.html.length >= RICH_TEXT_MAX.nodes) this.tooMuch = true
    if (!this.tooMuch) this.html.push(html)
  }
}

/** Text without what a reader cannot see: control characters, marks of width zero and direction, half characters. */
function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[^\P{Cc}\n\t]|[\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ue000]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
}
