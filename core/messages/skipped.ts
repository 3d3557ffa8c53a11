import { isBlock, tagOf } from './html-tags'
import type { Attributes, HtmlToken } from './html-tokens'
import { isBlank, oneLine, safeUrl, WEB } from './plain'

/** Longest words that are taken from a drawing. Our own choice. */
const WORDS_MAX = 500

/** HTML that a drawing cannot hold ends it, as in a browser. */
const NO_DRAWING = new Set(['b', 'strong', 'i', 'em', 's', 'span', 'img', 'br', 'font', 'code'])

/** An element whose content is not shown as text, while it is being read. */
export class Skipped {
  /** What its content says of it: where it is to be found, and the words in it. */
  readonly inside: { address?: string | undefined; words: string } = { words: '' }
  private depth = 1
  private foreign = 0

  /** @param isShown whether it stands for something that the reader sees. */
  constructor(
    readonly name: string,
    readonly attributes: Attributes,
    readonly isShown: boolean,
  ) {}

  /** Whether the element goes on after a token, ends with it, or has ended before it. */
  read(token: HtmlToken): 'inside' | 'end' | 'after' {
    if (token.kind === 'text') {
      this.addWords(token.text)
      return 'inside'
    }
    if (token.name === 'foreignobject') this.foreign += token.kind === 'open' ? 1 : -1
    if (token.kind === 'open') {
      if (this.name === 'svg' && this.foreign === 0 && (isBlock(tagOf(token.name)) || NO_DRAWING.has(token.name)))
        return 'after'
      if (token.name === 'title') this.addWords(token.content ?? '')
      this.inside.address ??= safeUrl(token.attributes.get('src') ?? '', WEB)
    }
    if (token.name !== this.name || (token.kind === 'open' && token.content !== undefined)) return 'inside'
    this.depth += token.kind === 'open' ? 1 : -1
    return this.depth === 0 ? 'end' : 'inside'
  }

  private addWords(text: string): void {
    if (this.name !== 'svg' || this.inside.words.length > WORDS_MAX || isBlank(text)) return
    this.inside.words = oneLine(`${this.inside.words} ${text.slice(0, WORDS_MAX)}`)
  }
}
