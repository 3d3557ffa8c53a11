import { addressMarkdown } from './address'
import { escapeText, pairsIn } from './escape-text'
import { type Piece, piecesOf } from './inline-pieces'
import { planMarks } from './plan-marks'
import { MARK, type Run } from './rich-blocks'
import { settleMarks } from './settle-marks'

/**
 * Runs of text as Markdown; a hard line break is two spaces and a line feed. Never begins or ends with white space.
 *
 * @param within `lines` for text that can hold line breaks and could start a block, `line` for a heading or a cell.
 */
export function inlineMarkdown(runs: readonly Run[], within: 'lines' | 'line'): string {
  return writeInline(piecesOf(runs, within === 'lines'), within)
}

/** The same for pieces. */
export function writeInline(pieces: readonly Piece[], within: 'lines' | 'line'): string {
  settleMarks(pieces, 'space')
  const pairing = pairsIn(textOf(pieces))
  // Beside marks of ours each one counts: not every renderer keeps apart what does not belong together.
  const marks = marksOf(pieces)
  if (marks > 0) pairing.add('*').add('_')
  if (marks & MARK.strike) pairing.add('~')
  if (hasCode(pieces)) pairing.add('`').add('[')
  return new InlineWriter(pairing, within === 'lines').write(pieces)
}

class InlineWriter {
  private readonly written: string[] = []
  /** The last character written; none at the start of a line. */
  private last = ''
  private text = ''
  /** Written last, if how depends on what follows. */
  private address = ''
  private code = ''

  constructor(
    private readonly pairing: ReadonlySet<string>,
    private readonly keepsLines: boolean,
    private readonly inLink = false,
  ) {}

  write(pieces: readonly Piece[]): string {
    const spans = planMarks(pieces, this.inLink ? 'punctuation' : 'space')
    const open: { delimiter: string; end: number }[] = []
    let next = 0
    for (const [at, piece] of pieces.entries()) {
      while (open.at(-1)?.end === at) this.put(open.pop()?.delimiter ?? '')
      for (let span = spans[next]; span?.start === at; span = spans[++next]) {
        this.put(span.delimiter)
        open.push(span)
      }
      this.piece(piece)
    }
    for (const { delimiter } of open.reverse()) this.put(delimiter)
    this.flush(this.inLink ? ']' : '')
    return this.written.join('')
  }

  private piece(piece: Piece): void {
    if (piece.kind === 'link') this.link(piece.href, piece.pieces)
    else if (piece.kind === 'break') this.lineBreak()
    else if (piece.kind === 'code') this.addCode(piece.text)
    else if (piece.kind === 'address') this.addAddress(piece.text)
    else this.addText(piece.text)
  }

  private link(href: string, pieces: readonly Piece[]): void {
    if (pieces.length === 0) this.put(`<${href}>`)
    else this.put(`[${new InlineWriter(this.pairing, this.keepsLines, true).write(pieces)}](${href})`)
  }

  private addText(text: string): void {
    this.flushCode()
    this.text += text
  }

  private addAddress(address: string): void {
    this.flush('[')
    this.address = address
  }

  /** Pieces of code side by side are one: their ticks would be taken for each other's. */
  private addCode(text: string): void {
    if (this.code === '') this.flush('`')
    this.code += text
  }

  /** Markup, which the text before it must know of. */
  private put(markup: string): void {
    this.flush(markup.charAt(0))
    this.push(markup)
  }

  private lineBreak(): void {
    this.flush('')
    this.written.push('  \n')
    this.last = ''
  }

  private push(markdown: string): void {
    this.written.push(markdown)
    this.last = markdown.slice(-1)
  }

  /** Writes what is held back, now that what follows is known; `after` is its first character. */
  private flush(after: string): void {
    this.flushCode()
    const { pairing, inLink, address, text } = this
    this.address = ''
    this.text = ''
    const isFirst = this.written.length === 0
    const place = { before: isFirst && inLink ? '[' : this.last, after, inLink, pairing }
    const startsLine = this.keepsLines && this.last === '' && address === '' && !(inLink && isFirst)
    const before = address === '' ? place.before : '>'
    const next = text === '' ? '' : escapeText(text, { ...place, before, startsLine })
    if (address !== '') {
      const beside = { ...place, after: next.charAt(0) || after, startsLine: false }
      this.push(addressMarkdown(address, beside, next, after !== ''))
    }
    if (next !== '') this.push(next)
  }

  private flushCode(): void {
    if (this.code === '') return
    const ticks = ticksAround(this.code, 1)
    const pad = this.code.includes('`') ? ' ' : ''
    const markup = ticks + pad + this.code + pad + ticks
    this.code = ''
    this.push(markup)
  }
}

/** A run of ticks that does not occur in the text, `least` or longer. */
export function ticksAround(text: string, least: number): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
  return '`'.repeat(longest < least ? least : longest + 1)
}

/** The text that a renderer looks through for marks that belong together; a dot for what it does not look into, and for marks. */
function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece, at) => {
      if (piece.kind === 'code') return '.'
      if (piece.kind === 'link') return `.${textOf(piece.pieces)}.`
      if (piece.kind === 'address') return `.${piece.text}.`
      return piece.marks === pieces[at + 1]?.marks ? piece.text : `${piece.text}.`
    })
    .join('')
}

function marksOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum | piece.marks | (piece.kind === 'link' ? marksOf(piece.pieces) : 0), 0)
}

function hasCode(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind === 'code' || (piece.kind === 'link' && hasCode(piece.pieces)))
}
