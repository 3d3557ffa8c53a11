import { isOfOwner } from '../records/shown'
import type { CrmObject } from '../schema/crm-object'
import { catalogueOf } from './catalogue'
import { inContext } from './in-context'
import type { Item, Part } from './item'
import { leadOf } from './lead'
import { articles, idle, negations, owning, telling, verbs } from './lexicon'
import { isPerson, type Mention } from './objects-meant'
import { phraseAt } from './phrases'
import type { ObjectSchema } from './schema'
import { guessesFor, type Span, spansIn } from './spans'
import { likeness, stem } from './stem'
import { type Token, wordsIn } from './tokens'

/** Reads a goal as one about an object: each word is a part of exactly one item, in order. Pure. */
export function readAs(schema: ObjectSchema, tokens: readonly Token[], mentions: readonly Mention[]): Item[] {
  const catalogue = catalogueOf(schema)
  const items: Item[] = []
  const taken: boolean[] = tokens.map(() => false)
  const isFree = (from: number, to: number) => !taken.slice(from, to).includes(true)
  const take = (item: Item) => {
    items.push(item)
    taken.fill(true, item.from, item.to)
  }
  const { object } = schema
  for (const item of leadOf(tokens, mentions, catalogue)) if (isFree(item.from, item.to)) take(item)
  const isCreate = items.some(
    (item) => item.kind === 'verb' && (item.verb === 'create' || item.verb === 'findOrCreate'),
  )
  const spans = spansIn(tokens, catalogue)
  const namesObject = (span: Span) => mentions.some(({ from, to }) => from >= span.from && to <= span.to)
  for (const span of spans) {
    if (span.isSure && span.count > 1 && isFree(span.from, span.to)) take(asItem(span, tokens))
  }
  for (const [at, { kind }] of tokens.entries()) {
    const phrase = kind === 'quoted' || kind === 'input' ? undefined : phraseAt(tokens, at)
    if (phrase !== undefined && isFree(at, phrase.to) && !isPlainName(phrase.part, at)) {
      take({ ...phrase.part, from: at, to: phrase.to })
    }
  }
  for (const state of statesIn(schema, tokens)) if (isFree(state.from, state.to)) take(state)
  for (const pair of pairsIn(spans, tokens))
    if (
      pair.every(
        ({ from, to }) => isFree(from, to) && !mentions.some((one) => one.object === object && one.from === from),
      )
    )
      pair.forEach(take)
  for (const span of spans) {
    if (!span.isSure || !isFree(span.from, span.to) || isNoField(span)) continue
    if (!namesObject(span) || isFieldHere(span)) take(asItem(span, tokens, isOtherForm(span)))
  }
  for (const one of mentions) if (isFree(one.from, one.to) && isMeant(one, object)) take(asMention(one))
  for (const [at, token] of tokens.entries()) {
    if (taken[at]) continue
    const plain = wordAlone(token, at)
    if (plain !== undefined) take({ ...plain, from: at, to: at + 1 })
  }
  for (const [at, token] of tokens.entries()) {
    if (taken[at]) continue
    const [best] = guessesFor(tokens, at, catalogue)
    if (best !== undefined && isFree(best.from, best.to)) take(asItem(best, tokens, true))
    else take({ kind: 'unknown', text: token.raw, from: at, to: at + 1 })
  }
  const sorted = items.toSorted((a, b) => a.from - b.from || a.to - b.to)
  return sorted.map((item, at) => inContext(item, sorted.slice(0, at), sorted.slice(at + 1)))

  /** "Orders to ship" are not those that are shipped. */
  function isOtherForm({ from, quality, meanings }: Span): boolean {
    return meanings[0]?.kind === 'option' && quality < 2.5 && !/ed$/.test(tokens[from]?.text ?? '')
  }

  /** A small word alone is no name of anything, but for the fields that are called so in full. */
  function isNoField({ from, to, share }: Span): boolean {
    const text = tokens[from]?.text ?? ''
    return (
      to - from === 1 && (idle.has(text) || articles.has(text) || negations.has(text) || telling.has(text)) && share < 1
    )
  }

  /** What a field and an object are both called is the field where fields are listed, and never what something belongs to. */
  function isFieldHere({ from, share, meanings, quality }: Span): boolean {
    const one = mentions.find((mention) => mention.from === from)
    const isEarlier = mentions.some((mention) => mention.object === object && mention.to <= from)
    const [meaning] = meanings
    if (one === undefined || share < 1 || meaning === undefined || one.isOther) return false
    // "Incidents" are the tickets of the pipeline that is called so.
    const isPipeline = meaning.kind === 'option' && meaning.property.name === object.pipelineField
    if (isPipeline && one.likeness <= 1 && quality >= 2) return true
    if (!isEarlier) return false
    return meaning.kind === 'field' ? quality >= 2 : quality >= 2 && one.likeness <= 1
  }

  function isMeant(one: Mention, { typeId }: CrmObject): boolean {
    return (
      one.object.typeId === typeId ||
      !mentions.some((other) => other.from === one.from && other.object.typeId === typeId)
    )
  }

  function isPlainName(part: Part, at: number): boolean {
    // "An order by its number" is in no order.
    const isObject = part.kind === 'sortBy' && tokens[at]?.text === 'order' && !mentions.some(({ to }) => to <= at)
    if (isObject) return true
    const isName = part.kind === 'is' || part.kind === 'extreme'
    return isName && tokens[at + 1]?.text === 'name'
  }

  function asMention({ object: other, from, to, likeness }: Mention): Item {
    // What an account's own object is called otherwise is only a guess.
    const isGuess = likeness === 0 || (likeness === 1 && other.typeId.startsWith('2-'))
    const doubt = isGuess ? doubtOf(tokens, from, to, other.label) : undefined
    return { kind: 'object', object: other, from, to, ...(doubt === undefined ? {} : { doubt }) }
  }

  function wordAlone(token: Token, at: number): Part | undefined {
    const { kind, text } = token
    if (kind === 'mark') return { kind: 'mark', text }
    if (kind === 'quoted' || kind === 'day' || kind === 'number') return { kind: 'literal', text, isInput: false }
    if (text === 'yes') return { kind: 'literal', text: 'true', isInput: false }
    if (text === 'true' || text === 'false') return { kind: 'literal', text, isInput: false }
    if (kind === 'input') return { kind: 'literal', text: `{{${text}}}`, isInput: true }
    if (negations.has(text)) return { kind: 'not' }
    if (telling.has(text)) return { kind: 'telling' }
    if (text === 'new' && isCreate) return { kind: 'idle', text }
    if (owning.has(text)) return isOwner(at) ? { kind: 'person' } : { kind: 'idle', text }
    if (isPerson(token)) return { kind: 'person' }
    // "When is my visit" asks for the visit; "… when it was shipped" for a time that nothing tells.
    if (text === 'when' && at > 0) return undefined
    if (isKindOf(text, at) || isAgain(text, at)) return { kind: 'idle', text }
    return idle.has(text) ? { kind: 'idle', text } : undefined
  }

  /** "By start date" is by what it was started on. */
  function isKindOf(text: string, at: number): boolean {
    const before = items.find(({ to }) => to === at)
    return (
      /^(?:date|day|time)$/.test(text) &&
      before?.kind === 'field' &&
      before.properties.every(({ type }) => /^date/.test(type))
    )
  }

  /** "Find orders. Look for those that …": the same is to be done, with the same object. */
  function isAgain(text: string, at: number): boolean {
    const lead = items.find(({ kind }) => kind === 'verb')
    const verb = lead?.kind === 'verb' ? lead.verb : 'find'
    const isSame =
      verb === 'update' || verb === 'create'
        ? verbs.update.has(text)
        : /^(?:find|list)$/.test(verb) && verbs.find.has(text)
    const own = mentions.filter(({ isOther }) => !isOther)
    const isOne = own[0]?.object.typeId === object.typeId
    return isSame && isOne && own.every((one) => one.from < at || one.object.typeId === object.typeId)
  }

  /** "Their orders" are somebody's; "orders and their status" are not. */
  function isOwner(at: number): boolean {
    if (tokens[at]?.text === 'my') return true
    const isBefore = mentions.some(({ to }) => to <= at)
    return !isBefore && object.path !== 'contacts'
  }
}

/** "Express shipping": an option, and beside it a word of what its field is called. */
function pairsIn(spans: readonly Span[], tokens: readonly Token[]): Item[][] {
  return spans.flatMap(({ from, to, count, quality, isSure, meanings }): Item[][] => {
    const options = meanings.flatMap((one) => (one.kind === 'option' ? [one] : []))
    if (!isSure || count !== 1 || quality < 2.5 || options.length === 0) return []
    return [from - 1, to].flatMap((at) => {
      const text = tokens[at]?.kind === 'word' ? (tokens[at]?.text ?? '') : ''
      const named = options.filter(({ property }) =>
        wordsIn(property.label).some((word) => likeness(word, text) >= 2.5),
      )
      if (idle.has(text) || named.length === 0) return []
      const properties = named.map(({ property }) => property)
      return [
        [
          { kind: 'option', options: named, from, to },
          { kind: 'field', properties, from: at, to: at + 1 },
        ],
      ]
    })
  })
}

function asItem({ meanings, from, to, isSure }: Span, tokens: readonly Token[], isGuess = !isSure): Item {
  const fields = meanings.flatMap((one) => (one.kind === 'field' ? [one.property] : []))
  const options = meanings.flatMap((one) => (one.kind === 'option' ? [one] : []))
  const [field] = fields
  // People are seldom meant where anything else of that name can be, and by one of their names they are only guessed.
  const others = options.filter(({ property }) => !isOfOwner(property))
  const chosen = others.length > 0 ? others : options
  const [option] = chosen
  const name = field === undefined ? (option?.label ?? '') : field.label || field.name
  const doubt = isGuess ? { doubt: doubtOf(tokens, from, to, name) } : {}
  if (field !== undefined) return { kind: 'field', properties: fields, from, to, ...doubt }
  return { kind: 'option', options: chosen, from, to, ...doubt }
}

const doubtOf = (tokens: readonly Token[], from: number, to: number, name: string) =>
  `"${tokens
    .slice(from, to)
    .map(({ raw }) => raw)
    .join(' ')}" was taken for "${name.slice(0, 60)}". Is that meant?`

/** Whether records are open or closed is said by their stages. */
function statesIn({ object, pipelines }: ObjectSchema, tokens: readonly Token[]): Item[] {
  if (object.stageField === undefined || pipelines.length === 0) return []
  return tokens.flatMap(({ text }, at): Item[] => {
    const isOpen = text === 'open' || text === 'unresolved' || text === 'unsolved'
    if (!isOpen && stem(text) !== 'clos') return []
    if (!isOpen && text !== 'closed') return []
    // "Closed this month" tells when, too.
    return [{ kind: 'state', isOpen, from: at, to: !isOpen && isPeriodAt(tokens, at + 1) ? at : at + 1 }]
  })
}

const isPeriodAt = (tokens: readonly Token[], at: number) =>
  [at, at + 1, at + 2].some((place) => phraseAt(tokens, place)?.part.kind === 'period')
