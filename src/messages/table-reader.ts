import { addText } from './block-writer'
import type { OpenElements } from './open-elements'
import { isBlank } from './plain'
import type { Run } from './rich-blocks'

/** The rows of a table as they are read. A cell is one line: whatever starts a line in there is a space. */
export class TableReader {
  /** Tables within this one, whose cells count as text. */
  nested = 0
  /** How many elements were open when it began. */
  readonly base: number
  private readonly read: Run[][][] = []
  private cell: Run[] | undefined

  constructor(private readonly open: OpenElements) {
    this.base = open.count
  }

  /** Text between the cells, such as a caption, becomes a cell. */
  text(text: string): void {
    if (this.cell === undefined && isBlank(text)) return
    addText(this.cell ?? this.startCell(), text, this.open)
  }

  lineBreak(): void {
    this.text(' ')
  }

  startRow(): void {
    this.read.push([])
  }

  startCell(): Run[] {
    if (this.read.length === 0) this.startRow()
    this.cell = []
    this.read.at(-1)?.push(this.cell)
    return this.cell
  }

  endCell(): void {
    this.cell = undefined
  }

  /** The rows that have text. */
  rows(): Run[][][] {
    return this.read.filter((row) => row.some((cell) => cell.some(({ text }) => !isBlank(text))))
  }
}
