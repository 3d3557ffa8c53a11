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

const isDigitCode = (code: number) => code > 47 && code < 58
const isAlphanumeric = (code: number) => isDigitCode(code) || (code > 64 && code < 91)
export const isDigit = (char: string): boolean => isDigitCode(char.charCodeAt(0))

/** Words from this length on are of no number's groups. */
const longestWord = 7

/** Letters and digits as far as only separators stand between them. @param most of them. */
export function walk(text: string, at: number, most: number, isDigitsOnly = false): Walk {
  const walked: Walk = { chars: '', digits: 0, ends: [], isEnd: [] }
  for (let from = at; walked.ends.length < most; ) {
    let to = from
    let digits = 0
    const last = from + most - walked.ends.length
    for (let code = text.charCodeAt(to); to < last && isAlphanumeric(code); code = text.charCodeAt(to)) {
      if (isDigitCode(code)) digits += 1
      if (digits > to - from && walked.digits === walked.ends.length) walked.digits += 1
      to += 1
      walked.ends.push(to)
      walked.isEnd.push(false)
    }
    if (to === from) break
    if (isDigitsOnly && digits < to - from) return walked
    walked.isEnd[walked.isEnd.length - 1] = !isAlphanumeric(text.charCodeAt(to))
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
