import { fold, otherSpeaker, sameSpeaker } from './fold'
import { isBetween, isDigits, readNumber } from './number-words'
import { type Token, tokensOf } from './tokens'

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
  from: number[]
  to: number[]
  /** Where words and numbers begin. */
  starts: number[]
  /** Those of them that are in a web address. */
  linked: ReadonlySet<number>
}

export function read(original: string): Reading {
  const folded = fold(original)
  const tokens = tokensOf(folded.text)
  const isInLink = linksIn(folded.text)
  const chars: string[] = []
  const from: number[] = []
  const to: number[] = []
  const starts: number[] = []
  const linked = new Set<number>()
  const put = (char: string, first: number, last: number) => {
    chars.push(char)
    from.push(folded.from[first] ?? original.length)
    to.push(folded.to[last] ?? original.length)
  }
  let isAfterNumber = false
  for (let at = 0; at < tokens.length; ) {
    const first = at
    if (isAfterNumber) at = afterWhatIsSaidBetween(tokens, at)
    const token = tokens[at]
    if (token === undefined) break
    const number = readNumber(tokens, at, isAfterNumber && token.isSoft)
    const count = number?.count ?? 1
    const isNewTurn = tokens.slice(first, at).some(({ gap }) => gap === '\n')
    if (token.gap !== '') put(isNewTurn ? '\n' : token.gap, token.from, token.from)
    if (isInLink(token.from)) linked.add(chars.length)
    starts.push(chars.length)
    if (number === undefined) {
      const isMark = token.to - token.from > token.text.length
      for (let index = 0; index < token.text.length; index += 1) {
        put(token.text.charAt(index), token.from + index, isMark ? token.to - 1 : token.from + index)
      }
    } else {
      const last = tokens[at + count - 1] ?? token
      for (const digit of number.digits) put(digit, token.from, last.to - 1)
    }
    isAfterNumber = number !== undefined || isDigits(token.text)
    at += count
  }
  return { original, text: chars.join(''), from, to, starts, linked }
}

/** People say so many words between two digits, at most. */
const mostBetween = 3

/** The place of the next number if only a pause, an "and then" or a "dash" stands before it; else the same place. */
function afterWhatIsSaidBetween(tokens: readonly Token[], at: number): number {
  for (let next = at; next <= at + mostBetween; next += 1) {
    const token = tokens[next]
    if (token === undefined || !token.isSoft) return at
    if (isDigits(token.text) || readNumber(tokens, next, true) !== undefined) return next
    // A letter by itself may be a digit's neighbour in an IBAN: "y luego", but not "y".
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
