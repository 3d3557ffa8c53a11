import type { Catalogue, Entry, Meaning } from './catalogue'
import { isTypo, keysOf, likeness, stem } from './stem'
import type { Token } from './tokens'

/** Words that stand together for one thing of the account. */
export type Span = {
  from: number
  /** Behind the last word. */
  to: number
  /** How many words say it; and how well. */
  count: number
  quality: number
  /** How much of what it is called was said, from 0 to 1. */
  share: number
  /** Whether nothing is missing that would tell it from another. */
  isSure: boolean
  /** Several where the words do not tell them apart. */
  meanings: Meaning[]
}

const between = new Set(['of', 'the', 'in', 'on', 'a', 'to', 'for'])
/** Alone they are seldom a name that was cut short. */
const seldomCut = new Set(['first', 'last', 'next', 'new', 'open', 'current', 'original'])

/** All that words of the goal can stand for, best first. Bounded by what the catalogue holds under each word. */
export function spansIn(tokens: readonly Token[], catalogue: Catalogue): Span[] {
  const spans = new Map<string, Span>()
  const said = new Set(tokens.flatMap(({ text }) => keysOf(text)))
  const isSaid = new Map<Entry, boolean>()
  // Of most entries only a word or two is said, and never enough of them.
  const mayBe = (entry: Entry) => {
    const known = isSaid.get(entry)
    if (known !== undefined) return known
    const missing = entry.words.filter(({ text }) => !keysOf(text).some((key) => said.has(key)))
    const may = missing.every(({ weight }) => weight < 1)
    isSaid.set(entry, may)
    return may
  }
  for (const [at, token] of tokens.entries()) {
    for (const entry of entriesFor(token, catalogue)) if (mayBe(entry)) merge(spans, spanAt(tokens, at, entry))
  }
  return [...spans.values()].toSorted(byWorth)
}

function entriesFor({ kind, text }: Token, catalogue: Catalogue): Set<Entry> {
  if (kind !== 'word' && kind !== 'number') return new Set()
  return new Set(keysOf(text).flatMap((key) => catalogue.get(key) ?? []))
}

/** What one word could be that nobody understood: with a typing mistake in it, or as a part of a longer name. */
export function guessesFor(tokens: readonly Token[], at: number, catalogue: Catalogue): Span[] {
  const spans = new Map<string, Span>()
  const token = tokens[at]
  if (token === undefined || token.kind !== 'word') return []
  for (const word of wordsLike(token.text, catalogue)) {
    const corrected = tokens.with(at, { ...token, text: word })
    for (const entry of catalogue.get(stem(word)) ?? []) {
      const span = entry.words.some(({ text }) => text === word) ? spanAt(corrected, at, entry) : undefined
      if (span?.isSure) merge(spans, { ...span, isSure: false })
    }
  }
  if (spans.size > 0) return [...spans.values()].toSorted(byWorth)
  for (const entry of entriesFor(token, catalogue)) {
    const span = spanAt(tokens, at, entry)
    if (span !== undefined && span.share >= 0.3) merge(spans, { ...span, isSure: false, share: 0.3 })
  }
  const all = [...spans.values()].toSorted(byWorth)
  // A field is sooner called by a part of its name than an option.
  return all.toSorted((a, b) => Number(isField(b)) - Number(isField(a)))
}

/** Words of the account that differ from one by a typing mistake. */
function wordsLike(text: string, catalogue: Catalogue): Set<string> {
  const alike = new Set<string>()
  for (const entries of catalogue.values()) {
    for (const { words } of entries.slice(0, mostEntries)) {
      for (const word of words) if (isTypo(word.text, text)) alike.add(word.text)
    }
  }
  return alike
}

/** So many of the entries under one word are looked at for typing mistakes: they have the word in common. */
const mostEntries = 50
/** So many meanings of the same words are kept: nobody could choose among more. */
const mostMeanings = 20

const isField = ({ meanings: [first] }: Span) => first?.kind === 'field'

const byWorth = (a: Span, b: Span) =>
  Number(b.isSure) - Number(a.isSure) || b.count - a.count || b.quality - a.quality || b.share - a.share

/** Of the same words the best meaning stands, and all that are as good. */
function merge(spans: Map<string, Span>, span: Span | undefined): void {
  if (span === undefined) return
  const key = `${span.from}:${span.to}:${span.meanings[0]?.kind}`
  const before = spans.get(key)
  const order = before === undefined ? -1 : byWorth(span, before)
  if (order < 0) spans.set(key, span)
  if (before === undefined || order !== 0 || before.meanings.length >= mostMeanings) return
  const isThere = (meaning: Meaning) =>
    before.meanings.some(
      (other) =>
        other.property.name === meaning.property.name &&
        (meaning.kind === 'field' || (other.kind === 'option' && other.label === meaning.label)),
    )
  before.meanings.push(...span.meanings.filter((meaning) => !isThere(meaning)))
}

function spanAt(tokens: readonly Token[], start: number, { meaning, words, optional }: Entry): Span | undefined {
  const left = new Map(words.map(({ text, weight }) => [text, weight]))
  let [from, to, count, quality, weight, gap] = [start, start, 0, 0, 0, 0]
  for (let at = start; at < tokens.length && gap <= 2; at += 1) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'mark') break
    const best = [...left.keys()]
      .map((word) => ({ word, like: likeFor(meaning, token.text, word) }))
      .toSorted((a, b) => b.like - a.like)[0]
    if (best !== undefined && best.like > 0) {
      weight += left.get(best.word) ?? 0
      left.delete(best.word)
      ;[quality, count, to, gap] = [quality + best.like, count + 1, at + 1, 0]
    } else if (optional.some((word) => likeness(token.text, word) >= 2)) {
      ;[quality, gap] = [quality + 0.5, gap + 1]
    } else if (between.has(token.text) && at > start) gap += 1
    else break
    if (left.size === 0) break
  }
  if (count === 0) return undefined
  const before = tokens[start - 1]
  if (before !== undefined && optional.some((word) => likeness(before.text, word) >= 2)) {
    ;[from, count, quality] = [start - 1, count + 1, quality + 0.5]
  }
  const whole = words.reduce((sum, word) => sum + word.weight, 0)
  const isCut = count === 1 && left.size > 0 && seldomCut.has(tokens[start]?.text ?? '')
  const isSure = [...left.values()].every((missing) => missing < (meaning.kind === 'field' ? 1 : 0.5)) && !isCut
  return { from, to, count, quality: quality / count, share: weight / whole, isSure, meanings: [meaning] }
}

/** Options are what they are called; another word for one may be another option. */
const likeFor = ({ kind }: Meaning, text: string, word: string): number => {
  const like = likeness(text, word)
  return kind === 'option' && like < 2 ? 0 : like
}
