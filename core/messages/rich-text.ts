import type { Texts } from '../texts/languages'
import type { InlineImage } from './inline-image'
import { isBlank } from './plain'
import { plainMarkdown } from './plain-markdown'
import { readHtml } from './read-html'
import { isFormatted, toPlain } from './rich-blocks'
import { toMarkdown } from './to-markdown'

/**
 * An agent's rich text as Markdown, and the pictures in it. Where it adds nothing to the plain text that the desk sent
 * beside it, that is what is shown; rich text that would make too much Markdown comes as plain text with its line breaks.
 * Takes time linear in the length of the input and never throws.
 */
export function readRichText(texts: Texts, richText: string, text: string): { text: string; images: InlineImage[] } {
  const { blocks, images, differs } = readHtml(texts, richText)
  const markdown = differs || isFormatted(blocks) ? toMarkdown(blocks) : undefined
  if (markdown !== undefined) return { text: markdown, images }
  const plain = toPlain(blocks)
  const addsLines = plain.includes('\n') && !text.includes('\n')
  const isWhole = !differs && !isFormatted(blocks) && !isBlank(text) && !addsLines
  return { text: plainMarkdown(isWhole ? text : plain), images }
}
