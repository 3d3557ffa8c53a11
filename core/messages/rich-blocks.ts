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

/** Text that is marked in one way; a line feed is a line break. `marks` is the sum of entries of `MARK`. */
export type Run = { text: string; marks: number; link?: Link | undefined }

/** A place in a paragraph that is being written. */
export type Place = { runs: readonly Run[]; at: number }

export const MARK = { strong: 1, em: 2, strike: 4, code: 8 } as const

/** `text` is all that the link shows. */
export type Link = { href: string; text: string }

/** How many entries two lists have in common from their start on. */
export function shared<T>(some: readonly T[], others: readonly T[]): number {
  const differs = others.findIndex((other, at) => other !== some[at])
  return differs === -1 ? others.length : differs
}

/** Whether the blocks say anything that the same as plain text does not. */
export function isFormatted(blocks: readonly RichBlock[]): boolean {
  return blocks.some(
    ({ content, within }) =>
      within.length > 0 ||
      content.kind !== 'paragraph' ||
      content.heading > 0 ||
      content.runs.some(({ text, marks, link }) => !isBlank(text) && (marks > 0 || (link && !isBare(link)))),
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
    .map(({ text, link }, at) => {
      const ends = link !== undefined && !isBare(link) && runs[at + 1]?.link !== link
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
