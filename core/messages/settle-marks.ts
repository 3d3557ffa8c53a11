import { canClose, canOpen, type Side } from './flanking'
import type { Piece } from './inline-pieces'
import { MARK } from './rich-blocks'

/**
 * Takes marks off the pieces at their ends where Markdown would not see them: off spaces, and off punctuation that a
 * letter touches from outside (`<b>Price:</b>100` becomes `**Price**:100`). A link that a mark cannot hold gets it
 * inside.
 *
 * @param beside what stands before and after the pieces.
 */
export function settleMarks(pieces: readonly Piece[], beside: Side): void {
  for (const mark of [MARK.strike, MARK.strong, MARK.em]) {
    let at = 0
    while (at < pieces.length) {
      let end = at
      while (((pieces[end]?.marks ?? 0) & mark) > 0) end += 1
      if (end > at) settle(pieces, mark, at, end, beside)
      at = end + 1
    }
  }
  for (const piece of pieces) if (piece.kind === 'link') settleMarks(piece.pieces, 'punctuation')
}

function settle(pieces: readonly Piece[], mark: number, from: number, to: number, beside: Side): void {
  const first = (at: number): Side => (meetsTilde(pieces, mark, at) ? 'unsure' : (pieces[at]?.first ?? beside))
  const last = (at: number): Side => (meetsTilde(pieces, mark, at + 1) ? 'unsure' : (pieces[at]?.last ?? beside))
  let [start, end] = [from, to]
  while (start < end && !canOpen(last(start - 1), pieces[start]?.first ?? 'space')) takeOff(pieces[start++], mark)
  while (start < end && !canClose(pieces[end - 1]?.last ?? 'space', first(end))) takeOff(pieces[--end], mark)
}

/** Whether a tilde of another mark will stand right beside a mark. */
export function meetsTilde(pieces: readonly Piece[], mark: number, at: number): boolean {
  const changes = (pieces[at - 1]?.marks ?? 0) ^ (pieces[at]?.marks ?? 0)
  return mark !== MARK.strike && (changes & MARK.strike) > 0
}

function takeOff(piece: Piece | undefined, mark: number): void {
  if (piece === undefined) return
  piece.marks &= ~mark
  if (piece.kind === 'link') for (const inside of piece.pieces) inside.marks |= mark
}
