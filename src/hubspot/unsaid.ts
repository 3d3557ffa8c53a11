import type { SentValues } from './sent-values'

/**
 * HubSpot's words without what they only repeat of what was sent: each such word becomes "…". What somebody wrote goes
 * whole and word by word, in any case, shortened or encoded. What the API calls things, and the words in which HubSpot
 * explains a fault, stay readable though somebody may have used them too, unless they stand in quotation marks as the
 * whole of what was sent.
 *
 * @param text HubSpot's words, cut to a length that may be gone through several times.
 */
export function unsaid(text: string, { free, technical }: SentValues): string {
  const values = free.map((value) => value.slice(0, most).trim())
  const plain = values.filter((value) => /\S\s+\S/.test(value)).reduce(withoutWhole, decoded(text))
  const sent = {
    values: new Set(values),
    spelt: new Set(values.flatMap(wordsOf)),
    words: new Set(values.flatMap(wordsOf).map((word) => word.toLowerCase())),
    foreign: new Set(values.flatMap((value) => [...value.toLowerCase()].filter(isForeign))),
  }
  const technicalWords = new Set(technical.flatMap((value) => wordsOf(value.toLowerCase())))
  return plain
    .replace(WORD, (word, at: number) => (isRepeated(word, at) ? '…' : word))
    .replace(/…(?:[\s\p{P}]{0,5}…)+/gu, '…')

  function isRepeated(word: string, at: number): boolean {
    const small = word.toLowerCase()
    // HubSpot speaks English.
    if (isForeign(word)) return [...small].filter(isForeign).every((letter) => sent.foreign.has(letter))
    if (sent.values.has(word) && isQuoted(plain, at, word.length)) return true
    if (technicalWords.has(small)) return false
    // "Will" within a sentence is somebody's name.
    if (OWN_WORDS.has(small)) return small !== word && sent.spelt.has(word) && !startsSentence(plain, at)
    if (word.length === 1 || /^\d{1,3}$/.test(word)) return sent.values.has(word)
    return sent.words.has(small) || (isCut(plain, at + word.length) && startsOne(sent.words, small))
  }
}

/** So much of each value is gone through; no text of ours is longer. */
const most = 20_000

/** What belongs together in names of properties and scopes counts as one word; so does a pictogram. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[._][\p{L}\p{M}\p{N}]+)*|\p{Extended_Pictographic}/gu

function wordsOf(value: string): string[] {
  const words = value.match(WORD) ?? []
  return words.flatMap((word) => (/[._]/.test(word) ? [word, ...word.split(/[._]/)] : word))
}

const isForeign = (word: string) => /[^\0-\x7f]/.test(word)

const QUOTES = '"\'`“”‘’«»'
const isQuoted = (text: string, at: number, length: number) =>
  at > 0 && QUOTES.includes(text.charAt(at - 1)) && QUOTES.includes(text.charAt(at + length) || ' ')

const startsSentence = (text: string, at: number) => /(?:^|[.:!?]\s?)$/.test(text.slice(Math.max(0, at - 2), at))

const isCut = (text: string, end: number) => /^\s?(?:…|\.\.)/.test(text.slice(end, end + 3))

const startsOne = (words: ReadonlySet<string>, start: string) => [...words].some((word) => word.startsWith(start))

function withoutWhole(text: string, value: string): string {
  const parts = text.toLowerCase().split(value.toLowerCase())
  // A few letters grow when they are made small; then the words are still gone through one by one.
  if (text.toLowerCase().length !== text.length || value.toLowerCase().length !== value.length) return text
  let at = 0
  return parts
    .map((part) => {
      const kept = text.slice(at, at + part.length)
      at += part.length + value.length
      return kept
    })
    .join('…')
}

/** Characters that are written in the ways of an address, of HTML or of JSON, as what they stand for. */
function decoded(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
      try {
        return decodeURIComponent(bytes)
      } catch {
        return bytes // No text in UTF-8.
      }
    })
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** In which an API says what is wrong. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  `a about above account accounts active after again all allowed already also an and another any api app app's are array as at
  authorized available be because been before being below between body boolean but by call can cannot category channel channels
  character characters check client closed code connected contact contacts content conversation conversations could
  correlation create created date deleted delivery developer did do does doesn't duplicate each either email empty
  enough error errors exceed exceeded exceeds exist existing exists expected expired failed field fields file files first
  for format forbidden found from function given got granted had has hasn't have hub hubspot id identifier ids if in inbox inboxes
  incoming input integer internal invalid is isn't it its json key known last least length less limit limits list long longer mail malformed many
  match matches max maximum may message messages min minimum missing more most must name names no not null number
  object of on one only open operation option options or other outgoing parameter parse permission permissions phone please
  portal portals properties property provided reached received record refused required request requested requires
  resource retry scope scopes second seconds see send sender senders server service set short should size some specified start
  status string such support supported sure temporarily text than that the their then there these this thread threads time timestamp
  to token too type types unable unauthorized unexpected unique unknown unsupported until up update url use used user
  users valid validation value values version was were when which while will with within without wrong you your`.split(
    /\s+/,
  ),
)
