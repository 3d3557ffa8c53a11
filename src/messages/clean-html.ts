import { CleanOutput } from './clean-output'
import { decodeEntities, encodeEntities } from './html-entities'
import { CELLS, DROPPED, FORMATTING, INLINE, TABLE_PARTS, type Tag, tagOf, VOID } from './html-tags'
import { type HtmlToken, htmlTokens } from './html-tokens'
import { type InlineImage, inlineImage, isHidden } from './inline-image'
import { OpenElements } from './open-elements'
import { isBlank, safeUrl } from './plain'

/** Rich text that nothing can hide in any more. */
export type CleanHtml = {
  /** Balanced HTML of few elements (html-tags.ts), or undefined if there is more of it than the converter can take. */
  html: string | undefined
  /** The same as plain text. */
  plain: string
  /** Whether the rich text says anything, except for pictures, that its plain text does not. */
  formatted: boolean
  /** The pictures, in the order they stand in. */
  images: InlineImage[]
}

type Attributes = ReadonlyMap<string, string>

const LINK_SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'] as const

/**
 * Reduces the HTML that HubSpot's editor, or whatever an agent pasted into it, made of a reply: scripts, styles, frames
 * and hidden parts go with their content, links keep only http, https, mailto and tel, pictures are taken out. Takes
 * time linear in the length of the input and never throws.
 */
export function cleanHtml(richText: string): CleanHtml {
  const cleaner = new Cleaner()
  for (const token of htmlTokens(richText)) cleaner.read(token)
  return cleaner.end()
}

class Cleaner {
  private readonly output = new CleanOutput()
  private readonly images: InlineImage[] = []
  private readonly open = new OpenElements((tag) => this.close(tag))
  private skipping: { name: string; depth: number } | undefined
  private link = { href: '', text: '' }
  private nestedTables = 0
  private formatted = false

  read(token: HtmlToken): void {
    if (this.skipping !== undefined) this.skip(token, this.skipping)
    else if (token.kind === 'text') this.text(decodeEntities(token.raw))
    else if (token.kind === 'open') this.start(token.name, token.attributes)
    else this.finish(token.name)
  }

  end(): CleanHtml {
    this.open.endAll()
    return { ...this.output.result(), formatted: this.formatted, images: this.images }
  }

  private skip(token: HtmlToken, skipping: { name: string; depth: number }): void {
    if (token.kind === 'text' || token.name !== skipping.name) return
    skipping.depth += token.kind === 'open' ? 1 : -1
    if (skipping.depth === 0) this.skipping = undefined
  }

  private text(text: string): void {
    const blank = isBlank(text)
    const innermost = this.open.innermost()
    if (innermost === 'table' || innermost === 'tr') {
      if (blank) return
      this.start('td', new Map()) // Text between the cells, such as a caption.
    }
    if (!blank) this.formatted ||= this.open.hasAny(FORMATTING)
    if (this.open.has('a')) this.link.text += text
    if (this.open.has('pre')) this.output.preformatted(text)
    else this.output.text(text, { code: this.open.has('code'), cell: this.open.hasAny(CELLS) })
  }

  private start(name: string, attributes: Attributes): void {
    if (name === 'img') this.image(attributes)
    else if (name === 'br') this.lineBreak()
    else if (name === 'hr') this.rule()
    else if (VOID.has(name)) return
    else if (DROPPED.has(name) || isHidden(attributes)) this.skipping = { name, depth: 1 }
    else this.startTag(tagOf(name), attributes)
  }

  private startTag(known: Tag | undefined, attributes: Attributes): void {
    if (known === undefined || this.isFlattened(known, 1)) return
    const tag = TABLE_PARTS.has(known) && known !== 'table' && !this.open.has('table') ? 'div' : known
    if (!INLINE.has(tag) && this.open.has('a') && !this.endsLink()) return
    this.open.endImplied(tag)
    if (CELLS.has(tag) && !this.open.has('tr')) this.write('tr', '')
    if (tag === 'a') this.startLink(attributes.get('href') ?? '')
    else this.write(tag, tag === 'ol' ? startOf(attributes) : '')
  }

  private finish(name: string): void {
    const tag = tagOf(name)
    if (tag !== undefined && !this.isFlattened(tag, -1)) this.open.end(tag)
  }

  /** Preformatted text holds no elements, and a cell is one line: a block in there is a line break or a space. */
  private isFlattened(tag: Tag, step: 1 | -1): boolean {
    if (this.open.has('pre')) {
      if (tag === 'pre') return step === 1
      if (!INLINE.has(tag)) this.output.preformatted('\n')
      return true
    }
    if (!this.open.hasAny(CELLS)) return false
    if (tag === 'code') return true
    if (INLINE.has(tag)) return false
    const ofNestedTable = this.nestedTables > 0 || (tag === 'table' && step === 1)
    if (tag === 'table' && ofNestedTable) this.nestedTables += step
    if (TABLE_PARTS.has(tag) && !ofNestedTable) return false
    this.output.space()
    return true
  }

  /** Markdown's links hold no blocks: one within a link ends it, or goes without if the link has no text so far. */
  private endsLink(): boolean {
    if (isBlank(this.link.text)) return false
    this.open.end('a')
    return true
  }

  private startLink(address: string): void {
    const href = safeUrl(address, LINK_SCHEMES)
    if (href === undefined) return
    this.link = { href, text: '' }
    this.output.beforeLink()
    this.write('a', ` href="${encodeEntities(href)}"`)
  }

  private image(attributes: Attributes): void {
    const image = inlineImage(attributes)
    if (image !== undefined) this.images.push(image)
    else if (!isHidden(attributes)) this.text(attributes.get('alt') ?? '')
  }

  private lineBreak(): void {
    if (this.open.has('pre')) this.output.preformatted('\n')
    else if (this.open.hasAny(CELLS)) this.output.space()
    else this.output.lineBreak()
  }

  private rule(): void {
    if (this.open.has('pre') || this.open.hasAny(CELLS)) {
      this.lineBreak()
      return
    }
    this.open.endImplied('div')
    this.formatted = true
    this.output.rule()
  }

  private write(tag: Tag, attributes: string): void {
    if (this.open.push(tag)) this.output.open(tag, attributes)
  }

  private close(tag: Tag): void {
    if (tag === 'a') this.endLink()
    if (tag === 'table') this.nestedTables = 0
    this.output.close(tag)
  }

  /** A link that its text does not show says more than plain text does; one without a text shows its address. */
  private endLink(): void {
    const { href, text } = this.link
    if (isBlank(text)) this.output.text(href, { code: false, cell: this.open.hasAny(CELLS) })
    if (showsAddress(text.trim(), href)) return
    this.formatted = true
    if (!isBlank(text)) this.output.afterLink(href)
  }
}

function showsAddress(text: string, href: string): boolean {
  return text === href || `${text}/` === href || text === href.replace(/^(mailto|tel):/, '')
}

function startOf(attributes: Attributes): string {
  const start = attributes.get('start') ?? ''
  return /^\d{1,9}$/.test(start) ? ` start="${start}"` : ''
}
