import { type BlockTag, type InlineTag, isInline } from './html-tags'
import { RICH_TEXT_MAX } from './limits'
import type { Container, Mark } from './rich-blocks'

type Tag = InlineTag | BlockTag

/** An element that has begun; `list` is the list that it is, or that it is an item of. */
export type OpenElement = { tag: Tag; mark?: Mark; container?: Container; list?: List | undefined }

/** `first` is the number of its first item, undefined for bullets; `items` are those that have text. */
export type List = { first: number | undefined; items: Container[] }

/** The elements that are open, outermost first. */
export class OpenElements {
  private readonly elements: OpenElement[] = []
  private tags = new Set<Tag>()

  /** Opens an element, unless there are too many within each other already. */
  push(element: OpenElement): void {
    if (this.elements.length >= RICH_TEXT_MAX.depth) return
    this.elements.push(element)
    this.tags.add(element.tag)
  }

  /** Ends the elements from a position on, the innermost first; each is still open when `onEnd` hears of it. */
  endFrom(at: number, onEnd: (element: OpenElement) => void): void {
    for (const element of this.elements.slice(at).reverse()) onEnd(element)
    this.elements.length = at
    this.tags = new Set(this.elements.map(({ tag }) => tag))
  }

  innermost(...tags: Tag[]): OpenElement | undefined {
    if (!this.has(...tags)) return undefined
    return this.elements.findLast(({ tag }) => tags.includes(tag))
  }

  has(...tags: Tag[]): boolean {
    return tags.some((tag) => this.tags.has(tag))
  }

  /** Where the innermost element of some tags is; undefined if there is none, or it is outside of one of `within`. */
  find(tags: Tag[], ...within: Tag[]): number | undefined {
    if (!this.has(...tags)) return undefined
    const at = this.elements.findLastIndex(({ tag }) => tags.includes(tag) || within.includes(tag))
    const found = this.elements[at]
    return found !== undefined && tags.includes(found.tag) ? at : undefined
  }

  /** Where the element is that a start tag ends by standing there. */
  endedBy(tag: Tag): number | undefined {
    if (tag === 'a') return this.find(['a'], 'table')
    if (tag === 'li') return this.find(['li'], 'ul', 'ol')
    if (tag === 'tr') return this.find(['tr', 'td', 'th'], 'table')
    if (tag === 'td' || tag === 'th') return this.find(['td', 'th'], 'table')
    return isInline(tag) ? undefined : this.find(['p'], 'li', 'div', 'blockquote')
  }

  /** What marks text here, each kind once; code comes last, as nothing is marked within it. */
  marks(): Mark[] {
    const marks: Mark[] = []
    let code: Mark | undefined
    for (const { mark } of this.elements) {
      if (mark?.tag === 'code') code = mark
      else if (mark !== undefined && marks.every(({ tag }) => tag !== mark.tag)) marks.push(mark)
    }
    return code === undefined ? marks : [...marks, code]
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
  containers(): Container[] {
    const containers: Container[] = []
    for (const { container, list } of this.elements) {
      if (container === undefined) continue
      if (container.marker === '') {
        container.marker = list?.first === undefined ? '- ' : `${list.first + list.items.length}. `
        list?.items.push(container)
      }
      containers.push(container)
    }
    return containers
  }
}
