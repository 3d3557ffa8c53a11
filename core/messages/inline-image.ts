import type { Texts } from '../texts/languages'
import type { Attributes } from './html-tokens'
import { isPixel, pixels } from './inline-style'
import { isBlank, oneLine, safeUrl, visible, WEB } from './plain'

/** A picture in an agent's rich text: an absolute http or https URL, and the words that stand in for it. */
export type InlineImage = { url: string; alt?: string }

/** Larger than this (pixels) a picture is a picture, even of an emoji; our own choice. */
const EMOJI_MAX = 64

/** Longest words that a stand-in takes from the HTML. Our own choice. */
const WORDS_MAX = 500

const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\d#*]\ufe0f?\u20e3|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}]|\u200d|\ufe0f)+$/u

/**
 * What an `img` element is to the reader: a picture that can be fetched over http or https, or text: the emoji that it
 * shows, or a word for what cannot be carried. Undefined for one that nobody is meant to see (a tracking pixel).
 */
export function readImage(
  texts: Texts,
  attributes: Attributes,
): InlineImage | { text: string; isEmoji: boolean } | undefined {
  if (isPixel(attributes)) return undefined
  const emoji = emojiOf(attributes)
  if (emoji !== undefined) return { text: emoji, isEmoji: true }
  const alt = wordsOf(attributes)
  const url = safeUrl(attributes.get('src') || firstOf(attributes.get('srcset')), WEB)
  if (url === undefined) return { text: standIn(texts.image, alt), isEmoji: false }
  return alt === '' ? { url } : { url, alt }
}

/** `[image: words]`: what stands where something was that a message cannot hold. */
export function standIn(what: string, words: string): string {
  return isBlank(words) ? `[${what}]` : `[${what}: ${oneLine(visible(words)).slice(0, WORDS_MAX)}]`
}

/** What an element calls itself. */
export function wordsOf(attributes: Attributes): string {
  const words = attributes.get('alt')?.trim() || attributes.get('aria-label')?.trim() || attributes.get('title')?.trim()
  return (words ?? '').slice(0, WORDS_MAX)
}

function emojiOf(attributes: Attributes): string | undefined {
  const alt = (attributes.get('alt')?.trim() || attributes.get('data-emoji')?.trim()) ?? ''
  if (alt === '' || alt.length > 40 || pixels(attributes).some((size) => size > EMOJI_MAX)) return undefined
  return EMOJI.test(alt) || /(?:^|[\s_-])(?:emoji|emoticon|smiley)/i.test(attributes.get('class') ?? '')
    ? alt
    : undefined
}

/** The first address of several for one picture. */
function firstOf(srcset = ''): string {
  return srcset.trimStart().split(/[\s,]/, 1)[0] ?? ''
}
