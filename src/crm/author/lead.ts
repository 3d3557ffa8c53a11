import type { Catalogue } from './catalogue'
import type { Item, Verb } from './item'
import { articles, idle, impossible, owning, persons, telling, verbs } from './lexicon'
import type { Mention } from './objects-meant'
import { stem } from './stem'
import type { Token } from './tokens'

/** What a goal begins with: what is to be done, and where that is said by an option, which one ("cancel a visit"). */
export function leadOf(tokens: readonly Token[], mentions: readonly Mention[], catalogue: Catalogue): Item[] {
  const at = tokens.findIndex(({ text, kind }) => kind !== 'mark' && !isBefore(text))
  const token = tokens[at]
  const lead = token === undefined || token.kind !== 'word' ? undefined : verbAt(tokens, at, mentions)
  const item = lead === undefined ? [] : [{ kind: 'verb' as const, verb: lead, from: at, to: at + 1 }]
  const [first] = item
  if (first !== undefined) return [...item, ...otherwise(tokens, first), ...unlessThere(tokens, first)]
  // "Return the status of the order" is no returned order.
  const isTold = token !== undefined && telling.has(token.text) && !mentions.some(({ from }) => from === at + 2)
  return token === undefined || isTold ? [] : byOption(tokens, at, catalogue)
}

/** Before the verb only who asks, and for whom. */
const isBefore = (text: string) => (idle.has(text) && !isVerb(text)) || persons.has(text)
const isVerb = (text: string) => Object.values(verbs).some((all) => all.has(text)) || impossible.has(text)

function verbAt(tokens: readonly Token[], at: number, mentions: readonly Mention[]): Verb | undefined {
  const { text = '' } = tokens[at] ?? {}
  // "Contacts whose email …" is about no sending.
  const isNoun = mentions.some(({ to }) => to <= at) || /^(?:of|by|for|is|and|,)$/.test(tokens[at + 1]?.text ?? '')
  if (impossible.has(text)) return isNoun ? undefined : 'impossible'
  if (text === 'upsert') return 'findOrCreate'
  // "Open tickets" are open; "open a ticket" is what is to be done. "Open ticket" can be either.
  if (text === 'open' || text === 'new') {
    const next = tokens[at + 1]?.text ?? ''
    const object = mentions.find(({ from }) => from > at)
    const isDone = articles.has(next) || (text === 'new' && object?.isPlural === false)
    return isDone && !(text === 'new' && object?.isPlural) ? 'create' : undefined
  }
  const found = (['create', 'update', 'find', 'list', 'yes', 'no'] as const).find((verb) => verbs[verb].has(text))
  return found
}

/** "Find … or create" is one thing to do. */
function otherwise(tokens: readonly Token[], first: Item & { kind: 'verb' }): Item[] {
  if (first.verb !== 'find' && first.verb !== 'create') return []
  const other = first.verb === 'find' ? verbs.create : verbs.find
  const at = tokens.findIndex(
    ({ text }, place) => place > first.to - 1 && other.has(text) && text !== 'new' && text !== 'open',
  )
  const before = tokens.slice(Math.max(first.to, at - 3), at).map(({ text }) => text)
  if (at < 0 || !before.some((text) => text === 'or' || text === 'otherwise' || text === 'else')) return []
  const from =
    first.to + tokens.slice(first.to, at).findLastIndex(({ text }) => /^(?:or|otherwise|else|if)$/.test(text))
  const last = /^(?:one|it|them|new)$/
  let to = at + 1
  while (last.test(tokens[to]?.text ?? '')) to += 1
  return [{ kind: 'verb', verb: 'findOrCreate', from: Math.max(first.to, from), to }]
}

const missing = /^(?:not|no|none|missing)$/
const there = /^(?:does|do|is|are|not|no|none|missing|exists?|existing|found|known|there|yet|already|it|one|such)$/

/** "Create … unless it exists", "… if there is none": what stands between is by what that is known. */
function unlessThere(tokens: readonly Token[], { to, verb }: { to: number; verb: Verb }): Item[] {
  const at = tokens.findIndex(({ text }, place) => place >= to && /^(?:unless|if|when)$/.test(text))
  const texts = tokens.slice(at + 1).map(({ text }) => text)
  const isMeant = tokens[at]?.text === 'unless' || texts.some((text) => missing.test(text))
  if (at < 0 || verb !== 'create' || !isMeant || !texts.some((text) => there.test(text))) return []
  return tokens.flatMap(({ text }, place): Item[] =>
    place === at || (place > at && there.test(text)) ? [{ kind: 'unless', from: place, to: place + 1 }] : [],
  )
}

/** "Cancel a visit" is to set it to "Cancelled"; "cancelled visits" are those that are. */
function byOption(tokens: readonly Token[], at: number, catalogue: Catalogue): Item[] {
  const { text = '' } = tokens[at] ?? {}
  const next = tokens[at + 1]?.text ?? ''
  if (!articles.has(next) && next !== 'the' && !owning.has(next) && next !== 'this') return []
  const options = (catalogue.get(stem(text)) ?? []).flatMap(({ meaning, words }) =>
    meaning.kind === 'option' && words.length === 1 && words[0]?.text !== text ? [meaning] : [],
  )
  if (options.length === 0) return []
  return [
    { kind: 'verb', verb: 'update', from: at, to: at },
    { kind: 'option', options, from: at, to: at + 1 },
  ]
}
