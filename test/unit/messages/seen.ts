import MarkdownIt from 'markdown-it'
import { Marked } from 'marked'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'

/** A character that a reader sees, and how it is shown; never white space. */
type Sign = { character: string; marks: readonly string[] }

/** What a reader sees: lines of words (white space collapsed, none empty), and each character with its marks. */
export type Seen = { lines: string[]; words: string; signs: Sign[] }

type Node = DefaultTreeAdapterMap['node']

const markdownIt = new MarkdownIt({ html: true, linkify: true })
// It would show what is percent-encoded in an address decoded, which is another matter.
markdownIt.normalizeLinkText = (address) => address
const marked = new Marked({ gfm: true, breaks: false, async: false })

/** Renderers that others wrote, by name. Each shows HTML that stands within Markdown. */
export const renderers: Record<string, (markdown: string) => string> = {
  marked: (markdown) => String(marked.parse(markdown)),
  micromark: (markdown) => micromark(markdown, options),
  'markdown-it': (markdown) => markdownIt.render(markdown),
}
const options = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [gfm()],
  htmlExtensions: [gfmHtml()],
}

/** A renderer without tables, strikethrough, and links of its own making. */
export function commonMarkOnly(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true })
}

const BLOCKS = new Set(
  'address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const UNSEEN = new Set(['head', 'script', 'style', 'template', 'title', 'noscript', 'iframe'])
const MARKS: Record<string, string> = {
  ...{ b: 'strong', strong: 'strong', i: 'em', em: 'em', s: 's', del: 's', code: 'code', a: 'a' },
}

/** What a browser would show of HTML, read by the parser of parse5. */
export function seenIn(html: string): Seen {
  const signs: Sign[] = []
  let text = ''
  const read = (node: Node, marks: ReadonlySet<string>, keepsLines: boolean): void => {
    if ('value' in node) {
      text += keepsLines ? node.value.replaceAll('\n', '\u0000') : node.value
      for (const character of node.value) {
        if (/[^\s\u200b]/u.test(character)) signs.push({ character, marks: [...marks] })
      }
      return
    }
    if (!('childNodes' in node)) return
    if (!('tagName' in node)) {
      for (const child of node.childNodes) read(child, marks, keepsLines)
      return
    }
    if (UNSEEN.has(node.tagName)) return
    const style = node.attrs.find(({ name }) => name === 'style')?.value ?? ''
    const inside = new Set(marks)
    const mark = MARKS[node.tagName]
    if (mark !== undefined && !(mark === 'code' && keepsLines)) inside.add(mark)
    const weight = /font-weight:(\w+)/.exec(style)?.[1]
    if (weight !== undefined) inside[weight === 'bold' || Number(weight) >= 600 ? 'add' : 'delete']('strong')
    const slant = /font-style:(\w+)/.exec(style)?.[1]
    if (slant !== undefined) inside[slant === 'normal' ? 'delete' : 'add']('em')
    if (style.includes('line-through')) inside.add('s')
    const isBlock = BLOCKS.has(node.tagName) || /display:block/.test(style)
    if (isBlock) text += '\u0000'
    for (const child of node.childNodes) read(child, inside, keepsLines || node.tagName === 'pre' || /:pre/.test(style))
    if (isBlock) text += '\u0000'
  }
  read(parseFragment(html), new Set(), false)
  const lines = words(text.split('\u0000'))
  return { lines, words: lines.join(' '), signs }
}

/** The lines of plain text as a reader sees them: without what has no width. */
export function linesOf(text: string): string[] {
  const seen = text.replace(/[\p{Cc}\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, (control) =>
    /\s/.test(control) && control !== '\ufeff' ? control : '',
  )
  return words(seen.replace(/\p{Cs}/gu, '\ufffd').split(/[\n\r\v\f\u0085\u2028\u2029]/))
}

function words(lines: string[]): string[] {
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '')
}
