import { isSeparator } from './tokens'

/** What begins at a place, without its separators. */
export type Walk = {
  chars: string
  /** The place behind each character. */
  ends: number[]
  /** Whether a word or a group ends with it. */
  isEnd: boolean[]
}

export const isAlphanumeric = (char: string) => (char >= '0' && char <= '9') || (char >= 'A' && char <= 'Z')
export const isDigit = (char: string): boolean => char >= '0' && char <= '9'

/** Letters and digits as far as only separators stand between them. @param most of them. */
export function walk(text: string, at: number, most: number): Walk {
  const ends: number[] = []
  const isEnd: boolean[] = []
  let chars = ''
  for (let place = at; ends.length < most; ) {
    const char = text.charAt(place)
    if (isAlphanumeric(char)) {
      place += 1
      chars += char
      ends.push(place)
      isEnd.push(!isAlphanumeric(text.charAt(place)))
    } else if (isSeparator(char) && isAlphanumeric(text.charAt(place + 1))) place += 1
    else break
  }
  return { chars, ends, isEnd }
}

/** The lengths of the groups that the first characters are written in, like `4-4-4-4`. */
export function groupsOf({ isEnd }: Walk, length: number): string {
  const groups: number[] = []
  let size = 0
  for (let index = 0; index < length; index += 1) {
    size += 1
    if (isEnd[index] || index === length - 1) {
      groups.push(size)
      size = 0
    }
  }
  return groups.join('-')
}
