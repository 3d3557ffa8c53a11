import { fold, otherSpeaker, sameSpeaker } from './fold'
import { isBetween, isDigits, readNumber } from './number-words'
import { isSeparator, type Token, tokensOf } from './tokens'

/**
 * A text as numbers are looked for in it: words in capitals, number words as digits, and between them one character:
 * a separator (space `.` `,` `/` `-`; `\n` where the same speaker goes on in a new turn; `~`, of no width, between a word
 * and a long number that is written onto it) or a break (`!` `:` `#` `+`; `|` where another speaker begins). A mark is one
 * small letter, of its kind.
 */
export type Reading = {
  original: string
  text: string
  /** Of each character, where it begins and ends in the original. */
  from: Int32Array
  to: Int32Array
  /** Where words and numbers begin. */
  starts: number[]
  /** Those of them that are in a web address. */
  linked: ReadonlySet<number>
}

export function read(original: string): Reading {
  const folded = fold(original)
  const tokens = tokensOf(folded.text)
  const isInLink = linksIn(folded.text)
  const parts: string[] = []
  // A word of two letters is two digits at most; a gap of no width stands before thirteen.
  const from = new Int32Array(original.length * 2)
  const to = new Int32Array(original.length * 2)
  const starts: number[] = []
  const linked = new Set<number>()
  let length = 0
  const put = (text: string, first: number, last: number, step: number) => {
    parts.push(text)
    for (let index = 0; index < text.length; index += 1) {
      const end = folded.from[step ? first + index : last] ?? 0
      from[length] = folded.from[first + index * step] ?? 0
      to[length] = end + ((original.codePointAt(end) ?? 0) > 0xffff ? 2 : 1)
      length += 1
    }
  }
  let isAfterNumber = false
  for (let at = 0; at < tokens.length; ) {
    const first = at
    if (isAfterNumber) at = afterWhatIsSaidBetween(tokens, at)
    const token = tokens[at]
    if (token === undefined) break
    const number = readNumber(tokens, at, isAfterNumber && isSeparator(token.gap))
    const count = number?.count ?? 1
    const isNewTurn = at > first && tokens.slice(first, at).some(({ gap }) => gap === '\n')
    put(isNewTurn ? '\n' : token.gap, token.from, token.from, 0)
    if (isInLink(token.from)) linked.add(length)
    starts.push(length)
    const isMark = token.to - token.from > token.text.length
    const last = (tokens[at + count - 1] ?? token).to - 1
    put(number?.digits ?? token.text, token.from, last, number === undefined && !isMark ? 1 : 0)
    isAfterNumber = number !== undefined || isDigits(token.text)
    at += count
  }
  return { original, text: parts.join(''), from, to, starts, linked }
}

/** People say so many words between two digits, at most. */
const mostBetween = 3

/** The place of the next number if only a pause, an "and then" or a "dash" stands before it; else the same place. */
function afterWhatIsSaidBetween(tokens: readonly Token[], at: number): number {
  for (let next = at; next <= at + mostBetween; next += 1) {
    const token = tokens[next]
    if (token === undefined || !isSeparator(token.gap)) return at
    if (isDigits(token.text) || readNumber(tokens, next, true) !== undefined) return next
    // A letter by itself may be one of an IBAN's: "y luego", but not "y".
    if (!isBetween(token.text) || (token.text.length === 1 && !isBetween(tokens[next + 1]?.text ?? ''))) return at
  }
  return at
}

const links = new RegExp(`(?:HTTPS?://|WWW\\.)[^ \\n${sameSpeaker}${otherSpeaker}]+`, 'g')

/** Whether a place is in a web address; to be asked from the beginning to the end. */
function linksIn(text: string): (at: number) => boolean {
  const found = Array.from(text.matchAll(links), ({ 0: link, index }) => ({ from: index, to: index + link.length }))
  let next = 0
  return (at) => {
    while ((found[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next += 1
    return (found[next]?.from ?? Number.POSITIVE_INFINITY) <= at
  }
}
