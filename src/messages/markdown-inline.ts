import { type Mark, type Run, sharedMarks } from './rich-blocks'

/** Runs of text as Markdown; a hard line break is two spaces and a line feed. Never begins or ends with white space. */
export function inlineMarkdown(runs: readonly Run[]): string {
  const pieces: string[] = []
  const open: { mark: Mark; end: string }[] = []
  let space = ''
  const closeAllBut = (marks: readonly Mark[]) => {
    const opened = open.map(({ mark }) => mark)
    for (const { end } of open.splice(sharedMarks(opened, marks)).reverse()) pieces.push(end)
  }
  for (const [at, { text, marks }] of runs.entries()) {
    const words = text.trim().replace(/ +/g, ' ')
    const whole = asWhole(words, marks.at(-1))
    const around = whole === undefined ? marks : marks.slice(0, -1)
    // Spaces at the edges go outside of marks: Markdown would not see these as marks otherwise.
    closeAllBut(around)
    if (text === '\n') space = '  \n'
    else if (text.startsWith(' ')) space ||= ' '
    if (words === '') continue
    if (space !== '' && pieces.length > 0) pieces.push(space)
    for (const [depth, mark] of around.entries()) {
      if (depth < open.length) continue
      const [start, end] = mark.tag === 'em' && isWithinWord(runs, at, depth) ? ['*', '*'] : delimiters(mark)
      if (mark.tag === 'a') keepFromPicture(pieces)
      pieces.push(start)
      open.push({ mark, end })
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

function delimiters(mark: Mark): [start: string, end: string] {
  if (mark.tag === 'a') return ['[', `](${mark.href})`]
  return [DELIMITERS[mark.tag], DELIMITERS[mark.tag]]
}

/** Code is always innermost, and so whole; none for it here. */
const DELIMITERS = { strong: '**', em: '_', s: '~~', code: '' } as const

/** Whether a letter touches the marked text from outside: there an underscore is no mark. */
function isWithinWord(runs: readonly Run[], at: number, depth: number): boolean {
  const marks = runs[at]?.marks ?? []
  let end = at + 1
  while (sharedMarks(runs[end]?.marks ?? [], marks) > depth) end += 1
  const before = (runs[at - 1]?.text ?? '').slice(-2) + (runs[at]?.text.slice(0, 1) ?? '')
  const after = (runs[end - 1]?.text.slice(-1) ?? '') + (runs[end]?.text ?? '').slice(0, 2)
  return /[\p{L}\p{N}]\S$/u.test(before) || /^\S[\p{L}\p{N}]/u.test(after)
}

/** An exclamation mark right before a link would make it a picture. */
function keepFromPicture(pieces: string[]): void {
  const last = pieces.at(-1)
  if (last?.endsWith('!')) pieces[pieces.length - 1] = `${last.slice(0, -1)}\\!`
}
