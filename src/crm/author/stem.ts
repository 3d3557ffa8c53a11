import { groups } from './lexicon'

/** Words as they are compared: what is left of each without its endings, and which of them people use for the same. */

/** What a word has in common with its other forms, such as "shipped" and "shipping". English, and no more than is safe. */
export function stem(word: string): string {
  const before = stems.get(word)
  if (before !== undefined) return before
  // The words of one account come again and again.
  if (stems.size > 20_000) stems.clear()
  const bare = stemOf(word)
  stems.set(word, bare)
  return bare
}

const stems = new Map<string, string>()

function stemOf(word: string): string {
  const bare = singular(word)
    .replace(/(?<=.{4})(?:ally|ing|al)$|(?<=.{3})ed$/, '')
    // "Cancelled" is of "cancel", but "tell" is no "tel".
    .replace(/([bdgkmnprt])\1$|(?<=.{3})(l)l$/, '$1$2')
  return bare.length > 3 ? bare.replace(/e$/, '') : bare
}

export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word
}

const groupOf: ReadonlyMap<string, number> = new Map(
  groups.flatMap((line, at) => line.split(' ').map((word) => [stem(word), at] as const)),
)

/** Words that mean the same. */
export const alike = (word: string): readonly string[] => groups[groupOf.get(stem(word)) ?? -1]?.split(' ') ?? []

/** Under what a word is found: its stem, and the words that mean the same. */
export function keysOf(word: string): string[] {
  const bare = stem(word)
  const group = groupOf.get(bare)
  return group === undefined ? [bare] : [bare, `~${group}`]
}

/** 3: the same word. 2.5: one or several of it. 2: a form of it. 1: another word for it. 0: something else. */
export function likeness(a: string, b: string): number {
  if (a === b) return 3
  if (singular(a) === singular(b)) return 2.5
  const [one, other] = [keysOf(a), keysOf(b)]
  if (one[0] === other[0]) return 2
  return one[1] !== undefined && one[1] === other[1] ? 1 : 0
}

/** Whether one letter too many, too few, another one, or two that changed places are all that differs. */
export function isTypo(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1 || a === b) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [one, other] = [a.slice(at), b.slice(at)]
  if (one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1)) return true
  return one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2)
}

/** How many of some words are among others, or nearly. */
export const likenessOf = (wanted: readonly string[], words: readonly string[]): number =>
  wanted.filter((word) => words.some((other) => likeness(word, other) > 0 || isTypo(word, other))).length
