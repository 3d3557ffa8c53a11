import { splitAtAddresses } from './address'
import { firstSide, lastSide, type Side, splitEdges } from './flanking'
import { type Link, MARK, type Run } from './rich-blocks'

/** A piece of a line of text. `marks` is the sum of entries of `MARK`, but for code, which is a piece of its own. */
export type Piece = Text | LinkPiece

type Shared = { marks: number; first: Side; last: Side }

type Text = Shared & { kind: 'text' | 'address' | 'code' | 'space' | 'break'; text: string }

/** A link; one without pieces shows its own address. */
type LinkPiece = Shared & { kind: 'link'; href: string; pieces: Piece[] }

/** Runs as pieces, without white space at the ends; `keepsLines` says whether line breaks are, or only spaces. */
export function piecesOf(runs: readonly Run[], keepsLines: boolean): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < runs.length) {
    const link = runs[at]?.link
    let end = at + 1
    while (link !== undefined && runs[end]?.link === link) end += 1
    const plain = runs.slice(at, end).flatMap((run) => piecesOfRun(run, keepsLines))
    if (link === undefined) pieces.push(...plain)
    else for (const piece of linked(link, plain)) pieces.push(piece)
    at = end
  }
  return withSpaces(pieces)
}

function piecesOfRun({ text, marks, link }: Run, keepsLines: boolean): Piece[] {
  if (text === '\n') return [keepsLines ? spaceOf('break', marks) : spaceOf('space', marks)]
  const words = text.trim().replace(/\s+/g, ' ')
  const space = spaceOf('space', marks)
  if (words === '') return [space]
  const isCode = (marks & MARK.code) > 0 && canBeCode(words, link !== undefined, keepsLines)
  const inLine = marks & ~MARK.code
  const parts: Piece[] = isCode
    ? [{ kind: 'code', text: words, marks: inLine, first: 'punctuation', last: 'punctuation' }]
    : piecesOfText(words, inLine)
  return [...(/^\s/.test(text) ? [space] : []), ...parts, ...(/\s$/.test(text) ? [space] : [])]
}

/** Brackets, ticks and backslashes in the text of a link, and a backslash before a cell's border, are read in many ways. */
function canBeCode(words: string, inLink: boolean, keepsLines: boolean): boolean {
  return !(inLink && /[`\\[\]]/.test(words)) && (keepsLines || !words.includes('\\|'))
}

/** Text as pieces; whether an address will stand between angle brackets shows later. */
export function piecesOfText(text: string, marks: number): Piece[] {
  return splitAtAddresses(text).flatMap((part, at): Piece[] =>
    at % 2 === 0
      ? piecesOfWords(part, marks)
      : [{ kind: 'address', text: part, marks, first: 'unsure', last: 'unsure' }],
  )
}

/** What marked text begins and ends with of punctuation is a piece of its own, so that a mark can be taken off it. */
function piecesOfWords(words: string, marks: number): Piece[] {
  const parts = words === '' ? [] : marks === 0 ? [words] : splitEdges(words)
  return parts.flatMap((part): Piece[] => {
    const text = marks === 0 ? part : part.trim()
    const space = [spaceOf('space', marks)]
    if (text === '') return space
    const piece: Piece = { kind: 'text', text, marks, first: firstSide(text), last: lastSide(text) }
    return [...(part.startsWith(text) ? [] : space), piece, ...(part.endsWith(text) ? [] : space)]
  })
}

export function spaceOf(kind: 'space' | 'break', marks: number): Piece {
  return { kind, text: kind === 'space' ? ' ' : '\n', marks, first: 'space', last: 'space' }
}

/** A link, with the space at its ends outside. What marks all of it stands outside as well. */
function linked({ href }: Link, all: Piece[]): Piece[] {
  const start = all.findIndex(isSolid)
  const end = all.findLastIndex(isSolid) + 1
  if (start === -1) return all
  const pieces = all.slice(start, end)
  const marks = pieces.filter(isSolid).reduce((common, piece) => common & piece.marks, ~0)
  const shown = pieces.map((piece) => (piece.kind === 'text' || piece.kind === 'address' ? piece.text : ' ')).join('')
  for (const piece of pieces) piece.marks &= ~marks
  const inside = shown === href ? [] : withSpaces(pieces)
  const link: Piece = { kind: 'link', href, marks, pieces: inside, first: 'punctuation', last: 'punctuation' }
  return [...all.slice(0, start), link, ...all.slice(end)]
}

export function isSolid({ kind }: Piece): boolean {
  return kind !== 'space' && kind !== 'break'
}

/** Only one space or break between two pieces, marked as both of them are, and none at the ends. */
function withSpaces(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  let space: Piece | undefined
  for (const piece of pieces) {
    if (!isSolid(piece)) {
      const marks = piece.marks & (space?.marks ?? ~0)
      space = spaceOf(piece.kind === 'break' || space?.kind === 'break' ? 'break' : 'space', marks)
      continue
    }
    const before = result.at(-1)
    if (space !== undefined && before !== undefined)
      result.push({ ...space, marks: space.marks & before.marks & piece.marks })
    result.push(piece)
    space = undefined
  }
  return result
}
