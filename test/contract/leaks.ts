/** What never belongs into a log, whatever a test's secrets were. */
const shapes: [string, RegExp][] = [
  ['an e-mail address', /[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/i],
  ['a phone number', /(\+|%2B)\d[\d\s().-]{6,}\d/],
  ['a bearer token', /\bbearer\s+[\w.~+/=-]{8,}/i],
  ['a token', /\b((access|refresh)-[0-9a-f]{8}-|pat-[a-z]{2}\d-|bp_pat_)/i],
  ['a key or secret', /\b(key|secret)-of-\d|\b(hapikey|client_secret|refresh_token|access_token)=/i],
]

/** From here on a longer text counts as repeated when its beginning is. */
const beginning = 30

/**
 * What a log line gives away.
 *
 * @param unspeakable secrets, message texts, addresses and numbers that took part in the test that logged the line.
 * @returns what was found, without repeating it.
 */
export function leaksIn(line: string, unspeakable: Iterable<string>): string[] {
  const found = shapes.flatMap(([name, shape]) => (shape.test(line) ? [name] : []))
  for (const text of unspeakable) {
    const needle = text.trim().slice(0, beginning)
    // Loggers may write JSON, where quotes and line ends are escaped.
    if (line.includes(needle) || line.includes(JSON.stringify(needle).slice(1, -1))) {
      found.push(`what begins with "${needle.slice(0, 4)}…", of ${text.length} characters`)
    }
  }
  return found
}
