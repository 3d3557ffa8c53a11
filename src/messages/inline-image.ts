import { safeUrl, WEB } from './plain'

/** A picture in an agent's rich text: an absolute http or https URL, and the words that stand in for it. */
export type InlineImage = { url: string; alt?: string }

type Attributes = ReadonlyMap<string, string>

/**
 * The picture of an `img` element; undefined for one that nobody is meant to see (a tracking pixel: hidden, or at most
 * one pixel wide or high) and for one that cannot be fetched over http or https.
 */
export function inlineImage(attributes: Attributes): InlineImage | undefined {
  const url = safeUrl(attributes.get('src') ?? '', WEB)
  if (url === undefined || isHidden(attributes) || isPixel(attributes)) return undefined
  const alt = attributes.get('alt')?.trim()
  return alt ? { url, alt } : { url }
}

/** Whether an element is not shown. */
export function isHidden(attributes: Attributes): boolean {
  return (
    attributes.has('hidden') || /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(styleOf(attributes))
  )
}

function isPixel(attributes: Attributes): boolean {
  const sizes = [attributes.get('width'), attributes.get('height')]
  for (const match of styleOf(attributes).matchAll(/(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*([^;]{1,20})/gi))
    sizes.push(match[1])
  return sizes.some((size) =>
    /^\s*(?:0*1|0+|0*[01]?\.\d+)(?:\.0+)?\s*(?:px|r?em|%)?\s*(?:!important\s*)?$/i.test(size ?? ''),
  )
}

/** A style that an editor writes is short; the rest of a longer one is not looked at. */
function styleOf(attributes: Attributes): string {
  return (attributes.get('style') ?? '').slice(0, 1_000)
}
