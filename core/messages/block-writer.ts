import type { OpenElements } from './open-elements'
import { isBlank } from './plain'
import { raise } from './raised'
import type { BlockContent, Link, Place, RichBlock, Run } from './rich-blocks'

/** Takes text and line ends as they come, and makes blocks of them; `open` says where they stand and how they are marked. */
export class BlockWriter {
  readonly blocks: RichBlock[] = []
  private runs: Run[] = []
  private rows: Run[][][] = []
  private gap: 1 | 2 = 1
  private lineIsBlank = true
  private isApart = false

  constructor(private readonly open: OpenElements) {}

  /** @param own the link that the text is, where it stands in none. */
  text(shown: string, own?: Link): void {
    const { marks, link = own } = this.open.state()
    const text = this.open.has('pre') ? shown : shown.replace(/\s+/g, ' ')
    const last = this.runs.at(-1)
    const joins =
      !this.isApart && last !== undefined && last.text !== '\n' && last.marks === marks && last.link === link
    if (joins) last.text += text
    else if (text !== '') this.runs.push({ text, marks, link })
    this.isApart = false
    const newLine = text.lastIndexOf('\n') + 1
    this.lineIsBlank = (newLine > 0 || this.lineIsBlank) && isBlank(text.slice(newLine))
  }

  /** Two of them are a new paragraph. A cell is one line: whatever starts a line in there is a space. */
  lineBreak(): void {
    const { marks, link } = this.open.state()
    if (this.open.has('td', 'th')) this.text(' ')
    else if (this.lineIsBlank && !this.open.has('pre')) this.endBlock(2)
    else this.runs.push({ text: '\n', marks, link })
    this.lineIsBlank = true
  }

  /** Where a block begins or ends within what holds no blocks: a cell, or preformatted text. */
  blockEdge(): void {
    if (!this.lineIsBlank) this.lineBreak()
  }

  /** Where text above or below the line begins; for `endRaised`. */
  startRaised(): Place {
    this.isApart = true
    return { runs: this.runs, at: this.runs.length }
  }

  /** Writes the text since then as standing above or below the line, if it is one piece. */
  endRaised(kind: 'sup' | 'sub', from: Place): boolean {
    const runs = this.runs === from.runs ? this.runs.slice(from.at) : []
    const all = runs.map(({ text }) => text).join('')
    if (isBlank(all)) return false
    const { before, write, behind } = raise(all.trim(), kind)
    for (const run of runs) run.text = run.text.replace(/\S+/g, write)
    const [first, last] = [runs.find(({ text }) => !isBlank(text)), runs.findLast(({ text }) => !isBlank(text))]
    if (first !== undefined) first.text = first.text.replace(/^\s*/, `$&${before}`)
    if (last !== undefined) last.text = `${last.text.trimEnd()}${behind}${/\s$/.test(last.text) ? ' ' : ''}`
    this.isApart = true
    return true
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
