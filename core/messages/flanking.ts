/**
 * What a character is beside a mark of Markdown (CommonMark, "left-flanking delimiter run"). What versions of CommonMark
 * differ about (signs such as emoji and currencies, and all punctuation beyond the first plane) is `unsure`, and so are
 * the tilde, which marked does not count as punctuation, and the underscore, which it overlooks.
 */
export type Side = 'space' | 'word' | 'punctuation' | 'unsure'

/** @param character a code point; none is the start or end of a line. */
export function sideOf(character: string): Side {
  if (character === '' || /\s/.test(character)) return 'space'
  if (character === '~' || character === '_') return 'unsure'
  if (/^[!-/:-@[-`{-}]/.test(character)) return 'punctuation'
  if (/^\p{P}/u.test(character) && character.length === 1) return 'punctuation'
  return /^[\p{P}\p{S}]/u.test(character) ? 'unsure' : 'word'
}

export function firstSide(text: string): Side {
  return sideOf(String.fromCodePoint(text.codePointAt(0) ?? 0x20))
}

export function lastSide(text: string): Side {
  return sideOf(lastCharacter(text))
}

function lastCharacter(text: string): string {
  const pair = text.slice(-2)
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : text.slice(-1)
}

/** Whether a mark between these sides can begin what it marks, in every renderer. */
export function canOpen(before: Side, after: Side): boolean {
  return after === 'word' || (after !== 'space' && (before === 'space' || before === 'punctuation'))
}

/** Whether a mark between these sides can end what it marks, in every renderer. */
export function canClose(before: Side, after: Side): boolean {
  return canOpen(after, before)
}

/** Whether a mark stands within a word: there an underscore marks nothing, and of two marks only one is seen. */
export function isTight(outside: Side): boolean {
  return outside === 'word' || outside === 'unsure'
}

/** Splits text into what it begins with of punctuation and signs, its middle, and what it ends with of them. */
export function splitEdges(text: string): string[] {
  const start = /^(?:[\p{P}\p{S}][\p{M}\p{Cf}]*)+/u.exec(text)?.[0].length ?? 0
  if (start === text.length) return text === '' ? [] : [text]
  let end = text.length
  for (;;) {
    const last = lastCharacter(text.slice(Math.max(start, end - 2), end))
    // What a joiner ties to an emoji goes with it.
    if (last === '' || !/^[\p{P}\p{S}]/u.test(last)) break
    end -= last.length
    if (text[end - 1] === '\u200d') end -= 1
  }
  return [text.slice(0, start), text.slice(start, end), text.slice(end)].filter((part) => part !== '')
}
