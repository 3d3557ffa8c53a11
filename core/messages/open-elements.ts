import { GOES_ON, isBlock, TABLE_PARTS, type Tag } from './html-tags'
import type { Look } from './inline-style'
import { RICH_TEXT_MAX } from './limits'
import { type Container, type Link, MARK, type Place } from './rich-blocks'

/**
 * An element that has begun. `list` is the list that it is, or that it is an item of; `address` is where it leads if that
 * can only be read, `from` where the text of one above or below the line begins.
 */
export type OpenElement = {
  name: string
  tag: Tag
  look: Readonly<Look>
  link?: Link
  unclickable?: Link
  container?: Container
  list?: List | undefined
  raised?: { kind: 'sup' | 'sub'; from: Place }
}

/** `first` is the number of its first item, undefined for bullets; `items` are those that have text. */
export type List = { first: number | undefined; items: Container[] }

/** How text is shown here; `marks` is the sum of entries of `MARK`. */
export type TextState = {
  marks: number
  link: Link | undefined
  /** Whether nothing here is seen; `sizeless` is only the text. */
  unseen: boolean
  sizeless: boolean
  /** Whether nothing here takes any place either. */
  hidden: boolean
  keepsLines: boolean
}

/** The elements that are open, outermost first. */
export class OpenElements {
  private elements: OpenElement[] = []
  private tags = new Set<Tag>()
  /** How many of a name were not opened, as there were too many: their end tags are not for others. */
  private readonly tooDeep = new Map<string, number>()
  private known: { state?: TextState; containers?: readonly Container[] } = {}

  /** Opens an element, unless there are too many within each other already. */
  push(element: OpenElement): void {
    if (this.elements.length >= RICH_TEXT_MAX.depth) {
      this.tooDeep.set(element.name, (this.tooDeep.get(element.name) ?? 0) + 1)
      return
    }
    this.elements.push(element)
    this.tags.add(element.tag)
    const { containers } = this.known
    this.known = element.container === undefined && containers !== undefined ? { containers } : {}
  }

  /** Takes note of the end of an element that was not opened, if there is one of this name. */
  endTooDeep(name: string): boolean {
    const count = this.tooDeep.get(name) ?? 0
    if (count > 0) this.tooDeep.set(name, count - 1)
    return count > 0
  }

  /**
   * Ends the elements from a position on, the innermost first; each is still open when `onEnd` hears of it. Marks that
   * were not closed themselves go on behind a block that ends, as in a browser; not behind a cell.
   */
  endFrom(at: number, onEnd: (element: OpenElement) => void): void {
    const ending = this.elements.slice(at)
    const isTable = ending.some(({ tag }) => TABLE_PARTS.has(tag))
    const staying = isTable ? [] : ending.slice(1).filter(({ name }) => GOES_ON.has(name))
    for (const element of ending.reverse()) if (!staying.includes(element)) onEnd(element)
    this.replace([...this.elements.slice(0, at), ...staying])
  }

  /** Ends a mark, and what is in it up to the next block; other marks and blocks stay open. */
  endMark(at: number, onEnd: (element: OpenElement) => void): void {
    const block = this.elements.findIndex(({ tag }, position) => position > at && isBlock(tag))
    const inside = this.elements.slice(at, block === -1 ? undefined : block)
    const staying = inside.slice(1).filter(({ name }) => GOES_ON.has(name))
    for (const element of inside.toReversed()) if (!staying.includes(element)) onEnd(element)
    this.replace(this.elements.toSpliced(at, inside.length, ...staying))
  }

  private replace(elements: OpenElement[]): void {
    this.elements = elements
    this.tags = new Set(elements.map(({ tag }) => tag))
    this.known = {}
  }

  innermost(...tags: Tag[]): OpenElement | undefined {
    if (!this.has(...tags)) return undefined
    return this.elements.findLast(({ tag }) => tags.includes(tag))
  }

  has(...tags: Tag[]): boolean {
    return tags.some((tag) => this.tags.has(tag))
  }

  /** Where the innermost element of some names is; undefined if there is none, or it is outside of one of `within`. */
  find(names: readonly string[], ...within: readonly string[]): number | undefined {
    const at = this.elements.findLastIndex(({ name }) => names.includes(name) || within.includes(name))
    return names.includes(this.elements[at]?.name ?? '') ? at : undefined
  }

  hasBlockSince(at: number): boolean {
    return this.elements.some(({ tag }, position) => position > at && isBlock(tag))
  }

  /** Where the innermost element of a name is that stands in one which takes no place, or is that one. */
  findHidden(name: string): number | undefined {
    const hidden = this.elements.findIndex(({ look }) => look.hidden)
    const at = this.elements.findLastIndex((element) => element.name === name)
    return hidden !== -1 && at >= hidden ? at : undefined
  }

  at(position: number): OpenElement | undefined {
    return this.elements[position]
  }

  /** Where the element is that a start tag ends by standing there. */
  endedBy(name: string, tag: Tag): number | undefined {
    if (tag === 'a') return this.find(['a'], 'table', 'td', 'th')
    if (tag === 'li') return this.find(['li'], 'ul', 'ol', 'menu', 'dir')
    if (name === 'tr') return this.find(['tr', 'td', 'th'], 'table')
    if (name === 'td' || name === 'th') return this.find(['td', 'th'], 'table')
    if (name === 'option') return this.find(['option'])
    return isBlock(tag) ? this.find(['p'], 'li', 'div', 'blockquote', 'td', 'th') : undefined
  }

  /** How text is shown here, each mark once. */
  state(): TextState {
    this.known.state ??= this.readState()
    return this.known.state
  }

  private readState(): TextState {
    let marks = 0
    let link: Link | undefined
    let [hidden, sized, shown, keepsLines] = [false, true, true, false]
    const set = (mark: number, on: boolean | undefined) => {
      if (on !== undefined) marks = on ? marks | mark : marks & ~mark
    }
    for (const { tag, look, link: own } of this.elements) {
      set(MARK.strong, look.bold ?? (tag === 'strong' || undefined))
      set(MARK.em, look.italic ?? (tag === 'em' || undefined))
      // A line through the text around goes through this as well, whatever it says of itself.
      set(MARK.strike, look.struck || (tag === 's' && look.struck === undefined) || undefined)
      set(MARK.code, tag === 'code' || undefined)
      link = own ?? link
      hidden ||= look.hidden
      sized = look.sized ?? sized
      shown = look.shown ?? shown
      keepsLines = look.keepsLines ?? keepsLines
    }
    return { marks, link, unseen: hidden || !shown, sizeless: !sized, hidden, keepsLines }
  }

  /** The level of the heading, 0 for none. */
  heading(): number {
    return Number(this.innermost('h1', 'h2', 'h3', 'h4', 'h5', 'h6')?.tag.slice(1) ?? 0)
  }

  /** Whether the innermost item has no text so far: what begins there stands beside the item's marker. */
  isAtItemStart(): boolean {
    return this.innermost('li')?.container?.marker === ''
  }

  /** The quotes and items that a block here stands in. An item counts in its list from its first block on. */
  containers(): readonly Container[] {
    this.known.containers ??= this.readContainers()
    return this.known.containers
  }

  private readContainers(): Container[] {
    const containers: Container[] = []
    for (const { container, list } of this.elements) {
      if (container === undefined || containers.length >= RICH_TEXT_MAX.containers) continue
      if (container.marker === '') {
        container.marker = list?.first === undefined ? '- ' : `${list.first + list.items.length}. `
        list?.items.push(container)
      }
      containers.push(container)
    }
    return containers
  }
}
