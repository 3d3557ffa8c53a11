import type { CrmObject } from '../schema/crm-object'
import { addBareFields } from './bare-fields'
import { addConditions } from './conditions'
import { askOfDeed } from './deed'
import { type Draft, isWrite, newDraft } from './draft'
import { link } from './links'
import type { Mention } from './objects-meant'
import { decideOperation } from './operation'
import { addOrder } from './order'
import { readAs } from './read'
import type { ObjectSchema } from './schema'
import type { Token } from './tokens'
import { addValues } from './writes'

export type Goal = {
  tokens: readonly Token[]
  mentions: readonly Mention[]
  contacts: CrmObject | undefined
  question?: string
}

/** Drafts a binding about an object, and keeps account of which words it used. Pure. */
export function draftFor(schema: ObjectSchema, goal: Goal, goesWith: (other: CrmObject) => boolean): Draft {
  const { tokens, mentions } = goal
  const draft = newDraft(schema, readAs(schema, tokens, mentions))
  if (goal.question !== undefined) {
    const question = goal.question.slice(0, 80)
    draft.questions.push(
      `"${question}" was taken for what the user asks, and not read. Is all that is meant said behind it?`,
    )
  }
  decideOperation(
    draft,
    mentions,
    tokens.map(({ text }) => text),
  )
  link(draft, goal, goesWith)
  if (isWrite(draft)) addValues(draft)
  else {
    addOrder(
      draft,
      mentions.some((one) => one.object.typeId === schema.object.typeId && one.isPlural),
    )
    addConditions(draft)
    addBareFields(draft, tokens)
    findByOwnId(draft, mentions)
  }
  askOfDeed(draft, tokens, mentions)
  askOfNeighbours(draft, tokens)
  useSmallWords(draft)
  return draft
}

/** "The status of the order": one that is known when it is run. */
function findByOwnId(draft: Draft, mentions: readonly Mention[]): void {
  const { schema, operation, conditions, links, inputs } = draft
  const isKnown = mentions.some(({ object, isOther }) => isOther && object.typeId === schema.object.typeId)
  if (operation !== 'find' || conditions.length > 0 || links.length > 0 || !isKnown) return
  if (!schema.fields.some(({ name }) => name === 'hs_object_id')) return
  conditions.push({ field: 'hs_object_id', operator: 'is', value: inputs.forId(schema.object) })
}

/** Two fields side by side are seldom both meant: "shipping address". */
function askOfNeighbours({ items, questions }: Draft, tokens: readonly Token[]): void {
  items.forEach((item, at) => {
    const next = items[at + 1]
    if (item.kind !== 'field' || next?.kind !== 'field' || next.from !== item.to) return
    const words = tokens.slice(item.from, next.to).map(({ raw }) => raw)
    questions.push(`"${words.join(' ').slice(0, 80)}" was read as two fields. Is that meant?`)
  })
}

/** What only holds other words together has done its part; a pause or an "or" has, where both sides have. */
function useSmallWords(draft: Draft): void {
  for (const item of draft.items) {
    const isQuiet = item.kind === 'idle' || item.kind === 'mark' || item.kind === 'and' || item.kind === 'is'
    if (isQuiet || (item.kind === 'telling' && item.from === 0) || (item.kind === 'telling' && draft.fields.size > 0))
      draft.used.add(item)
  }
}

/** Words that were used for nothing, as they were written: each run of them together. */
export function unusedIn({ items, used }: Draft, tokens: readonly Token[]): string[] {
  const runs: { from: number; to: number }[] = []
  for (const item of items) {
    if (used.has(item)) continue
    const last = runs.at(-1)
    if (last?.to === item.from) last.to = item.to
    else runs.push({ from: item.from, to: item.to })
  }
  return runs
    .map(({ from, to }) =>
      tokens
        .slice(from, to)
        .map(({ raw }) => raw)
        .join(' '),
    )
    .filter((text) => text !== '')
}
