/**
 * Takes out of a text what must not reach a log or an error: e-mail addresses, phone numbers, tokens, keys, and quotations
 * that are long or of several words, which is where an API repeats what it was sent.
 */
export function scrub(text: string): string {
  return text
    .replace(/[^\s"'<>()[\],;:/]+(?:@|%40)[^\s"'<>()[\],;:/]+/gi, '[e-mail]')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '[key]')
    .replace(/\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{24,}\b/g, '[key]')
    .replace(/\+\d[\d\s().-]{5,}\d/g, '[phone]')
    .replace(/\b\d{8,}\b/g, '[number]')
    .replace(/"(?=[^"]{40}|\s*[^"\s]+\s+[^"\s]+\s+[^"\s])[^"]*"/g, '"…"')
    .replace(/'[^']{40,}'/g, "'…'")
    .slice(0, 300)
}
