import { decodeEntities } from './html-entities'

/** A piece of HTML: text as it was written (entities and all), a start tag with the attributes asked for, an end tag. */
export type HtmlToken =
  | { kind: 'text'; raw: string }
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string }

/** Elements whose content is not HTML: it ends at the element's own end tag only, and is never text to a reader. */
const RAW_TEXT = new Set(['script', 'style', 'iframe', 'noscript', 'noembed', 'noframes', 'xmp', 'textarea', 'title'])

const KEPT_ATTRIBUTES = new Set(['href', 'src', 'alt', 'width', 'height', 'style', 'hidden', 'start'])

const TAG_NAME = /[a-z][^\s/>]*/iy
const ATTRIBUTE = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y
const TAG_END = /[\s/]*>/y

/**
 * Reads HTML piece by piece, in one pass and in time linear in its length, whatever it holds: rules of the HTML
 * standard's tokenizer as far as a reader's view needs them. Comments, declarations, and elements of raw text with
 * their content are left out; a tag that never ends takes the rest with it, as in a browser.
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
    if (open > textFrom) yield { kind: 'text', raw: html.slice(textFrom, open) }
    if (markup.token !== undefined) yield markup.token
    at = markup.end
    textFrom = markup.end
  }
  if (textFrom < html.length) yield { kind: 'text', raw: html.slice(textFrom) }
}

type Markup = { token?: HtmlToken; end: number }

function readMarkup(html: string, open: number): Markup | undefined {
  if (html.startsWith('<!--', open)) return { end: after(html, '-->', open + 4) }
  if (/[!?]/.test(html.charAt(open + 1))) return { end: after(html, '>', open) }
  const closing = html.charAt(open + 1) === '/'
  TAG_NAME.lastIndex = open + (closing ? 2 : 1)
  const name = TAG_NAME.exec(html)?.[0].toLowerCase()
  if (name === undefined) return closing ? { end: after(html, '>', open) } : undefined
  const attributes = new Map<string, string>()
  const end = readAttributes(html, TAG_NAME.lastIndex, attributes)
  if (end === undefined) return { end: html.length }
  if (closing) return { token: { kind: 'close', name }, end }
  if (RAW_TEXT.has(name)) return { end: afterRawText(html, name, end) }
  return { token: { kind: 'open', name, attributes }, end }
}

/** Reads up to and with the tag's ">"; undefined when there is none. The first of two attributes of a name counts. */
function readAttributes(html: string, from: number, attributes: Map<string, string>): number | undefined {
  let at = from
  while (at < html.length) {
    TAG_END.lastIndex = at
    if (TAG_END.test(html)) return TAG_END.lastIndex
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(html)
    if (match === null) return undefined
    const name = match[1]?.toLowerCase() ?? ''
    if (KEPT_ATTRIBUTES.has(name) && !attributes.has(name)) {
      attributes.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ''))
    }
    at = ATTRIBUTE.lastIndex
  }
  return undefined
}

function afterRawText(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  end.lastIndex = from
  return end.test(html) ? after(html, '>', end.lastIndex) : html.length
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at === -1 ? html.length : at + mark.length
}
