import { endedBy, SCOPES, TABLE_PARTS, type Tag } from './html-tags'
import { RICH_TEXT_MAX } from './limits'

/** The elements that are open, outermost first, and the rules by which one ends another; `onClose` hears each that ends. */
export class OpenElements {
  private readonly tags: Tag[] = []

  constructor(private readonly onClose: (tag: Tag) => void) {}

  /** Opens an element; false if there are too many within each other already. */
  push(tag: Tag): boolean {
    if (this.tags.length >= RICH_TEXT_MAX.depth) return false
    this.tags.push(tag)
    return true
  }

  /** Ends the element that a start tag of `tag` ends by standing there, with all that is in it. */
  endImplied(tag: Tag): void {
    const { ends, within } = endedBy(tag)
    for (let at = this.tags.length - 1; at >= 0; at -= 1) {
      const open = this.tags[at]
      if (open === undefined || within.has(open)) return
      if (ends.includes(open)) {
        this.endFrom(at)
        return
      }
    }
  }

  /** Ends the innermost element of `tag` that an end tag can reach, with all that is in it; none is fine. */
  end(tag: Tag): void {
    for (let at = this.tags.length - 1; at >= 0; at -= 1) {
      const open = this.tags[at]
      if (open === tag) {
        this.endFrom(at)
        return
      }
      if (open !== undefined && SCOPES.has(open) && !TABLE_PARTS.has(tag)) return
    }
  }

  endAll(): void {
    this.endFrom(0)
  }

  has(tag: Tag): boolean {
    return this.tags.includes(tag)
  }

  hasAny(tags: ReadonlySet<Tag>): boolean {
    return this.tags.some((tag) => tags.has(tag))
  }

  innermost(): Tag | undefined {
    return this.tags.at(-1)
  }

  private endFrom(at: number): void {
    for (const tag of this.tags.splice(at).reverse()) this.onClose(tag)
  }
}
