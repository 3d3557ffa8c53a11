import type { Texts } from '../texts/languages'

/** A piece of a text: as it is to be read, or a run of marks that may turn out to be emphasis. */
type Piece = string | { mark: string; count: number; opens: boolean; closes: boolean }

/** A character that is escaped, code, a link or image, an address in angle brackets, a bare address. All bounded. */
const escaped = /\\([!-/:-@[-`{-~])/y
const code = /(`{1,3})([^`]{1,2000})\1(?!`)/y
const link =
  /!?\[([^[\]]{0,500})\]\([ ]{0,9}<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500})?)>?(?:\s{1,9}(?:"[^"]{0,300}"|'[^']{0,300}'))?[ ]{0,9}\)/y
const bracketed = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/y
const bare = /https?:\/\/[^\s<>*]{1,2000}/y

/** Begins and ends a block of code; the name of a language may follow. */
const fenceLine = /^ {0,3}(```|~~~)[`~]{0,9}[ ]{0,9}[\w+#.-]{0,30}\s*$/

/**
 * Markdown as somebody reads it who sees the characters themselves: emphasis without its marks, links as `text (address)`.
 * Lists and quotations stay as they are written. Takes time in proportion to the text's length.
 */
export function plainFromMarkdown(texts: Texts, markdown: string): string {
  const read: string[] = []
  let paragraph: string[] = []
  let fence: string | undefined
  const endParagraph = () => {
    if (paragraph.length > 0) read.push(inline(texts, paragraph.join('\n')))
    paragraph = []
  }
  for (const line of markdown.split(/\r\n|[\n\r]/)) {
    const [, mark] = fenceLine.exec(line) ?? []
    const isFence = mark !== undefined && (fence === undefined || fence === mark)
    if (isFence || fence !== undefined || line.trim() === '') endParagraph()
    if (isFence) fence = fence === undefined ? mark : undefined
    else if (fence !== undefined || line.trim() === '') read.push(line)
    else paragraph.push(line.replace(/^(\s{0,9})#{1,6}\s+/, '$1').replace(/^(\s{0,9})[*+]\s/, '$1- '))
  }
  endParagraph()
  return read.join('\n')
}

function inline(texts: Texts, text: string): string {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    const found = specialAt(texts, text, at) ?? marksAt(text, at)
    if (found === undefined) {
      // Up to the next character that can begin something.
      const rest = /[\\`!<[*_~h]/g
      rest.lastIndex = at + 1
      const next = rest.exec(text)?.index ?? text.length
      pieces.push(text.slice(at, next))
      at = next
    } else {
      pieces.push(found.piece)
      at += found.length
    }
  }
  return withoutEmphasis(pieces)
}

function specialAt(texts: Texts, text: string, at: number): { piece: string; length: number } | undefined {
  const match = (form: RegExp) => {
    form.lastIndex = at
    return form.exec(text)
  }
  const first = text.charAt(at)
  if (first === '\\') return taken(match(escaped), (found) => found[1] ?? '')
  if (first === '`') return taken(match(code), (found) => found[2] ?? '')
  if (first === '[' || first === '!')
    return taken(match(link), (found) => linkText(texts, found[1] ?? '', found[2] ?? '', first))
  if (first === '<') return taken(match(bracketed), (found) => (found[1] ?? '').replace(/^mailto:/, ''))
  return first === 'h' ? taken(match(bare), (found) => found[0]) : undefined
}

function taken(found: RegExpExecArray | null, piece: (found: RegExpExecArray) => string) {
  return found === null ? undefined : { piece: piece(found), length: found[0].length }
}

function linkText(texts: Texts, label: string, address: string, first: string): string {
  const shown = inline(texts, label).trim() || (first === '!' ? texts.image : '')
  const isSame = shown === '' || address.replace(/^(https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '') === shown
  return isSame || shown === address ? address.replace(/^(mailto:|tel:)/, '') : `${shown} (${address})`
}

/** Emphasis ends where it touches a word, as CommonMark has it: but two marks together are hardly ever meant as such. */
function marksAt(text: string, at: number): { piece: Piece; length: number } | undefined {
  const mark = text.charAt(at)
  if (mark !== '*' && mark !== '_' && mark !== '~') return undefined
  let end = at
  while (text.charAt(end) === mark) end += 1
  const count = end - at
  const [before, after] = [text.charAt(at - 1), text.charAt(end)]
  const isTight = mark === '_' || count === 1
  const touches = (character: string) => isTight && /[\p{L}\p{N}]/u.test(character)
  const opens = /\S/.test(after) && !touches(before)
  const closes = /\S/.test(before) && !touches(after)
  const isMark = count <= 3 && (mark !== '~' || count === 2)
  return { piece: isMark ? { mark, count, opens, closes } : mark.repeat(count), length: count }
}

/** Takes the marks away that have a counterpart. */
function withoutEmphasis(pieces: Piece[]): string {
  const open = new Map<string, number[]>()
  const left = pieces.map((piece) => (typeof piece === 'string' ? 0 : piece.count))
  for (const [at, piece] of pieces.entries()) {
    if (typeof piece === 'string') continue
    const waiting = open.get(piece.mark) ?? []
    open.set(piece.mark, waiting)
    while (piece.closes && (left[at] ?? 0) > 0 && waiting.length > 0) {
      const opener = waiting.at(-1) ?? 0
      const matched = Math.min(left[at] ?? 0, left[opener] ?? 0)
      left[at] = (left[at] ?? 0) - matched
      left[opener] = (left[opener] ?? 0) - matched
      if (left[opener] === 0) waiting.pop()
    }
    if (piece.opens && (left[at] ?? 0) > 0) waiting.push(at)
  }
  return pieces.map((piece, at) => (typeof piece === 'string' ? piece : piece.mark.repeat(left[at] ?? 0))).join('')
}
