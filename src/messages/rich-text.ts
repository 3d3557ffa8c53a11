import { NodeHtmlMarkdown, PostProcessResult, type TranslatorConfigFactory } from 'node-html-markdown'
import { cleanHtml } from './clean-html'
import { ESCAPE_MARK } from './clean-output'
import type { InlineImage } from './inline-image'
import { RICH_TEXT_MAX } from './limits'
import { isBlank } from './plain'

/**
 * An agent's rich text as Markdown, and the pictures in it. The plain text that HubSpot sent beside it is returned
 * untouched where the rich text adds nothing to it; rich text that is too large to convert comes as plain text with
 * its line breaks. Never throws.
 */
export function readRichText(richText: string, text: string): { text: string; images: InlineImage[] } {
  const { html, plain, formatted, images } = cleanHtml(richText)
  if (formatted) {
    const markdown = html === undefined ? plain : toMarkdown(html, plain)
    return { text: isBlank(markdown) ? text : markdown, images }
  }
  const addsLines = plain.includes('\n') && !text.includes('\n')
  return { text: isBlank(text) || addsLines ? plain : text, images }
}

function toMarkdown(html: string, otherwise: string): string {
  try {
    const markdown = tidy(converter.translate(html))
    return markdown.length > RICH_TEXT_MAX.markdown ? otherwise : markdown
  } catch {
    return otherwise // The converter is not ours; whatever it stumbles over, the agent's words must arrive.
  }
}

/** Markup wherever it stands; an underscore only at the edge of a word, so that names and addresses stay readable. */
const INLINE_MARKUP = /[\\`*[\]<~]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|&(?=#?\w{1,31};)/gu

/** The lines of an item after its first are indented by the width of its marker, which keeps them in the item. */
const listItem: TranslatorConfigFactory = ({ parent, listKind, listItemNumber }) => {
  const first = Number(parent?.getAttribute('start') ?? 1)
  const marker = listKind === 'OL' ? `${first + (listItemNumber ?? 1) - 1}. ` : '- '
  return {
    prefix: marker,
    surroundingNewlines: 1,
    postprocess: ({ content }) =>
      isBlank(content)
        ? PostProcessResult.RemoveNode
        : content.trim().replace(/\n(?!\n)/g, `\n${' '.repeat(marker.length)}`),
  }
}

/** Only a list that counts from 1 can follow a line of text without a blank one between (CommonMark). */
const list: TranslatorConfigFactory = ({ node, indentLevel }) => ({
  surroundingNewlines: (indentLevel ?? 0) > 0 && !node.getAttribute('start') ? 1 : 2,
})

const link: TranslatorConfigFactory = ({ node, visitor }) => {
  const href = (node.getAttribute('href') ?? '').replace(/[()<>\\\s]/g, percentEncode)
  if (node.textContent === href) return { content: `<${href}>` }
  return {
    prefix: '[',
    postfix: `](${href})`,
    childTranslators: visitor.instance.aTagTranslators,
    postprocess: ({ content }) => content.replace(/\s+/g, ' ').trim(),
  }
}

const converter = new NodeHtmlMarkdown(
  {
    globalEscape: [INLINE_MARKUP, '\\$&'],
    lineStartEscape: [new RegExp(ESCAPE_MARK, 'g'), '\\'],
    maxConsecutiveNewlines: 0, // Its own way to collapse them takes exponential time; see tidy.
  },
  {
    'ul,ol': list,
    li: listItem,
    a: link,
    pre: {
      noEscape: true,
      preserveWhitespace: true,
      surroundingNewlines: 2,
      postprocess: ({ content }) => {
        const fence = '`'.repeat(
          (content.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length + 1), 3),
        )
        return `${fence}\n${content.split('\n').slice(firstLine(content)).join('\n').trimEnd()}\n${fence}`
      },
    },
    blockquote: {
      surroundingNewlines: 2,
      postprocess: ({ content }) => content.trim().replace(/^/gm, '> ').replace(/^> $/gm, '>'),
    },
  },
)
// Cells have translators of their own; the default ones would encode links anew, and escape one "|" of several.
converter.tableCellTranslators.set('a', link)
converter.tableRowTranslators.set('th,td', {
  prefix: ' ',
  postfix: ' |',
  preserveIfEmpty: true,
  childTranslators: converter.tableCellTranslators,
  postprocess: ({ content }) => content.replace(/\s+/g, ' ').trim(),
})

/** Line ends without stray spaces (two mean a line break), and one blank line where there are several, but not in code. */
function tidy(markdown: string): string {
  const lines: string[] = []
  let fence = ''
  for (const line of markdown.split('\n')) {
    const mark = /^(?:[\s>]|- |\d+\. )*(`{3,})/.exec(line)?.[1]
    if (mark !== undefined && (fence === '' || mark === fence)) fence = fence === '' ? mark : ''
    const blank = line.trim() === ''
    if (fence !== '' || !blank) lines.push(fence !== '' ? line : line.trimEnd() + (line.endsWith('  ') ? '  ' : ''))
    else if (lines.at(-1) !== '') lines.push('')
  }
  return lines
    .join('\n')
    .replace(/ {2}(?=\n(?:\n|$)|$)/g, '')
    .trim()
}

/** The index of the first line that is not blank; all of them count as blank only in a text without content. */
function firstLine(text: string): number {
  return Math.max(
    0,
    text.split('\n').findIndex((line) => line.trim() !== ''),
  )
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
