import { type BlockTag, type InlineTag, isInline } from './html-tags'
import { RICH_TEXT_MAX } from './limits'
import type { Container, Mark } from './rich-blocks'

type Tag = InlineTag | BlockTag

/** An element that has begun. */
export type OpenElement = {
  tag: Tag
  mark?: Mark
  container?: Container
  /** The list that the element is, or that it is an item of. */
  list?: List | undefined
}

/** `first` is the number of its first item, undefined for bullets; `items` are those that have text. */
export type List = { first: number | undefined; items: Container[] }

/** The elements that are open, outermost first. */
export class OpenElements {
  private readonly elements: OpenElement[] = []

  get count(): number {
    return this.elements.length
  }

  /** Opens an element, unless there are too many within each other already. */
  push(element: OpenElement): void {
    if (this.elements.length < RICH_TEXT_MAX.depth) this.elements.push(element)
  }

  from(at: number): OpenElement[] {
    return this.elements.slice(at)
  }

  endFrom(at: number): void {
    this.elements.length = Math.min(at, this.elements.length)
  }

  innermost(...tags: Tag[]): OpenElement | undefined {
    return this.elements.findLast(({ tag }) => tags.includes(tag))
  }

  /** Where the innermost element of a tag is; undefined if there is none, or it is outside of one of `within`. */
  find(tag: Tag, ...within: Tag[]): number | undefined {
    const at = this.elements.findLastIndex((open) => open.tag === tag || within.includes(open.tag))
    return this.elements[at]?.tag === tag ? at : undefined
  }

  /** Where the element is that a start tag ends by standing there. */
  endedBy(tag: Tag): number | undefined {
    if (tag === 'a') return this.find('a')
    if (tag === 'li') return this.find('li', 'ul', 'ol')
    return isInline(tag) ? undefined : this.find('p', 'li', 'div', 'blockquote')
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
    return Number(this.elements.findLast(({ tag }) => /^h\d$/.test(tag))?.tag.slice(1) ?? 0)
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
