import { BlockWriter } from './block-writer'
import { decodeEntities } from './html-entities'
import { type BlockTag, DROPPED, type InlineTag, isInline, TABLE_PARTS, tagOf, VOID } from './html-tags'
import { type HtmlToken, htmlTokens } from './html-tokens'
import { type InlineImage, inlineImage, isHidden } from './inline-image'
import { OpenElements } from './open-elements'
import { isBlank, safeUrl, visible } from './plain'
import type { RichBlock } from './rich-blocks'

type Attributes = ReadonlyMap<string, string>

const LINK_SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'] as const

/**
 * Reads the HTML that HubSpot's editor, or whatever an agent pasted into it, made of a reply: scripts, styles, frames
 * and hidden parts go with their content, links keep only http, https, mailto and tel, pictures are taken out. Takes
 * time linear in the length of the input and never throws.
 */
export function readHtml(html: string): { blocks: RichBlock[]; images: InlineImage[] } {
  const reader = new HtmlReader()
  for (const token of htmlTokens(html)) reader.read(token)
  return reader.end()
}

class HtmlReader {
  private readonly images: InlineImage[] = []
  private readonly open = new OpenElements()
  private readonly output = new BlockWriter(this.open)
  private skipping: { name: string; depth: number } | undefined
  private nestedTables = 0

  read(token: HtmlToken): void {
    if (this.skipping !== undefined) this.skip(token, this.skipping)
    else if (token.kind === 'text') this.text(decodeEntities(token.raw))
    else if (token.kind === 'open') this.start(token.name, token.attributes)
    else this.finish(tagOf(token.name))
  }

  end(): { blocks: RichBlock[]; images: InlineImage[] } {
    this.closeFrom(0)
    this.output.endBlock(1)
    return { blocks: this.output.blocks, images: this.images }
  }

  private skip(token: HtmlToken, skipping: { name: string; depth: number }): void {
    if (token.kind === 'text' || token.name !== skipping.name) return
    skipping.depth += token.kind === 'open' ? 1 : -1
    if (skipping.depth === 0) this.skipping = undefined
  }

  private text(text: string): void {
    const shown = visible(text)
    if (this.open.has('table') && !this.open.has('td', 'th')) {
      if (isBlank(shown)) return
      this.open.push({ tag: 'td' }) // Text between the cells, such as a caption.
    }
    const link = this.open.innermost('a')?.mark
    if (link?.tag === 'a') link.text += shown
    this.output.text(shown)
  }

  private start(name: string, attributes: Attributes): void {
    if (name === 'img') this.image(attributes)
    else if (name === 'br') this.output.lineBreak()
    else if (VOID.has(name)) return
    else if (DROPPED.has(name) || isHidden(attributes)) this.skipping = { name, depth: 1 }
    else this.startTag(tagOf(name), attributes)
  }

  private startTag(tag: InlineTag | BlockTag | undefined, attributes: Attributes): void {
    if (tag === undefined) return
    if (!isInline(tag) && this.isFlat(tag, 1)) {
      this.output.blockEdge()
      return
    }
    this.closeFrom(this.open.endedBy(tag))
    if (tag === 'a') this.startLink(attributes.get('href') ?? '')
    else if (isInline(tag)) this.open.push({ tag, mark: { tag } })
    else if (tag === 'ul' || tag === 'ol') this.startList(tag, attributes.get('start') ?? '')
    else if (tag === 'li') this.startItem()
    else if (TABLE_PARTS.has(tag) && this.open.has('table')) this.startTablePart(tag)
    else this.startBlock(tag)
  }

  private finish(tag: InlineTag | BlockTag | undefined): void {
    if (tag === undefined) return
    if (!isInline(tag) && this.isFlat(tag, -1)) this.output.blockEdge()
    else this.closeFrom(TABLE_PARTS.has(tag) ? this.open.find([tag]) : this.open.find([tag], 'td', 'th', 'pre'))
  }

  /** Whether a tag is only the edge of a line: preformatted text holds no blocks, and a cell none but the next cell. */
  private isFlat(tag: BlockTag, step: 1 | -1): boolean {
    if (this.open.has('pre')) return tag !== 'pre' || step === 1
    if (!this.open.has('td', 'th')) return false
    const ofNestedTable = this.nestedTables > 0 || (tag === 'table' && step === 1)
    if (tag === 'table' && ofNestedTable) this.nestedTables += step
    return ofNestedTable || !TABLE_PARTS.has(tag)
  }

  private startLink(address: string): void {
    const href = safeUrl(address, LINK_SCHEMES)?.replace(/[()<>\\\s]/g, percentEncode)
    if (href !== undefined) this.open.push({ tag: 'a', mark: { tag: 'a', href, text: '' } })
  }

  private startBlock(tag: BlockTag): void {
    this.output.endBlock(gapAround(tag))
    if (tag === 'hr') this.output.rule()
    else if (tag === 'blockquote') this.open.push({ tag, container: { marker: '> ' } })
    else this.open.push({ tag: TABLE_PARTS.has(tag) && tag !== 'table' ? 'div' : tag })
  }

  private startTablePart(tag: BlockTag): void {
    if (tag === 'tr') this.output.startRow()
    this.open.push({ tag })
  }

  /** A list right within a list belongs to the item before it. Only one that counts from 1 can follow text directly. */
  private startList(tag: 'ul' | 'ol', start: string): void {
    const first = tag === 'ul' ? undefined : /^\d{1,9}$/.test(start) ? Number(start) : 1
    const parent = this.open.innermost('li', 'ul', 'ol')
    const container = parent?.tag === 'li' ? undefined : parent?.list?.items.at(-1)
    this.output.endBlock(parent === undefined || (first ?? 1) !== 1 ? 2 : 1)
    this.open.push({ tag, list: { first, items: [] }, ...(container === undefined ? {} : { container }) })
  }

  private startItem(): void {
    const list = this.open.innermost('ul', 'ol')?.list
    if (list === undefined || list.items.length === 0) this.output.endBlock(1)
    else this.output.endItem()
    this.open.push({ tag: 'li', container: { marker: '' }, list })
  }

  /** Ends the elements from a position on; a link without text shows its address. */
  private closeFrom(at: number | undefined): void {
    if (at === undefined) return
    this.open.endFrom(at, ({ tag, mark }) => {
      if (mark?.tag === 'a' && isBlank(mark.text)) this.output.text(mark.href)
      if (tag === 'td' || tag === 'th') this.output.endCell()
      else if (tag === 'table') this.output.endTable()
      else if (!isInline(tag) && tag !== 'tr') this.output.endBlock(gapAround(tag))
    })
    if (!this.open.has('table')) this.nestedTables = 0
  }

  private image(attributes: Attributes): void {
    const image = inlineImage(attributes)
    if (image !== undefined) this.images.push(image)
    else if (!isHidden(attributes)) this.text(attributes.get('alt') ?? '')
  }
}

function gapAround(tag: BlockTag): 1 | 2 {
  return tag === 'li' || tag === 'div' ? 1 : 2
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
