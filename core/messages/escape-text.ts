/** Where a text stands in Markdown. */
export type TextPlace = {
  /** The character of Markdown before and after it; none at the start and end of a line. */
  before: string
  after: string
  /** Whether what starts a block can stand here. */
  startsLine: boolean
  inLink: boolean
  /** Which of the characters that mark in pairs could find another one here. */
  pairing: ReadonlySet<string>
}

/**
 * Text so that a Markdown renderer (CommonMark, with GFM's tables, strikethrough and links) shows it as it is. Only what
 * a renderer would change is escaped, since chats without Markdown show the backslashes; a list's marker is kept from
 * being one by the space after it.
 */
export function escapeText(text: string, place: TextPlace): string {
  const [start, from] = place.startsLine ? escapeLineStart(text, place.after === '') : ['', 0]
  const before = from > 0 ? text.charAt(from - 1) : place.before
  return start + escapeInline(text.slice(from), { ...place, before })
}

/** What would start a block, escaped, and how much of the text that was. */
function escapeLineStart(text: string, isWholeLine: boolean): [string, number] {
  // A space that stays is no indent.
  if (/^\s/.test(text)) return ['', 0]
  if (isWholeLine) {
    const whole = text.trimEnd()
    if (/^(?:[*\s]{3,}|[_\s]{3,})$/.test(whole) && /([*_])\s*\1\s*\1/.test(whole.slice(0, 100))) {
      return [whole.replace(/[*_]/g, '\\$&'), text.length]
    }
    if (/^(?:=+|[\s|:+-]*-[\s|:+-]*|[-+*])$/.test(whole)) return [`\\${whole.charAt(0)}`, 1]
    if (/^\d{1,9}[.)]$/.test(whole)) return [`${whole.slice(0, -1)}\\${whole.slice(-1)}`, whole.length]
  }
  const fence = /^(?:`{3,}|~{3,})/.exec(text)?.[0]
  if (fence !== undefined) return [fence.replace(/./g, '\\$&'), fence.length]
  const item = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t])/.exec(text)?.[0]
  if (item !== undefined) return [`${item}\u00a0`, item.length + 1]
  return /^(?:#{1,6}(?:\s|$)|>|\[[ xX]\](?:\s|$))/.test(text) ? [`\\${text.charAt(0)}`, 1] : ['', 0]
}

const MARKUP = /[\\<&[\](!]|`+|\*+|_+|~+/g
/** Text that does not start a line; see `escapeText`. */
export function escapeInline(text: string, place: TextPlace): string {
  return text.replace(MARKUP, (found, at: number) => {
    const before = at > 0 ? text.charAt(at - 1) : place.before
    const after = text.charAt(at + found.length) || place.after
    const changes = wouldChange(
      found,
      { ...place, before, after },
      text.slice(at + 1, at + 34) + (at + 34 > text.length ? place.after : ''),
    )
    return changes ? found.replace(/./g, '\\$&') : found
  })
}

/** @param rest what follows, to the length of a character reference. */
function wouldChange(found: string, { before, after, inLink, pairing }: TextPlace, rest: string): boolean {
  switch (found.charAt(0)) {
    case '\\':
      return /[!-/:-@[-`{-~]/.test(after)
    case '<':
      return /[a-z/!?*_~`[\]<]/i.test(after)
    case '&':
      return /^(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{0,31});/i.test(rest)
    case '[':
      return inLink || pairing.has('[')
    case '(':
      return inLink && before === ']' // Not needed by CommonMark; marked takes it for the end of the link's text.
    case ']':
      return inLink || /[([:]/.test(after)
    case '!':
      return after === '[' && rest === after
    case '`':
      return inLink || pairing.has('`')
    case '_':
      return pairing.has('_') && !isBetween(before, after, /[\p{L}\p{N}]/u) && !isBetween(before, after, /^\s?$/)
    default:
      return pairing.has(found.charAt(0)) && !isBetween(before, after, /^\s?$/)
  }
}

function isBetween(before: string, after: string, kind: RegExp): boolean {
  return kind.test(before) && kind.test(after)
}

/**
 * The characters that mark in pairs and find each other in a text: one that can begin a mark before one that can end it.
 */
export function pairsIn(text: string): Set<string> {
  const pairing = new Set<string>()
  const begun = new Set<string>()
  for (const match of text.matchAll(/\*+|_+|~+|`+/g)) {
    const character = match[0].charAt(0)
    const [before, after] = [text.charAt(match.index - 1), text.charAt(match.index + match[0].length)]
    const inWord = character === '_' && isBetween(before, after, /[\p{L}\p{N}]/u)
    const [ends, begins] =
      character === '`' ? [true, true] : [/\S/.test(before) && !inWord, /\S/.test(after) && !inWord]
    if (ends && begun.has(character)) pairing.add(character)
    if (begins) begun.add(character)
  }
  return pairing
}
