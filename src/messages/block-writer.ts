import type { OpenElements } from './open-elements'
import { isBlank } from './plain'
import { type BlockContent, type RichBlock, type Run, sameMark, shared } from './rich-blocks'

/** Takes text and line ends as they come, and makes blocks of them; `open` says where they stand and how they are marked. */
export class BlockWriter {
  readonly blocks: RichBlock[] = []
  private runs: Run[] = []
  private rows: Run[][][] = []
  private gap: 1 | 2 = 1
  private lineIsBlank = true

  constructor(private readonly open: OpenElements) {}

  text(shown: string): void {
    const text = this.open.has('pre') ? shown : shown.replace(/\s+/g, ' ')
    const marks = this.open.marks()
    const last = this.runs.at(-1)
    const joins = last !== undefined && last.text !== '\n' && last.marks.length === marks.length
    if (joins && shared(last.marks, marks, sameMark) === marks.length) last.text += text
    else if (text !== '') this.runs.push({ text, marks })
    const newLine = text.lastIndexOf('\n') + 1
    this.lineIsBlank = (newLine > 0 || this.lineIsBlank) && isBlank(text.slice(newLine))
  }

  /** Two of them are a new paragraph. A cell is one line: whatever starts a line in there is a space. */
  lineBreak(): void {
    if (this.open.has('td', 'th')) this.text(' ')
    else if (this.lineIsBlank && !this.open.has('pre')) this.endBlock(2)
    else this.runs.push({ text: '\n', marks: this.open.marks() })
    this.lineIsBlank = true
  }

  /** Where a block begins or ends within what holds no blocks: a cell, or preformatted text. */
  blockEdge(): void {
    if (!this.lineIsBlank) this.lineBreak()
  }

  /** Ends a paragraph, if there is one; what comes next stands at least `gap` line ends below. */
  endBlock(gap: 1 | 2): void {
    const { runs } = this
    this.runs = []
    this.lineIsBlank = true
    if (runs.some(({ text }) => !isBlank(text))) {
      if (this.open.has('pre')) this.add({ kind: 'code', text: runs.map(({ text }) => text).join('') })
      else this.add({ kind: 'paragraph', heading: this.open.heading(), runs })
    }
    if (gap > this.gap && !this.open.isAtItemStart()) this.gap = gap
  }

  /** The next item of a list follows the one before without a blank line. */
  endItem(): void {
    this.endBlock(1)
    this.gap = 1
  }

  rule(): void {
    this.add({ kind: 'rule' })
    this.endBlock(2)
  }

  startRow(): void {
    this.rows.push([])
  }

  endCell(): void {
    if (this.rows.length === 0) this.startRow()
    this.rows.at(-1)?.push(this.runs)
    this.runs = []
  }

  /** Rows without text are left out. */
  endTable(): void {
    const rows = this.rows.filter((row) => row.some((cell) => cell.some(({ text }) => !isBlank(text))))
    this.rows = []
    if (rows.length > 0) this.add({ kind: 'table', rows })
    this.endBlock(2)
  }

  private add(content: BlockContent): void {
    this.blocks.push({ content, within: this.open.containers(), gap: this.gap })
    this.gap = 1
  }
}
