import type { Texts } from '../texts/languages'
import { BlockWriter } from './block-writer'
import { embeddedAs, fieldText, isEmbedding } from './embedded'
import { type BlockTag, DROPPED, GOES_ON, isBlock, TABLE_PARTS, type Tag, tagOf, VOID } from './html-tags'
import { type HtmlToken, htmlTokens } from './html-tokens'
import { type InlineImage, readImage } from './inline-image'
import { isPixel, type Look, lookOf } from './inline-style'
import { layoutTables } from './layout-tables'
import { linkTarget } from './link-target'
import { type OpenElement, OpenElements } from './open-elements'
import { isBlank, visible } from './plain'
import type { RichBlock } from './rich-blocks'
import { Skipped } from './skipped'

/** `differs`: whether it says other words than its text alone: some were put in for what has none, or are not seen. */
export type ReadHtml = { blocks: RichBlock[]; images: InlineImage[]; differs: boolean }

type StartTag = Extract<HtmlToken, { kind: 'open' }>

/**
 * Reads the HTML that a desk's editor, or whatever an agent pasted into it, made of a reply, as a reader sees it:
 * scripts, styles and hidden parts go, links keep only http, https, mailto and tel, pictures are taken out. What cannot
 * be carried leaves its address or a word. Takes time linear in the length of the input and never throws.
 */
export function readHtml(texts: Texts, html: string): ReadHtml {
  const tokens = [...htmlTokens(html)]
  const reader = new HtmlReader(texts, layoutTables(tokens))
  for (const token of tokens) reader.read(token)
  return reader.end()
}

class HtmlReader {
  private readonly images: InlineImage[] = []
  private readonly open = new OpenElements()
  private readonly output = new BlockWriter(this.open)
  private skipping: Skipped | undefined
  private nestedTables = 0
  private differs = false

  constructor(
    private readonly texts: Texts,
    private readonly layouts: ReadonlySet<HtmlToken>,
  ) {}

  read(token: HtmlToken): void {
    if (this.skipping !== undefined) {
      const goesOn = this.skipping.read(token)
      if (goesOn === 'inside') return
      this.endSkipping()
      if (goesOn === 'end') return
    }
    if (token.kind === 'text') this.text(token.text)
    else if (token.kind === 'open') this.start(token)
    else this.finish(token.name)
  }

  end(): ReadHtml {
    this.endSkipping()
    this.closeFrom(0)
    this.output.endBlock(1)
    return { blocks: this.output.blocks, images: this.images, differs: this.differs }
  }

  private text(text: string, isOfPicture = false): void {
    const shown = visible(text)
    const { unseen, sizeless, link, keepsLines } = this.open.state()
    if (unseen || (sizeless && !isOfPicture)) {
      this.differs ||= !isBlank(shown)
      return
    }
    if (this.open.has('table') && !this.open.has('td', 'th')) {
      if (isBlank(shown)) return
      this.open.push({ name: 'td', tag: 'td', look: { hidden: false } }) // Text between the cells, such as a caption.
    }
    for (const place of [link, this.open.innermost('a')?.unclickable]) if (place !== undefined) place.text += shown
    const lines = keepsLines && !this.open.has('pre') ? shown.split('\n') : [shown]
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.output.lineBreak()
      this.output.text(line)
    }
  }

  /** Writes words that stand for something that is no text. */
  private word(text: string): void {
    this.differs ||= text !== ''
    this.text(text, true)
  }

  private start(token: StartTag): void {
    const { name, attributes, content } = token
    const own = lookOf(attributes)
    const look = name === 'dialog' && !attributes.has('open') ? { ...own, hidden: true } : own
    const isShown = look.shown ?? !this.open.state().unseen
    if (look.hidden || this.open.state().hidden) this.startHidden(token, look)
    else if (name === 'br') this.output.lineBreak()
    else if (name === 'img') this.image(isShown ? readImage(this.texts, attributes) : undefined)
    else if (name === 'input') this.word(isShown ? fieldText(this.texts, attributes) : '')
    else if (isEmbedding(name, attributes)) {
      this.skipping = new Skipped(name, attributes, isShown && !isPixel(attributes))
      if (content !== undefined || VOID.has(name)) this.endSkipping()
    } else if (DROPPED.has(name)) this.skipping = new Skipped(name, attributes, false)
    else if (content !== undefined) this.rawText(name, look, content)
    else if (!VOID.has(name)) this.startTag(token, look)
  }

  /** What takes no place breaks no line; it only has to be seen where it ends. */
  private startHidden(token: StartTag, look: Readonly<Look>): void {
    const { name, attributes, content } = token
    if (content !== undefined || VOID.has(name)) return
    if (isEmbedding(name, attributes) || DROPPED.has(name)) {
      this.skipping = new Skipped(name, attributes, false)
      return
    }
    this.closeFrom(this.open.endedBy(name, tagOf(name)))
    if (look.hidden || this.open.state().hidden) this.open.push({ name, tag: 'span', look })
    else this.startTag(token, look)
  }

  private image(image: ReturnType<typeof readImage>): void {
    if (image === undefined) return
    if ('url' in image) this.images.push(image)
    else this.word(image.isEmoji ? image.text : ` ${image.text} `)
  }

  /** Of what holds anything but HTML two are seen. */
  private rawText(name: string, look: Readonly<Look>, content: string): void {
    if (name !== 'xmp' && name !== 'textarea') {
      this.differs ||= !isBlank(content)
      return
    }
    this.startTag({ kind: 'open', name, attributes: new Map() }, { ...look, keepsLines: true })
    this.text(content)
    this.finish(name)
  }

  private endSkipping(): void {
    if (this.skipping === undefined) return
    const { name, attributes, inside, isShown } = this.skipping
    this.skipping = undefined
    this.differs = true
    if (!isShown || !isEmbedding(name, attributes)) return
    const { word, href } = embeddedAs(this.texts, name, attributes, inside)
    this.word(` ${word} `)
    if (href === undefined) return
    this.output.text(href, { href, text: href })
    this.text(' ')
  }

  private startTag(token: StartTag, look: Readonly<Look>): void {
    const { name, attributes } = token
    const nominal = tagOf(name)
    if (isBlock(nominal) && this.isFlat(nominal, 1)) {
      this.output.blockEdge()
      return
    }
    this.closeFrom(this.open.endedBy(name, nominal))
    const tag = look.block && !isBlock(nominal) && nominal !== 'a' ? 'div' : this.tagHere(token, nominal)
    const element: OpenElement = { name, tag, look }
    if (tag === 'a') this.open.push({ ...element, ...this.linkOf(attributes.get('href') ?? '') })
    else if (tag === 'ul' || tag === 'ol') this.startList(element, attributes.get('start') ?? '')
    else if (tag === 'li') this.startItem(element)
    else if (isBlock(tag)) this.startBlock(element)
    else this.startInline(element)
  }

  private startInline(element: OpenElement): void {
    const kind = element.tag === 'sup' || element.tag === 'sub' ? element.tag : element.look.raised
    if (kind === undefined) this.open.push(element)
    else this.open.push({ ...element, raised: { kind, from: this.output.startRaised() } })
  }

  /** What a table only arranges are blocks, and so are parts of tables without a table. */
  private tagHere(token: StartTag, tag: Tag): Tag {
    if (!TABLE_PARTS.has(tag)) return tag
    if (tag === 'table') return this.layouts.has(token) ? 'div' : tag
    const table = this.open.find(['table'])
    return table !== undefined && this.open.at(table)?.tag === 'table' ? tag : 'div'
  }

  private finish(name: string): void {
    const tag = tagOf(name)
    if (this.open.endTooDeep(name)) return
    const hidden = this.open.state().hidden ? this.open.findHidden(name) : undefined
    if (hidden !== undefined) this.closeFrom(hidden)
    else if (isBlock(tag) && this.isFlat(tag, -1)) this.output.blockEdge()
    else this.endTag(name, this.openedBy(name, tag))
  }

  /** Where the element is that an end tag ends. */
  private openedBy(name: string, tag: Tag): number | undefined {
    if (name === 'table') return this.open.find([name])
    if (TABLE_PARTS.has(tag)) return this.open.find([name], 'table')
    if (HEADINGS.includes(name)) return this.open.find(HEADINGS, 'td', 'th')
    return this.open.find([name], 'td', 'th', ...(tag === 'li' ? LISTS : []))
  }

  /** Marks may cross other elements, as in a browser; what only has looks may not cross blocks. */
  private endTag(name: string, at: number | undefined): void {
    if (at === undefined) return
    if (isBlock(this.open.at(at)?.tag ?? 'span')) this.closeFrom(at)
    else if (GOES_ON.has(name) || !this.open.hasBlockSince(at)) this.open.endMark(at, (element) => this.onEnd(element))
  }

  /** Whether a tag is only the edge of a line: preformatted text holds no blocks, and a cell none but the next cell. */
  private isFlat(tag: BlockTag, step: 1 | -1): boolean {
    if (this.open.has('pre')) return tag !== 'pre' || step === 1
    if (!this.open.has('td', 'th')) return false
    const ofNestedTable = this.nestedTables > 0 || (tag === 'table' && step === 1)
    if (tag === 'table' && ofNestedTable) this.nestedTables += step
    return ofNestedTable || !TABLE_PARTS.has(tag)
  }

  private linkOf(address: string): Pick<OpenElement, 'link' | 'unclickable'> {
    const target = linkTarget(address)
    if (target === undefined) return {}
    if ('href' in target) return { link: { href: target.href, text: '' } }
    return { unclickable: { href: target.address, text: '' } }
  }

  private startBlock(element: OpenElement): void {
    const { tag } = element
    if (tag === 'table' || !TABLE_PARTS.has(tag)) this.output.endBlock(gapAround(tag))
    if (tag === 'tr') this.output.startRow()
    if (tag === 'hr') this.rule(element.look.hidden)
    else this.open.push(tag === 'blockquote' ? { ...element, container: { marker: '> ' } } : element)
  }

  private rule(isHidden: boolean): void {
    if (!isHidden && !this.open.state().unseen) this.output.rule()
  }

  /** A list right within a list belongs to the item before it. Only one that counts from 1 can follow text directly. */
  private startList(element: OpenElement, start: string): void {
    const first = element.tag === 'ul' ? undefined : /^\d{1,7}$/.test(start) ? Number(start) : 1
    const parent = this.open.innermost('li', 'ul', 'ol')
    const container = parent?.tag === 'li' ? undefined : parent?.list?.items.at(-1)
    this.output.endBlock(parent === undefined || (first ?? 1) !== 1 ? 2 : 1)
    this.open.push({ ...element, list: { first, items: [] }, ...(container === undefined ? {} : { container }) })
  }

  private startItem(element: OpenElement): void {
    const list = this.open.innermost('ul', 'ol')?.list
    if (list === undefined || list.items.length === 0) this.output.endBlock(1)
    else this.output.endItem()
    this.open.push({ ...element, container: { marker: '' }, list })
  }

  private closeFrom(at: number | undefined): void {
    if (at === undefined) return
    this.open.endFrom(at, (element) => this.onEnd(element))
    if (!this.open.has('table')) this.nestedTables = 0
  }

  /** A link without text shows its address, and so does one that cannot be clicked. */
  private onEnd({ tag, link, unclickable, raised }: OpenElement): void {
    const { unseen } = this.open.state()
    if (link !== undefined && isBlank(link.text) && !unseen) this.output.text(link.href)
    if (unclickable !== undefined && !unseen && !unclickable.text.includes(unclickable.href)) {
      this.differs = true
      this.output.text(isBlank(unclickable.text) ? unclickable.href : ` (${unclickable.href})`)
    }
    if (raised !== undefined && this.output.endRaised(raised.kind, raised.from)) this.differs = true
    if (tag === 'td' || tag === 'th') this.output.endCell()
    else if (tag === 'table') this.output.endTable()
    else if (isBlock(tag) && tag !== 'tr') this.output.endBlock(gapAround(tag))
  }
}

const LISTS = ['ul', 'ol', 'menu', 'dir']
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

function gapAround(tag: Tag): 1 | 2 {
  return tag === 'li' || tag === 'div' ? 1 : 2
}
