import type { OpenElements } from './open-elements'
import { isBlank } from './plain'
import { type BlockContent, type RichBlock, type Run, sharedMarks } from './rich-blocks'

/** Takes text and line ends as they come, and makes blocks of them; where and how marked they stand, `open` says. */
export class BlockWriter {
  readonly blocks: RichBlock[] = []
  private runs: Run[] = []
  private gap: 1 | 2 = 1
  private lineIsBlank = true

  constructor(private readonly open: OpenElements) {}

  text(text: string): void {
    addText(this.runs, text, this.open)
    this.lineIsBlank &&= isBlank(text)
  }

  /** Two of them are a new paragraph. */
  lineBreak(): void {
    if (this.lineIsBlank) this.endBlock(2)
    else this.runs.push({ text: '\n', marks: this.open.marks() })
    this.lineIsBlank = true
  }

  /** Ends a paragraph, if there is one; what comes next stands at least `gap` line ends below. */
  endBlock(gap: 1 | 2): void {
    const { runs } = this
    this.runs = []
    this.lineIsBlank = true
    if (runs.some(({ text }) => !isBlank(text))) this.add({ kind: 'paragraph', heading: this.open.heading(), runs })
    if (gap > this.gap) this.gap = gap
  }

  /** The next item of a list follows the one before without a blank line. */
  endItem(): void {
    this.endBlock(1)
    this.gap = 1
  }

  /** A block that is no paragraph, on lines of its own. */
  addBlock(block: BlockContent): void {
    this.endBlock(2)
    this.add(block)
    this.gap = 2
  }

  private add(content: BlockContent): void {
    this.blocks.push({ ...content, within: this.open.containers(), gap: this.gap })
    this.gap = 1
  }
}

/** Adds to runs that may end with text of the same marks; a line break stays on its own. */
export function addText(runs: Run[], text: string, open: OpenElements): void {
  const marks = open.marks()
  const last = runs.at(-1)
  const joins = last !== undefined && last.text !== '\n' && last.marks.length === marks.length
  if (joins && sharedMarks(last.marks, marks) === marks.length) last.text += text
  else runs.push({ text, marks })
}
