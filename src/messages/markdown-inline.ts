import { type Mark, type Run, sameMark, shared } from './rich-blocks'

/** Runs of text as Markdown; a hard line break is two spaces and a line feed. Never begins or ends with white space. */
export function inlineMarkdown(runs: readonly Run[]): string {
  const pieces: string[] = []
  const open: Mark[] = []
  let space = ''
  const closeAllBut = (marks: readonly Mark[]) => {
    for (const mark of open.splice(shared(open, marks, sameMark)).reverse()) {
      pieces.push(mark.tag === 'a' ? `](${mark.href})` : DELIMITERS[mark.tag])
    }
  }
  for (const { text, marks } of runs) {
    const words = text.trim().replace(/ +/g, ' ')
    const whole = asWhole(words, marks.at(-1))
    const around = whole === undefined ? marks : marks.slice(0, -1)
    // Spaces at the edges go outside of marks: Markdown would not see these as marks otherwise.
    closeAllBut(around)
    if (text === '\n') space = '  \n'
    else if (text.startsWith(' ')) space ||= ' '
    if (words === '') continue
    if (space !== '' && pieces.length > 0) pieces.push(space)
    for (const mark of around.slice(open.length)) {
      // An exclamation mark right before a link would make it a picture.
      if (mark.tag === 'a' && pieces.at(-1)?.endsWith('!')) pieces.push(`${pieces.pop()?.slice(0, -1)}\\!`)
      pieces.push(mark.tag === 'a' ? '[' : DELIMITERS[mark.tag])
      open.push(mark)
    }
    pieces.push(whole ?? words.replace(INLINE_MARKUP, '\\$&'))
    space = text.endsWith(' ') ? ' ' : ''
  }
  closeAllBut([])
  return pieces.join('')
}

/** Markup wherever it stands; an underscore only at the edge of a word, so that names and addresses stay readable. */
const INLINE_MARKUP = /[\\`*[\]<~]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|&(?=#?\w{1,31};)/gu

/** Text that its innermost mark makes literal: code, and a link that is its own text. */
function asWhole(words: string, mark: Mark | undefined): string | undefined {
  if (mark?.tag === 'a') return mark.href === words ? `<${words}>` : undefined
  if (mark?.tag !== 'code') return undefined
  const ticks = ticksAround(words, 1)
  const pad = words.includes('`') ? ' ' : ''
  return ticks + pad + words + pad + ticks
}

/** A run of ticks that does not occur in the text, `least` or longer. */
export function ticksAround(text: string, least: number): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
  return '`'.repeat(longest < least ? least : longest + 1)
}

/** Code is always innermost, and so whole; none for it here. */
const DELIMITERS = { strong: '**', em: '_', s: '~~', code: '' } as const
