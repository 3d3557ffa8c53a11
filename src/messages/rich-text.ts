import type { InlineImage } from './inline-image'
import { isBlank } from './plain'
import { readHtml } from './read-html'
import { isFormatted, toPlain } from './rich-blocks'
import { toMarkdown } from './to-markdown'

/**
 * An agent's rich text as Markdown, and the pictures in it. The plain text that HubSpot sent beside it is returned
 * untouched where the rich text adds nothing to it; rich text that would make too much Markdown comes as plain text with
 * its line breaks. Takes time linear in the length of the input and never throws.
 */
export function readRichText(richText: string, text: string): { text: string; images: InlineImage[] } {
  const { blocks, images } = readHtml(richText)
  if (isFormatted(blocks)) return { text: toMarkdown(blocks) ?? toPlain(blocks), images }
  const plain = toPlain(blocks)
  const addsLines = plain.includes('\n') && !text.includes('\n')
  return { text: isBlank(text) || addsLines ? plain : text, images }
}
