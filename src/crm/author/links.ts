import type { CrmObject } from '../schema/crm-object'
import { beside, type Draft, isWrite, use } from './draft'
import type { Item } from './item'
import type { Mention } from './objects-meant'
import type { Token } from './tokens'

type Told = { tokens: readonly Token[]; mentions: readonly Mention[]; contacts: CrmObject | undefined }

/**
 * Records that the one is linked to: "of the caller", "for the company". Of several only the one that comes last in a chain
 * counts: "of the caller's company".
 *
 * @param goesWith whether records of two objects can be linked at all.
 */
export function link(draft: Draft, told: Told, goesWith: (other: CrmObject) => boolean): void {
  const { object } = draft.schema
  for (const item of draft.items) {
    const other = otherOf(item, told)
    if (other === undefined) continue
    if (other.typeId === object.typeId) {
      use(draft, item)
      continue
    }
    if (isOwnerOfNext(draft, item, told)) {
      use(draft, item)
      continue
    }
    if (!isToLink(draft, item, told)) continue
    // Whose record it is that is updated, its ID says.
    if (draft.operation === 'update') {
      // "Assign the order to the caller": what it is linked to is no value.
      if (!told.tokens.slice(Math.max(0, item.from - 2), item.from).some(({ text }) => text === 'to')) use(draft, item)
      continue
    }
    const isOneToMany = draft.links.length > 0 && !isWrite(draft) && draft.links[0]?.object !== other
    if (isOneToMany || !goesWith(other)) continue
    use(draft, item)
    if (draft.links.some((one) => one.object.typeId === other.typeId)) continue
    draft.links.push({ object: other, id: draft.inputs.forId(other, nameAfter(draft, item)) })
  }
}

function otherOf(item: Item, { contacts }: Told): CrmObject | undefined {
  if (item.kind === 'object') return item.object
  return item.kind === 'person' ? contacts : undefined
}

/** The name of an input that stands right behind it. */
export function nameAfter(draft: Draft, item: Item): string | undefined {
  const next = beside(draft, item, 1, ({ kind }) => kind === 'idle')
  if (next?.kind !== 'literal' || !next.isInput) return undefined
  use(draft, next)
  return next.text.slice(2, -2)
}

/** "The caller's company": the caller only says which company. */
function isOwnerOfNext(draft: Draft, item: Item, told: Told): boolean {
  const isOwner = told.tokens[item.to - 1]?.owns === true || item.kind === 'person'
  const next = draft.items[draft.items.indexOf(item) + 1]
  if (!isOwner || next === undefined) return false
  const other = otherOf(next, told)
  return other !== undefined && other.typeId !== draft.schema.object.typeId && next.kind === 'object'
}

function isToLink(draft: Draft, item: Item, { tokens, mentions }: Told): boolean {
  if (draft.operation === 'create' || draft.operation === 'findOrCreate') return true
  const mention = mentions.find(({ from }) => from === item.from)
  if (mention?.isOther || tokens[item.to - 1]?.owns) return true
  if (item.kind === 'person' && /^(?:my|their|his|her)$/.test(tokens[item.from]?.text ?? '')) return true
  // "Which visits does this patient have": there is nobody else whose they could be.
  return (
    item.kind === 'person' || (mention !== undefined && /^(?:this|that|the)$/.test(tokens[item.from - 1]?.text ?? ''))
  )
}
