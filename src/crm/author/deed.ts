import { type Draft, isWrite } from './draft'
import type { Item } from './item'
import { articles, giving, idle, persons } from './lexicon'
import type { Mention } from './objects-meant'
import type { Token } from './tokens'

/** Asks where it is not sure what is to be done: a verb that is not understood must never be read as nothing. */
export function askOfDeed(draft: Draft, tokens: readonly Token[], mentions: readonly Mention[]): void {
  const { items, schema, questions, operation } = draft
  const { label, typeId } = schema.object
  const own = mentions.filter(({ object }) => object.typeId === typeId)
  const lead = items.find(({ kind }) => kind === 'verb')
  if (isWrite(draft)) {
    if (lead !== undefined && operation !== 'findOrCreate' && isOther(draft, lead, tokens, own)) {
      draft.isTie = true
      questions.push(`Is a new ${label} to be created, or one to be changed that is there?`)
    }
    if (operation === 'update' && own.some(({ isPlural }) => isPlural)) {
      questions.push(`One ${label} is changed at a time, and its ID says which. Is that meant?`)
    }
    return
  }
  const word = unclearWord(draft, tokens, own)
  if (word !== undefined) {
    draft.isTie = true
    questions.push(
      `"${word.slice(0, 60)}" may be to show something, or to change it. Which is it? Begin with find, list, create or update.`,
    )
  } else if (operation === 'find' && draft.links.length === 0 && isFixed(draft)) {
    questions.push(`Only one ${label} is answered. Are all of them wanted that are so?`)
  }
}

const isFixed = ({ conditions }: Draft) =>
  conditions.length > 0 && !conditions.some((one) => JSON.stringify(one).includes('{{'))

const definite = /^(?:the|this|that|these|those|my|their|his|her|its)$/

/** Whether what is said to be made may be there already, or what is said to be changed be made. */
function isOther(draft: Draft, lead: Item, tokens: readonly Token[], own: readonly Mention[]): boolean {
  const text = tokens[lead.from]?.text ?? ''
  const [first] = own
  if (draft.operation === 'update') {
    // "Plan a visit": what is chosen for it is what the first ones are.
    const option = draft.items.find(({ kind, from }) => kind === 'option' && from === lead.from)
    if (lead.from < lead.to || option?.kind !== 'option' || !articles.has(tokens[option.to]?.text ?? '')) return false
    const begins = draft.schema.pipelines.map(({ stages }) => stages[0]?.label)
    return option.options.some(({ label, property }) => begins.includes(label) || property.options[0]?.label === label)
  }
  if (first === undefined) return false
  const next = draft.items.find(({ from }) => from === first.to)
  if (text === 'make' && (next?.kind === 'option' || next?.kind === 'field')) return true
  return !own.some(({ from, isOther: isOf }) => {
    const article = tokens.slice(lead.to, from).findLast((one) => articles.has(one.text) || definite.test(one.text))
    return !isOf && (text === 'create' || article === undefined || articles.has(article.text))
  })
}

/** The word at the beginning that may be about giving somebody something, or is no verb that is known. */
function unclearWord(draft: Draft, tokens: readonly Token[], own: readonly Mention[]): string | undefined {
  const { items } = draft
  const at = tokens.findIndex(
    ({ text, kind }) => giving.has(text) || (kind === 'word' && !idle.has(text) && !persons.has(text)),
  )
  const [token, next] = [tokens[at], tokens[at + 1]]
  const head = items.find(({ from, to }) => from <= at && at < to)
  if (token === undefined || next === undefined || head === undefined) return undefined
  const [first] = own
  // "Orders should be shipped" says what is to become of them; "which orders should …" asks.
  const subject = tokens[first?.to ?? -1]
  const isAsked = tokens.slice(0, first?.from).some(({ text }) => /^wh/.test(text))
  if (subject !== undefined && !isAsked && /^(?:gets?|should|must|shall|will|needs?|wants?)$/.test(subject.text))
    return subject.raw
  if (!giving.has(token.text)) {
    // "Price the treatment at 50": a field that stands where a verb is expected.
    const isName = (head.kind === 'field' || head.kind === 'option') && head.to === at + 1
    return isName && (definite.test(next.text) || articles.has(next.text)) ? token.raw : undefined
  }
  const isToKnow = items.some(
    ({ kind, from }) =>
      from > at &&
      from <= at + 3 &&
      (kind === 'telling' || (kind === 'verb' && !/^(?:all|every|wh.*)$/.test(tokens[from]?.text ?? ''))),
  )
  if (isToKnow || /^(?:me|us)$/.test(next.text)) return undefined
  const isMild = /^(?:get|wants?|needs?|have|has)$/.test(token.text)
  const isNew = articles.has(tokens[(first?.from ?? 0) - 1]?.text ?? '')
  // "Get the customer an order".
  const isForSomebody = items.some(
    ({ kind, from }) => (kind === 'person' || kind === 'object') && from > at && from < (first?.from ?? 0),
  )
  if (draft.operation === 'find' && (isMild ? isNew && isForSomebody : isNew || isFixed(draft))) return token.raw
  const isGiven = (item: Item) => {
    if (item.from < at || first === undefined || !draft.used.has(item)) return false
    if (item.kind === 'literal' && item.from < first.from) return true
    const isValue = item.kind === 'option' || item.kind === 'literal' || item.kind === 'field'
    const isApart =
      tokens[first.to - 1]?.owns || tokens.slice(first.to, item.from).some(({ text }) => relative.test(text))
    return isValue && item.from >= first.to && !isApart
  }
  return draft.conditions.length > 0 && items.some(isGiven) ? token.raw : undefined
}

const relative = /^(?:with|that|which|who|whose|where|by|in|of|from|for|are|is|between|over|under|sorted)$/
