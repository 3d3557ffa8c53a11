let segmenter: Intl.Segmenter | undefined

/**
 * Made when it is needed first, which is seldom: it takes as long as loading a large library, and longer for the machine's
 * own locale. Where characters end is the same in all of them.
 */
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter
}

/**
 * Splits a text into pieces of at most `max` UTF-16 units. A piece ends, in this order of preference, at the end of a
 * paragraph, a line, a sentence or a word in its second half; failing these at any end of a word, else between two
 * characters as a reader sees them; and never inside a surrogate pair (a pair is kept whole even where `max` is 1).
 * White space where two pieces meet is dropped, nothing else. A text that fits is returned as it is; an empty one
 * gives no pieces.
 */
export function splitText(text: string, max: number): string[] {
  const limit = Math.max(1, Math.floor(max))
  const pieces: string[] = []
  let from = 0
  while (text.length - from > limit) {
    const end = cutBefore(text, from, from + limit, from + Math.floor(limit / 2))
    const piece = text.slice(from, end).trimEnd()
    if (piece !== '') pieces.push(piece)
    from = skipSpace(text, end)
  }
  if (from < text.length) pieces.push(text.slice(from))
  return pieces.length > 0 || text === '' ? pieces : [text.slice(0, limit)]
}

/**
 * Cuts a text near its middle, for a second try after a refusal for length; the same rules as `splitText`, but that a long
 * word (a link) which reaches over the middle is kept whole as long as anything stands before or behind it. The second half
 * is empty when the text cannot be cut (a single character).
 */
export function halve(text: string): [string, string] {
  const most = Math.max(1, Math.min(text.length - 1, Math.ceil(text.length * 0.55)))
  const found = cutBefore(text, 0, most, Math.floor(text.length * 0.45))
  const isInWord = /^[!-~]{2}$/.test(text.slice(found - 1, found + 1))
  // Scripts without spaces have no words to keep: there the first space may be far away.
  const space = isInWord ? text.slice(found).trimEnd().search(/\s/) : -1
  const end = space > 0 && /^[\0-\x7f]+$/.test(text.slice(found, found + space)) ? found + space : found
  return [text.slice(0, end).trimEnd(), text.slice(skipSpace(text, end))]
}

/** The start of a text, at most `max` UTF-16 units long, with `mark` in place of what was left out. */
export function shorten(text: string, max: number, mark = '…'): string {
  if (text.length <= max) return text
  const room = max - mark.length
  if (room <= 0) return ''
  const end = between(text, 0, room)
  return end > room ? mark : text.slice(0, end).trimEnd() + mark
}

/** Where to cut `text` in (from, to]: the best end after `least`, else any end of a word, else between two characters. */
function cutBefore(text: string, from: number, to: number, least: number): number {
  if (to >= text.length) return between(text, from, text.length)
  // One more than fits: a word that ends exactly at the limit is followed by its space.
  const window = text.slice(from, to + 1)
  for (const end of ENDS) {
    const at = lastEnd(window, end, Math.max(1, least - from))
    if (at !== undefined) return from + at
  }
  const word = lastEnd(window, WORD_END, 1)
  if (word !== undefined) return from + word
  return between(text, from, to)
}

/** A space that carries a combining mark is a character to the reader, not the end of a word. */
const WORD_END = /\s(?![\p{M}\u200d])/gu

/** Ends of a paragraph, a line, a sentence (also of scripts that put no space after it) and a word. */
const ENDS = [/\n(?=[^\S\n]*\n)/g, /\n/g, /[.!?…]["'”’)\]]*(?=\s)|[。！？]/g, WORD_END]

/** The last place in `window`, not before `least` and with room for what the end takes, where a match of `end` ends. */
function lastEnd(window: string, end: RegExp, least: number): number | undefined {
  let last: number | undefined
  for (const match of window.slice(least - 1).matchAll(end)) {
    const white = /^\s/.test(match[0])
    const at = least - 1 + match.index + (white ? 0 : match[0].length)
    if (at >= least && at < window.length) last = at
  }
  return last
}

/** The last gap between two characters in (from, to]; a character that is longer than that is cut between code points. */
function between(text: string, from: number, to: number): number {
  if (to >= text.length) return text.length
  if (standsAlone(text, to - 1) && standsAlone(text, to)) return to // Spares the segmenter, which takes its time.
  const window = text.slice(from, to + 2)
  const start =
    graphemes()
      .segment(window)
      .containing(to - from)?.index ?? to - from
  if (start > 0) return from + start
  if (!splitsPair(text, to)) return to
  return to - 1 > from ? to - 1 : to + 1
}

/** Whether the unit is a character of its own whatever stands beside it: ASCII but for the line end of two. */
function standsAlone(text: string, at: number): boolean {
  return /[^\r\n\u0080-\uffff]/.test(text.charAt(at))
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/^\s(?![\p{M}\u200d])/u.test(text.slice(at, at + 3))) at += 1
  return at
}
