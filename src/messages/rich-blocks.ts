import { isBlank } from './plain'

/** Rich text as a reader sees it: blocks below each other. */
export type RichBlock = {
  content: BlockContent
  /** The quotes and list items it stands in, outermost first. */
  within: readonly Container[]
  /** Line ends before it: a line of its own, or a blank line above. */
  gap: 1 | 2
}

export type BlockContent =
  | { kind: 'paragraph'; heading: number; runs: readonly Run[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; rows: readonly (readonly Run[])[][] }
  | { kind: 'rule' }

/** `marker` is what Markdown puts before it: "> ", "- " or "1. ". The same object is the same quote or item. */
export type Container = { marker: string }

/** Text that is marked in one way, its white space collapsed; a line feed is a line break. Marks: outermost first. */
export type Run = { text: string; marks: readonly Mark[] }

export type Mark = { tag: 'strong' | 'em' | 's' | 'code' } | Link

/** `text` is all that the link shows. */
export type Link = { tag: 'a'; href: string; text: string }

/** How many entries two lists have in common from their start on. */
export function shared<T>(
  some: readonly T[],
  others: readonly T[],
  same = (a: T, b: T | undefined) => a === b,
): number {
  const differs = others.findIndex((other, at) => !same(other, some[at]))
  return differs === -1 ? others.length : differs
}

/** Whether text of two marks can be marked as one; links have to be the same link. */
export function sameMark(a: Mark, b: Mark | undefined): boolean {
  return a === b || (a.tag === b?.tag && a.tag !== 'a')
}

/** Whether the blocks say anything that the same as plain text does not. */
export function isFormatted(blocks: readonly RichBlock[]): boolean {
  return blocks.some(
    ({ content, within }) =>
      within.length > 0 ||
      content.kind !== 'paragraph' ||
      content.heading > 0 ||
      content.runs.some(({ text, marks }) => !isBlank(text) && marks.some((mark) => mark.tag !== 'a' || !isBare(mark))),
  )
}

/** Blocks as plain text, with their lines; the address of a link follows its text. */
export function toPlain(blocks: readonly RichBlock[]): string {
  return blocks
    .map(({ content, gap }) => '\n'.repeat(gap) + plainOf(content))
    .join('')
    .trim()
}

function plainOf(block: BlockContent): string {
  if (block.kind === 'paragraph') return plainRuns(block.runs)
  if (block.kind === 'table') return block.rows.map((row) => row.map(plainRuns).join(' ').trim()).join('\n')
  return block.kind === 'code' ? block.text.trimEnd() : ''
}

function plainRuns(runs: readonly Run[]): string {
  return runs
    .map(({ text, marks }, at) => {
      const link = marks.find((mark) => mark.tag === 'a')
      const ends = link !== undefined && !isBare(link) && !runs[at + 1]?.marks.includes(link)
      return ends && text !== link.href ? `${text} (${link.href})` : text
    })
    .join('')
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

/** Whether a link shows its own address. */
function isBare({ href, text }: Link): boolean {
  const shown = text.trim()
  return shown === href || `${shown}/` === href || shown === href.replace(/^(mailto|tel):/, '')
}
