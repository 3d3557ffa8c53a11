import type { CrmObject } from '../schema/crm-object'
import { ofWhat, owning, persons, verbs } from './lexicon'
import { alike, isTypo, likeness, singular, stem } from './stem'
import { type Token, wordsIn } from './tokens'

/** A place where a goal speaks of a kind of record. */
export type Mention = {
  object: CrmObject
  from: number
  to: number
  isPlural: boolean
  /** Whether it is what something else belongs to: "of the caller", "the company's". */
  isOther: boolean
  /** Whether what follows belongs to it: "the caller's". */
  isOwner: boolean
  /** How well it is meant: 3 by its own name, 2 by the last word of it, 1 by another word for it, 0 with a typing mistake. */
  likeness: number
}

const labelsOf = ({ name, label, labelPlural }: CrmObject) =>
  [label, labelPlural, name].map(wordsIn).filter((words) => words.length > 0)

/** Where a goal speaks of which objects, in order; the best one of each place, several where they are as good. */
export function mentionsIn(tokens: readonly Token[], objects: readonly CrmObject[]): Mention[] {
  const found: Mention[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || found.some(({ from, to }) => from < at && at < to)) continue
    const here = objects.flatMap((object) => mentionAt(tokens, at, object) ?? [])
    const best = Math.max(...here.map((one) => one.likeness * 10 + one.to - one.from))
    const isMore = /^(?:and|or|,)$/.test(
      tokens.slice(0, at).findLast(({ text }) => !/^(?:the|a|an|their)$/.test(text))?.text ?? '',
    )
    // "For the order and the customer": what is said of one is said of the other.
    const isOther = isMore && found.at(-1)?.isOther === true
    for (const one of here) {
      if (one.likeness * 10 + one.to - one.from === best) found.push(isOther ? { ...one, isOther } : one)
    }
  }
  return found
}

/** "The patient's visit" is no "patient visit". */
const isWord = (token: Token | undefined, word: string, isLast: boolean) =>
  token !== undefined && likeness(token.text, word) >= 2 && (isLast || !token.owns)

function mentionAt(tokens: readonly Token[], at: number, object: CrmObject): Mention | undefined {
  for (const words of labelsOf(object)) {
    const here = tokens.slice(at, at + words.length)
    const isAll = words.every((word, place) => isWord(here[place], word, place === words.length - 1))
    if (isAll) return mention(tokens, at, words.length, object, 3)
  }
  const text = tokens[at]?.text ?? ''
  const heads = labelsOf(object).flatMap((words) => words.at(-1) ?? [])
  const like = Math.max(...heads.map((head) => likeness(text, head)))
  if (like >= 2 || object.aliases.includes(text)) return mention(tokens, at, 1, object, 2)
  // What somebody does is no other word for what it is done to: "booking" is, "book" is not.
  if (like === 1 && !verbs.create.has(text) && !text.endsWith('ed')) return mention(tokens, at, 1, object, 1)
  const isAlike = text.length > 6 && heads.some((head) => alike(head).some((other) => isTypo(other, singular(text))))
  return isAlike || heads.some((head) => isTypo(head, text)) ? mention(tokens, at, 1, object, 0) : undefined
}

function mention(tokens: readonly Token[], from: number, length: number, object: CrmObject, like: number): Mention {
  const to = from + length
  const last = tokens[to - 1]
  const text = last?.text ?? ''
  const isPlural = text === 'people' || (/[^su]s$/.test(text) && stem(text) !== text && last?.owns !== true)
  const isOwner = last?.owns ?? false
  const isOther = isOwner || isAfterOf(tokens, from)
  return { object, from, to, isPlural, isOther, isOwner, likeness: like }
}

/** Whether a word that says "belonging to" stands before, with nothing but small words between. */
function isAfterOf(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 4); before -= 1) {
    const token = tokens[before]
    if (token === undefined || token.kind === 'mark') return false
    if (ofWhat.has(token.text)) return before > 0
    if (!/^(?:the|a|an|this|that|given)$/.test(token.text) && !token.owns && !persons.has(token.text)) return false
  }
  return false
}

/** Where a goal speaks of whoever the bot talks to. */
export const isPerson = (token: Token): boolean => token.kind === 'word' && persons.has(token.text)
export const isOwning = (token: Token): boolean => token.owns || owning.has(token.text)
