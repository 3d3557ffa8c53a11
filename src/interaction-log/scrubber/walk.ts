import { isSeparator } from './tokens'

/** What begins at a place, without its separators. */
export type Walk = {
  chars: string
  /** How many digits it begins with. */
  digits: number
  /** The place behind each character. */
  ends: number[]
  /** Whether a word or a group ends with it. */
  isEnd: boolean[]
}

export const isDigit = (char: string): boolean => char >= '0' && char <= '9'
const isAlphanumeric = (char: string) => isDigit(char) || (char >= 'A' && char <= 'Z')

/** Words from this length on are of no number's groups. */
const longestWord = 6

/** Letters and digits as far as only separators stand between them. @param most of them. */
export function walk(text: string, at: number, most: number, isDigitsOnly = false): Walk {
  const walked: Walk = { chars: '', digits: 0, ends: [], isEnd: [] }
  for (let from = at; walked.ends.length < most; ) {
    let to = from
    let digits = 0
    while (to - from < most - walked.ends.length && isAlphanumeric(text.charAt(to))) {
      if (isDigit(text.charAt(to))) digits += 1
      to += 1
    }
    if (to === from || (isDigitsOnly && digits < to - from)) break
    for (let place = from + 1; place <= to; place += 1) {
      walked.ends.push(place)
      walked.isEnd.push(place === to && !isAlphanumeric(text.charAt(to)))
    }
    if (walked.digits === walked.chars.length) walked.digits += /^\d*/.exec(text.slice(from, to))?.[0].length ?? 0
    walked.chars += text.slice(from, to)
    if ((digits === 0 && to - from >= longestWord) || !isSeparator(text.charAt(to))) break
    from = to + 1
  }
  return walked
}

/** The lengths of the groups that the first characters are written in, like `4-4-4-4`. */
export function groupsOf({ isEnd }: Walk, length: number): string {
  let groups = ''
  let size = 0
  for (let index = 0; index < length; index += 1) {
    size += 1
    if (!isEnd[index] && index < length - 1) continue
    groups += groups === '' ? size : `-${size}`
    size = 0
  }
  return groups
}
