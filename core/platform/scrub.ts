/**
 * Takes out of a text what must not reach a log or an error: e-mail addresses, phone numbers, tokens, keys, and quotations
 * that are long or of several words, which is where an API repeats what it was sent.
 *
 * @returns at most 300 characters; only the beginning of a longer text is looked at.
 */
export function scrub(text: string): string {
  return beginning(text)
    .replace(/[^\s"'<>()[\],;:/]+(?:@|%40)[^\s"'<>()[\],;:/]+/gi, '[e-mail]')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '[key]')
    .replace(/\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{24,}\b/g, '[key]')
    .replace(/\+\d[\d\s().-]{5,}\d/g, '[phone]')
    .replace(/\b\d{8,}\b/g, '[number]')
    .replace(/"(?=[^"]{40}|\s*[^"\s]+\s+[^"\s]+\s+[^"\s])[^"]*"/g, '"…"')
    .replace(/'[^']{40,}'/g, "'…'")
    .slice(0, 300)
}

/** Takes e-mail addresses and phone numbers out of a text of our own, which is otherwise kept. An ID begins with no zero. */
export function withoutPeople(text: string): string {
  return text
    .replace(/[^\s"'<>()[\],;:/]{1,320}(?:@|%40)[^\s"'<>()[\],;:/]{1,320}/gi, '[e-mail]')
    .replace(/(?:\+\d|(?<![\d.:-])0\d)[\d\s().-]{5,30}\d/g, '[phone]')
}

/** So much is looked at; well more than is kept, since what is taken out makes room. */
const looked = 1_200
/** The longest e-mail address. */
const longest = 320

/**
 * The first characters of a text, without the word that the cut goes through: half of an address or a key would no longer
 * be known for one (a "word" longer than any address is none). A quotation that is cut ends there.
 */
export function beginning(text: string): string {
  if (text.length <= looked) return text
  const space = text.slice(looked - longest, looked).search(/\s\S*$/)
  const start = text.slice(0, space < 0 ? looked - longest : looked - longest + space)
  return `${start}${isOdd(start, "'") ? "'" : ''}${isOdd(start, '"') ? '"' : ''}`
}

const isOdd = (text: string, mark: string) => text.split(mark).length % 2 === 0
