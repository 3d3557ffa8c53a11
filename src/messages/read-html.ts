import { BlockWriter } from './block-writer'
import { decodeEntities } from './html-entities'
import { type BlockTag, DROPPED, type InlineTag, isInline, tagOf, VOID } from './html-tags'
import { type HtmlToken, htmlTokens } from './html-tokens'
import { type InlineImage, inlineImage, isHidden } from './inline-image'
import { type OpenElement, OpenElements } from './open-elements'
import { isBlank, safeUrl, visible } from './plain'
import type { Mark, RichBlock } from './rich-blocks'
import { TableReader } from './table-reader'

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
  /** What is open instead of a paragraph: preformatted text, which holds no elements, or a table. */
  private code: string[] | undefined
  private table: TableReader | undefined

  read(token: HtmlToken): void {
    if (this.skipping !== undefined) this.skip(token, this.skipping)
    else if (token.kind === 'text') this.text(decodeEntities(token.raw))
    else if (token.kind === 'open') this.start(token.name, token.attributes)
    else this.finish(tagOf(token.name))
  }

  end(): { blocks: RichBlock[]; images: InlineImage[] } {
    if (this.code !== undefined) this.endCode(this.code)
    if (this.table !== undefined) this.endTable(this.table)
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
    if (this.code !== undefined) {
      this.code.push(shown)
      return
    }
    const collapsed = shown.replace(/\s+/g, ' ')
    const link = this.open.innermost('a')?.mark
    if (link?.tag === 'a') link.text += collapsed
    const { table, output } = this
    if (collapsed !== '') (table ?? output).text(collapsed)
  }

  private start(name: string, attributes: Attributes): void {
    if (name === 'img') this.image(attributes)
    else if (name === 'br') this.lineBreak()
    else if (name === 'hr') this.rule()
    else if (VOID.has(name)) return
    else if (DROPPED.has(name) || isHidden(attributes)) this.skipping = { name, depth: 1 }
    else this.startTag(tagOf(name), attributes)
  }

  private startTag(tag: InlineTag | BlockTag | undefined, attributes: Attributes): void {
    if (tag === undefined) return
    if (this.code !== undefined) this.blockInCode(this.code, tag)
    else if (isInline(tag)) this.startMark(tag, attributes)
    else if (this.table !== undefined) this.tableTag(this.table, tag, true)
    else this.startBlock(tag, attributes)
  }

  private finish(tag: InlineTag | BlockTag | undefined): void {
    if (tag === undefined) return
    if (this.code !== undefined) {
      if (tag === 'pre') this.endCode(this.code)
      else this.blockInCode(this.code, tag)
    } else if (this.table !== undefined && !isInline(tag)) this.tableTag(this.table, tag, false)
    else this.closeFrom(this.open.find(tag))
  }

  private startMark(tag: InlineTag, attributes: Attributes): void {
    this.closeFrom(this.open.endedBy(tag))
    if (tag !== 'a') this.open.push({ tag, mark: { tag } })
    const href = tag === 'a' ? safeUrl(attributes.get('href') ?? '', LINK_SCHEMES) : undefined
    if (href === undefined) return
    const mark: Mark = { tag: 'a', href: href.replace(/[()<>\\\s]/g, percentEncode), text: '' }
    this.open.push({ tag: 'a', mark })
  }

  private startBlock(tag: BlockTag, attributes: Attributes): void {
    this.closeFrom(this.open.endedBy(tag))
    if (tag === 'ul' || tag === 'ol') this.startList(tag, attributes.get('start') ?? '')
    else if (tag === 'li') this.startItem()
    else {
      this.output.endBlock(gapAround(tag))
      if (tag === 'pre') this.code = []
      else if (tag === 'table') this.table = new TableReader(this.open)
      else this.open.push(tag === 'blockquote' ? { tag, container: { marker: '> ' } } : { tag })
    }
  }

  /** A list right within a list belongs to the item before it. Only one that counts from 1 can follow text directly. */
  private startList(tag: 'ul' | 'ol', start: string): void {
    const first = /^\d{1,9}$/.test(start) ? Number(start) : 1
    const parent = this.open.innermost('li', 'ul', 'ol')
    const container = parent?.tag === 'li' ? undefined : parent?.list?.items.at(-1)
    this.output.endBlock(parent === undefined || (tag === 'ol' && first !== 1) ? 2 : 1)
    const list = { first: tag === 'ol' ? first : undefined, items: [] }
    this.open.push(container === undefined ? { tag, list } : { tag, list, container })
  }

  private startItem(): void {
    const list = this.open.innermost('ul', 'ol')?.list
    if (list === undefined || list.items.length === 0) this.output.endBlock(1)
    else this.output.endItem()
    this.open.push({ tag: 'li', container: { marker: '' }, list })
  }

  /** In a table, blocks other than its own rows and cells are spaces. */
  private tableTag(table: TableReader, tag: BlockTag, starts: boolean): void {
    if (tag === 'table') table.nested += starts ? 1 : -1
    const isPart = tag === 'tr' || tag === 'td' || tag === 'th'
    if (table.nested < 0) this.endTable(table)
    else if (table.nested > 0 || !isPart) table.lineBreak()
    else {
      this.closeFrom(table.base)
      table.endCell()
      if (starts && tag === 'tr') table.startRow()
      else if (starts) table.startCell()
    }
  }

  private endTable(table: TableReader): void {
    this.closeFrom(table.base)
    this.table = undefined
    const rows = table.rows()
    if (rows.length > 0) this.output.addBlock({ kind: 'table', rows })
  }

  private blockInCode(code: string[], tag: InlineTag | BlockTag): void {
    if (!isInline(tag) && code.length > 0 && !code.at(-1)?.endsWith('\n')) code.push('\n')
  }

  private endCode(code: string[]): void {
    this.code = undefined
    const text = code.join('')
    if (!isBlank(text)) this.output.addBlock({ kind: 'code', text })
  }

  /** Ends the elements from a position on, but none that a table stands in; a link without text shows its address. */
  private closeFrom(at: number | undefined): void {
    if (at === undefined || at < (this.table?.base ?? 0)) return
    const ended = this.open.from(at)
    const { table, output } = this
    for (const { mark } of ended) if (mark?.tag === 'a' && isBlank(mark.text)) (table ?? output).text(mark.href)
    const gaps = ended.flatMap(({ tag }) => (isInline(tag) ? [] : gapAround(tag)))
    if (gaps.length > 0) output.endBlock(gaps.includes(2) ? 2 : 1)
    this.open.endFrom(at)
  }

  private image(attributes: Attributes): void {
    const image = inlineImage(attributes)
    if (image !== undefined) this.images.push(image)
    else if (!isHidden(attributes)) this.text(attributes.get('alt') ?? '')
  }

  private lineBreak(): void {
    const { code, table, output } = this
    if (code !== undefined) code.push('\n')
    else (table ?? output).lineBreak()
  }

  private rule(): void {
    if (this.code !== undefined || this.table !== undefined) {
      this.lineBreak()
      return
    }
    this.closeFrom(this.open.endedBy('div'))
    this.output.addBlock({ kind: 'rule' })
  }
}

function gapAround(tag: OpenElement['tag']): 1 | 2 {
  return tag === 'li' || tag === 'div' || tag === 'tr' || tag === 'td' || tag === 'th' ? 1 : 2
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
