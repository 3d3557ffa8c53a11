/** How well things fit words, for people who know neither their names nor their labels. Pure. */

/** What can be looked for: names count most, then options, then what is said about it. */
export type Entry = { names: readonly string[]; options: readonly string[]; description: string }

/** What a thing is worth that fits, and the option by which it fits best, if it is by one. */
export type Rank = { score: number; option: string | undefined }

const worth = { same: 10, begins: 6, alike: 4, option: 5, description: 2, all: 10 }

/** Words that say nothing of what is meant. */
const idle: ReadonlySet<string> = new Set(
  'a an and are at by did do does for from has have he her his how i in is it its me my of on or our she that the their they this to was we were what when where which who whose with you your'.split(
    ' ',
  ),
)

/** The words of a text, in lower case and without accents; of names with capitals inside, each part. */
export function wordsOf(text: string): string[] {
  const bare = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return [...new Set(bare.match(/[\p{L}\p{N}]+/gu) ?? [])]
}

/** The words to look by: those that mean something, unless there are no others. */
export function meaningOf(text: string): string[] {
  const all = wordsOf(text).slice(0, mostWords)
  const telling = all.filter((word) => !idle.has(word))
  return telling.length > 0 ? telling : all
}

const mostWords = 20

/** @param wanted as `meaningOf` gives them. A score of 0 does not fit at all. */
export function rank({ names, options, description }: Entry, wanted: readonly string[]): Rank {
  const named = names.map(wordsOf)
  const described = wordsOf(description)
  const optioned = options.map((option) => ({ option, words: wordsOf(option) }))
  let score = 0
  let best: string | undefined
  for (const word of wanted) {
    const byName = Math.max(0, ...named.flat().map((other) => likeness(word, other)))
    const option = optioned.find(({ words }) => words.some((other) => isSame(word, other)))
    const byOption = option === undefined ? 0 : worth.option
    const byDescription = described.some((other) => isSame(word, other)) ? worth.description : 0
    if (byOption > byName) best ??= option?.option
    score += Math.max(byName, byOption, byDescription)
  }
  const isWhole = named.some(
    (words) =>
      words.length > 0 && words.length === wanted.length && words.every((word) => wanted.some((w) => isSame(w, word))),
  )
  return { score: score + (isWhole ? worth.all : 0), option: best }
}

function likeness(word: string, other: string): number {
  if (isSame(word, other)) return worth.same
  if (Math.min(word.length, other.length) < 3) return 0
  if (other.startsWith(word) || word.startsWith(other)) return worth.begins
  return word.length > 4 && isOneEditApart(word, other) ? worth.alike : 0
}

const isSame = (a: string, b: string) => a === b || stem(a) === stem(b)

/** English plurals; more would make others the same that are not. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** Whether one letter too many, too few, or another one is all that differs. */
function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
}

/** Those that fit, best first; of equals the earlier one. */
export function ranked<T>(all: readonly T[], wanted: readonly string[], entryOf: (one: T) => Entry) {
  return all
    .map((one) => ({ one, ...rank(entryOf(one), wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
}
