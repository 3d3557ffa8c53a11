/** Cleans a piece of text so that it fits into one line: white space becomes single spaces, the ends are trimmed. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Whether a text holds nothing that a person would see. */
export function isBlank(text: string): boolean {
  return !/[^\s\u200b\ufeff]/.test(text)
}

/**
 * An absolute URL in its normal form if its scheme is one of `schemes` (with their colon), else undefined. A URL
 * without a scheme but with a host (`//host/path`) counts as https; any other relative URL is refused.
 */
export function safeUrl(url: string, schemes: readonly string[]): string | undefined {
  const trimmed = url.trim()
  const absolute = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed
  if (!URL.canParse(absolute)) return undefined
  const parsed = new URL(absolute)
  return schemes.includes(parsed.protocol) ? parsed.href : undefined
}

/** The schemes of addresses that a file can be fetched from. */
export const WEB = ['http:', 'https:'] as const

/**
 * Text without what a reader cannot see: control characters, marks of width zero and direction, half characters. Every
 * kind of line end becomes a line feed.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[^\P{Cc}\n\t]|[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
}
