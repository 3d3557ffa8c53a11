import { decodeHTML, decodeHTMLAttribute } from 'entities/decode'

/** The attributes asked for, decoded. */
export type Attributes = ReadonlyMap<string, string>

/**
 * A piece of HTML: decoded text, a start tag, an end tag. An element of raw text is one piece: a start tag with its
 * `content`, which stands for the end tag as well.
 */
export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: Attributes; content?: string }
  | { kind: 'close'; name: string }

/** Elements whose content is not HTML: it ends at the element's own end tag only. */
const RAW_TEXT = new Set(['script', 'style', 'iframe', 'noscript', 'noembed', 'noframes', 'xmp', 'textarea', 'title'])

const KEPT_ATTRIBUTES = new Set([
  ...['href', 'src', 'srcset', 'data', 'alt', 'title', 'aria-label', 'aria-hidden', 'role', 'class', 'data-emoji'],
  ...['width', 'height', 'style', 'hidden', 'open', 'start', 'type', 'value', 'checked'],
])

const NO_ATTRIBUTES: Attributes = new Map()

const TAG_NAME = /[a-z][^\s/>]*/iy
const ATTRIBUTE = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y
const TAG_END = /[\s/]*>/y

/**
 * Reads HTML piece by piece, in one pass and in time linear in its length, whatever it holds: rules of the HTML
 * standard's tokenizer as far as a reader's view needs them. Comments and declarations are left out; a tag that never
 * ends takes the rest with it, as in a browser. (The parser of htmlparser2 looks through all open elements at each tag:
 * a megabyte of `<b>` takes it 18 s.)
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0
  let textFrom = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) break
    const markup = readMarkup(html, open)
    if (markup === undefined) {
      at = open + 1 // A bare "<" is text.
      continue
    }
    if (open > textFrom) yield { kind: 'text', text: decodeHTML(html.slice(textFrom, open)) }
    if (markup.token !== undefined) yield markup.token
    at = markup.end
    textFrom = markup.end
  }
  if (textFrom < html.length) yield { kind: 'text', text: decodeHTML(html.slice(textFrom)) }
}

type Markup = { token?: HtmlToken; end: number }

function readMarkup(html: string, open: number): Markup | undefined {
  if (html.startsWith('<!--', open)) return { end: afterComment(html, open + 4) }
  if (/[!?]/.test(html.charAt(open + 1))) return { end: after(html, '>', open) }
  const closing = html.charAt(open + 1) === '/'
  TAG_NAME.lastIndex = open + (closing ? 2 : 1)
  const name = TAG_NAME.exec(html)?.[0].toLowerCase()
  if (name === undefined) return closing ? { end: after(html, '>', open) } : undefined
  const { attributes, end } = readAttributes(html, TAG_NAME.lastIndex)
  if (end === undefined) return { end: html.length }
  if (closing) return { token: { kind: 'close', name }, end }
  if (!RAW_TEXT.has(name)) return { token: { kind: 'open', name, attributes }, end }
  const raw = rawText(html, name, end)
  return { token: { kind: 'open', name, attributes, content: raw.content }, end: raw.end }
}

/** Reads up to and with the tag's ">"; `end` is undefined when there is none. The first of two attributes of a name counts. */
function readAttributes(html: string, from: number): { attributes: Attributes; end: number | undefined } {
  let attributes: Map<string, string> | undefined
  let at = from
  while (at < html.length) {
    TAG_END.lastIndex = at
    if (TAG_END.test(html)) return { attributes: attributes ?? NO_ATTRIBUTES, end: TAG_END.lastIndex }
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(html)
    if (match === null) break
    const name = match[1]?.toLowerCase() ?? ''
    if (KEPT_ATTRIBUTES.has(name) && !attributes?.has(name)) {
      attributes ??= new Map()
      attributes.set(name, decodeHTMLAttribute(match[2] ?? match[3] ?? match[4] ?? ''))
    }
    at = ATTRIBUTE.lastIndex
  }
  return { attributes: NO_ATTRIBUTES, end: undefined }
}

function rawText(html: string, name: string, from: number): { content: string; end: number } {
  const endTag = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  endTag.lastIndex = from
  const match = endTag.exec(html)
  if (match === null) return { content: html.slice(from), end: html.length }
  return { content: html.slice(from, match.index), end: after(html, '>', endTag.lastIndex) }
}

/** A comment ends at once where its start is all there is of it: `<!-->`. */
function afterComment(html: string, from: number): number {
  COMMENT_END.lastIndex = from
  if (html.startsWith('>', from) || html.startsWith('->', from)) return after(html, '>', from)
  return COMMENT_END.test(html) ? COMMENT_END.lastIndex : html.length
}

const COMMENT_END = /--!?>/g

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at === -1 ? html.length : at + mark.length
}
