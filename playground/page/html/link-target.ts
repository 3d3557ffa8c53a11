/** Schemes that a link may have; anything else, `javascript:` above all, does things rather than leading somewhere. */
const schemes = /^(https?|mailto|tel):/i

/** Whether a link may lead to this absolute address. */
export const mayLinkTo = (url: string): boolean => schemes.test(url) && URL.canParse(url)

/**
 * What somebody means by an address they have typed, `lamps.example/all` or `dana@lamps.example` included; undefined
 * where a link cannot lead.
 */
export function linkTarget(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  // A port comes after a host's colon, and no scheme begins with a digit after it.
  const hasScheme = schemes.test(text) || /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text)
  const url = hasScheme ? text : `${/^[^/@]+@[^/@]+$/.test(text) ? 'mailto:' : 'https://'}${text.replace(/^\/\//, '')}`
  // `https:` alone is none, though URL.canParse takes some such.
  return mayLinkTo(url) && !/^https?:\/*$/i.test(url) ? url : undefined
}
