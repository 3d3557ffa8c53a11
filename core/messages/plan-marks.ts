import { canOpen, isTight, type Side, sideOf } from './flanking'
import type { Piece } from './inline-pieces'
import { MARK } from './rich-blocks'
import { meetsTilde } from './settle-marks'

/** Pieces from `start` to before `end` between two delimiters; `marks` is the sum of what these mark. */
export type Span = { marks: number; delimiter: string; start: number; end: number }

/** The order in which marks go that begin and end together, and which of them are kept where not all can be. */
const MARKS = [MARK.strike, MARK.strong, MARK.em] as const

/**
 * Puts the marks of settled pieces into spans that lie within each other, so that CommonMark's rules see each of them, in
 * every renderer. Where they would not (two marks that begin or end together within a word, stars beside stars) the lesser
 * mark is left away: better a mark less than a star to read.
 *
 * @param beside what stands before and after the pieces.
 * @returns in the order in which they begin, outer ones first.
 */
export function planMarks(pieces: readonly Piece[], beside: Side): Span[] {
  const ends = new Map(MARKS.map((mark) => [mark, endsOf(pieces, mark)]))
  const nextStrong = nextOf(pieces, MARK.strong)
  const notBefore = new Map<number, number>()
  const spans: Span[] = []
  const open: Span[] = []
  for (const [at, piece] of pieces.entries()) {
    const closing = open.splice(open.findLastIndex((span) => span.end > at) + 1)
    const closed = closing[0]
    // A tilde behind what closes has to be as good as a letter to it.
    const noTilde = closing.length > 1 || (closing.length === 1 && pieces[at - 1]?.last !== 'word')
    const limit = open.at(-1)?.end ?? pieces.length
    const isOpen = open.reduce((sum, { marks }) => sum | marks, 0)
    const wanted = MARKS.filter((mark) => piece.marks & ~isOpen & mark && (notBefore.get(mark) ?? 0) <= at)
      .map((mark) => ({ mark, end: Math.min(ends.get(mark)?.[at] ?? at, limit) }))
      .sort((a, b) => b.end - a.end)
    const begun: Span[] = []
    for (const { mark, end } of wanted) {
      const outer = begun.at(-1)
      const before = besideOf(outer ?? closed) ?? pieces[at - 1]?.last ?? beside
      const after = meetsTilde(pieces, mark, end) ? 'unsure' : (pieces[end]?.first ?? beside)
      const ending = [...open, ...begun].filter((span) => span.end === end)
      const isFree = !isTight(before) && !isTight(after)
      const delimiter = mark === MARK.strong ? '**' : mark === MARK.strike ? '~~' : isFree ? '_' : '*'
      const crowd = {
        // Before the outer one of two that begin together stands the text, behind it the inner one.
        begins: outer !== undefined && isTight(besideOf(closed) ?? pieces[at - 1]?.last ?? beside),
        ends: ending.length > 0 && isTight(pieces[end]?.first ?? beside),
        // Stars within stars are told apart by rules that not every renderer knows.
        stars:
          delimiter.startsWith('*') &&
          ([...open, ...begun, closed].some((span) => span?.delimiter.startsWith('*')) ||
            (delimiter === '*' && (nextStrong[at] ?? end + 1) <= end)),
      }
      if (!canOpen(before, piece.first) || (noTilde && mark === MARK.strike)) notBefore.set(mark, at + 1)
      else if (!crowd.begins && !crowd.ends && !crowd.stars) begun.push({ marks: mark, delimiter, start: at, end })
      else if (outer !== undefined && begun.length === 1 && ending.length === 1 && canBeThree(outer, end, closed)) {
        Object.assign(outer, { marks: outer.marks | mark, delimiter: '***' })
      } else notBefore.set(mark, end)
    }
    spans.push(...begun)
    open.push(...begun)
  }
  return spans
}

/** What the delimiter of a span is to what stands beside it. */
function besideOf(span: Span | undefined): Side | undefined {
  return span === undefined ? undefined : sideOf(span.delimiter.charAt(0))
}

/** Strong and emphasis at once are one run of three stars, which counts as a single mark. */
function canBeThree(strong: Span, end: number, closed: Span | undefined): boolean {
  return strong.delimiter === '**' && strong.end === end && !closed?.delimiter.startsWith('*')
}

/** For each piece the position after the last of those that follow it and bear the mark too. */
function endsOf(pieces: readonly Piece[], mark: number): number[] {
  const ends: number[] = []
  for (let at = pieces.length - 1, end = pieces.length; at >= 0; at -= 1) {
    if (((pieces[at]?.marks ?? 0) & mark) === 0) end = at
    ends[at] = end
  }
  return ends
}

/** For each piece the position of the next one that bears the mark, or its own; none at the end. */
function nextOf(pieces: readonly Piece[], mark: number): (number | undefined)[] {
  const next: (number | undefined)[] = []
  for (let at = pieces.length - 1, found: number | undefined; at >= 0; at -= 1) {
    if (((pieces[at]?.marks ?? 0) & mark) > 0) found = at
    next[at] = found
  }
  return next
}
