import type { Texts } from '../texts/languages'
import type { TextName } from '../texts/words'
import type { Attributes } from './html-tokens'
import { standIn, wordsOf } from './inline-image'
import { safeUrl, WEB } from './plain'

/** What stands for something embedded: a word, and the address where it can be seen. */
export type Embedded = { word: string; href: string | undefined }

const WORDS: ReadonlyMap<string, TextName> = new Map<string, TextName>([
  ['iframe', 'embeddedPage'],
  ['portal', 'embeddedPage'],
  ['embed', 'embeddedObject'],
  ['object', 'embeddedObject'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['canvas', 'image'],
  ['svg', 'image'],
])

/** Whether an element shows something of its own in place of its content; an object without data shows its content. */
export function isEmbedding(name: string, attributes: Attributes): boolean {
  return WORDS.has(name) && !(name === 'object' && !attributes.has('data'))
}

/** @param inside an address and words that were found in the element: of its sources, or written in a drawing. */
export function embeddedAs(
  texts: Texts,
  name: string,
  attributes: Attributes,
  inside: { address?: string | undefined; words: string },
): Embedded {
  const href = [attributes.get('src'), attributes.get('data'), inside.address]
    .map((address) => safeUrl(address ?? '', WEB))
    .find((url) => url !== undefined)
  const word = WORDS.get(name)
  return { word: standIn(word === undefined ? name : texts[word], wordsOf(attributes) || inside.words), href }
}

/** What a field of a form shows. */
export function fieldText(texts: Texts, attributes: Attributes): string {
  const type = attributes.get('type')?.toLowerCase() ?? 'text'
  if (type === 'checkbox') return attributes.has('checked') ? '☑' : '☐'
  if (type === 'radio') return attributes.has('checked') ? '◉' : '○'
  if (type === 'image') return standIn(texts.image, wordsOf(attributes))
  return /^(?:hidden|password|file|color|range)$/.test(type) ? '' : (attributes.get('value') ?? '')
}
