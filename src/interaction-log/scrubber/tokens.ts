import { otherSpeaker, sameSpeaker } from './fold'
import { type Kind, kinds, names } from './kinds'

/** A word, a number, or a mark as the small letter of its kind; `from` and `to` are places in the folded text. */
export type Token = {
  text: string
  from: number
  to: number
  /** What stands before it, as one character; see `Reading`. */
  gap: string
  /** Whether that is only a separator. */
  isSoft: boolean
}

/** What may stand between the groups of one number. */
export const isSeparator = (char: string): boolean => char !== '' && ' .,/-\n~'.includes(char)

/** How a mark of this kind is read. */
export const letterOf = (kind: Kind): string => String.fromCharCode(97 + kinds.indexOf(kind))

const letters = new Map(kinds.map((kind) => [names[kind].toUpperCase(), letterOf(kind)]))
const pieces = new RegExp(`\\[(${[...letters.keys()].join('|')}) REMOVED\\]|[A-Z0-9]+|[^A-Z0-9[]+|\\[`, 'g')

/** A number as long as a card's, written onto a word. */
const writtenOn = /^([A-Z]*)(\d{13,19})([A-Z].*)?$/

/** The folded text in pieces. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let gapFrom = 0
  const put = (piece: string, from: number, to: number, gap: string) => {
    tokens.push({ text: piece, from, to, gap, isSoft: isSeparator(gap) })
    gapFrom = to
  }
  for (const { 0: piece, 1: name, index } of text.matchAll(pieces)) {
    const to = index + piece.length
    if (name !== undefined) put(letters.get(name) ?? '', index, to, '!')
    else if (/^[A-Z0-9]/.test(piece)) {
      const [, before = '', number = '', after = ''] = piece.length > 13 ? (writtenOn.exec(piece) ?? []) : []
      let gap = gapAs(text, gapFrom, index)
      let from = index
      for (const part of number === '' ? [piece] : [before, number, after]) {
        if (part === '') continue
        put(part, from, from + part.length, gap)
        from += part.length
        gap = '~'
      }
    }
  }
  return tokens
}

/** More than this between two groups, and they are not of one number. */
const longestGap = 8
const breaks = new RegExp(`[^ \\n.,/${sameSpeaker}-]`)

function gapAs(text: string, from: number, to: number): string {
  if (from === to) return ''
  const gap = text.slice(Math.max(from, to - longestGap), to)
  const last = gap.trimEnd().at(-1) ?? ' '
  if (last === '+' || last === '#') return last
  if (gap.includes(otherSpeaker)) return '|'
  if (breaks.test(gap)) return last === ':' ? ':' : '!'
  if (to - from > longestGap || /\n *\n/.test(gap)) return '!'
  if (gap.includes(sameSpeaker)) return '\n'
  return gap.trim().charAt(0) || ' '
}
