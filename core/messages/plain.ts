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

/**
 * Somebody's text as it was written, but for what no system agrees on: control characters other than tabs and line breaks
 * are left out, half characters become U+FFFD, and every line break is one of `\n`.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
}

/**
 * A person's name as one line that says what it seems to say: no line break, mark of direction or control character. Joiners
 * stay between letters of scripts that write with them, and in emoji.
 *
 * @returns empty when nothing of it could be seen.
 */
export function nameLine(name: string): string {
  const line = oneLine(
    name
      .slice(0, NAME_READ_MAX)
      .replace(/[\s\u0085]/g, ' ')
      .replace(/(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
      .replace(/(?<![\p{L}\p{M}\p{S}])(?:\u200c|\u200d|\ufe0e|\ufe0f)+/gu, ''),
  )
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? line : ''
}

/** More of a name is not read; no place shows as much. */
const NAME_READ_MAX = 1_000
