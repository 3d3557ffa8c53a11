import { kindOf } from '../schema/field-kinds'
import { beside, called, type Draft, isSmall, oneOf, use } from './draft'
import type { Mention } from './objects-meant'
import { timeFor } from './pools'

/** Decides what is done, by the verb that a goal begins with, and else by how it speaks of the object. */
export function decideOperation(draft: Draft, mentions: readonly Mention[], texts: readonly string[]): void {
  const { items, schema } = draft
  const verbs = items.flatMap((item) => (item.kind === 'verb' ? [item] : []))
  for (const item of verbs) if (item.verb !== 'impossible') use(draft, item)
  const [lead] = verbs
  const verb = verbs.some((item) => item.verb === 'findOrCreate') ? 'findOrCreate' : lead?.verb
  const unless = items.filter(({ kind }) => kind === 'unless')
  if (unless.length > 0 && (verb === 'create' || verb === 'findOrCreate')) {
    for (const item of unless) use(draft, item)
    draft.operation = 'findOrCreate'
    return
  }
  if (verb === 'create' || verb === 'findOrCreate') draft.operation = verb
  else if (verb === 'update' || verb === 'yes' || verb === 'no') draft.operation = 'update'
  else draft.operation = lookup()
  if (lead === undefined) askOfOpen()

  /** "Open ticket" can be what is to be done, or which one is meant. */
  function askOfOpen(): void {
    const [first = ''] = texts
    if (/^(?:is|are|was|were|does|do|did|has|have|can)$/.test(first)) {
      draft.questions.push(
        'A yes or no is no answer of a binding. Is the record wanted, for the answer to be read from it?',
      )
    }
    const own = mentions.find(({ object }) => object.typeId === schema.object.typeId)
    if ((first !== 'open' && first !== 'new') || own === undefined || own.isPlural) return
    draft.isTie = true
    draft.questions.push(`Is a new ${schema.object.label} to be created, or is one meant that is ${first}?`)
  }

  /** "The latest visit, by date of visit". */
  function sortedBy(): boolean {
    const by = items.find((item) => item.kind === 'sortBy' || (item.kind === 'idle' && item.text === 'by'))
    const field = by === undefined ? undefined : beside(draft, by, 1, isSmall)
    if (by === undefined || field?.kind !== 'field') return false
    const times = field.properties.filter((one) => /^date/.test(kindOf(schema.object, one)))
    const property = times.length === 0 ? undefined : oneOf(draft, times)
    if (property === undefined) return false
    use(draft, by)
    use(draft, field)
    if (property.name !== schema.object.createdField) draft.sort.push({ field: property.name, direction: 'descending' })
    return true
  }

  function lookup(): 'find' | 'list' | 'latest' {
    const own = mentions.filter(({ object }) => object.typeId === schema.object.typeId)
    const isPlural = own.some((mention) => mention.isPlural)
    const newest = items.find((item) => item.kind === 'extreme' && item.hint === 'time' && item.isDescending)
    if (newest?.kind === 'extreme' && !newest.isOrder && !isPlural) {
      use(draft, newest)
      if (sortedBy()) return 'latest'
      const own = timeFor(schema, false)
      if ('property' in own && own.isSure && own.property.type === 'datetime') {
        draft.questions.push(
          `The latest is the one that was made last. Or is it the one with the latest ${called(own.property)}?`,
        )
      }
      return 'latest'
    }
    if (verb === 'list' || isPlural || items.some(({ kind }) => kind === 'limit' || kind === 'extreme')) return 'list'
    return texts.some((text) => /^(?:all|every|each|which)$/.test(text)) ? 'list' : 'find'
  }
}
