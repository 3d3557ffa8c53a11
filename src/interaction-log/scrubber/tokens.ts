import { otherSpeaker, sameSpeaker } from './fold'
import { type Kind, kinds, names } from './kinds'

/** A word, a number, or a mark as the small letter of its kind; `from` and `to` are places in the folded text. */
export type Token = {
  text: string
  from: number
  to: number
  /** What stands before it, as one character; see `Reading`. */
  gap: string
}

/** What may stand between the groups of one number. */
export const isSeparator = (char: string): boolean => char !== '' && ' .,/-\n~'.includes(char)

const isAlphanumeric = (char: number) => (char > 47 && char < 58) || (char > 64 && char < 91)

/** How a mark of a kind is read, and the other way round. */
const letterOf = (kind: Kind) => String.fromCharCode(97 + kinds.indexOf(kind))
export const kindOf = (letter: string): Kind | undefined =>
  letter < 'a' ? undefined : kinds[letter.charCodeAt(0) - 97]

const letters = new Map(kinds.map((kind) => [`[${names[kind].toUpperCase()} REMOVED]`, letterOf(kind)]))
const marks = new RegExp([...letters.keys()].join('|').replaceAll('[', '\\['), 'y')

/** A number as long as a card's, written onto a word. */
const writtenOn = /^([A-Z]{2,}|)(\d{13,19})([A-Z].*)?$/

/** The folded text in pieces. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let done = 0
  for (let from = 0; from < text.length; ) {
    let to = from
    while (isAlphanumeric(text.charCodeAt(to))) to += 1
    if (to > from) {
      const word = text.slice(from, to)
      const [, ...parts] = word.length > 13 ? (writtenOn.exec(word) ?? []) : []
      let gap = gapAs(text, done, from)
      for (const part of parts.length > 0 ? parts : [word]) {
        if (!part) continue
        tokens.push({ text: part, from, to: from + part.length, gap })
        from += part.length
        gap = '~'
      }
      done = to
    } else if (text[from] === '[') {
      marks.lastIndex = from
      const [mark = ''] = marks.exec(text) ?? []
      to = from + mark.length
      if (to > from) {
        tokens.push({ text: letters.get(mark) ?? '', from, to, gap: '!' })
        done = to
      }
    }
    from = Math.max(to, from + 1)
  }
  return tokens
}

/** More than this between two groups, and they are not of one number. */
const longestGap = 8
const breaks = new RegExp(`[^ \\n.,/${sameSpeaker}-]`)

function gapAs(text: string, from: number, to: number): string {
  const gap = text.slice(Math.max(from, to - longestGap), to)
  if (gap === ' ' || gap === '') return gap
  const last = gap.trimEnd().at(-1) ?? ' '
  if (last === '+' || last === '#') return last
  if (gap.includes(otherSpeaker)) return '|'
  if (breaks.test(gap)) return last === ':' ? ':' : '!'
  if (to - from > longestGap || /\n *\n/.test(gap)) return '!'
  if (gap.includes(sameSpeaker)) return '\n'
  return gap.trim().charAt(0) || ' '
}
