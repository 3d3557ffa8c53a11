import type { Binding } from '../../../definitions/actions/binding'
import type { Property } from '../../hubspot/crm-schema'
import type { CrmObject } from '../schema/crm-object'
import type { Condition } from '../search/condition'
import { type Inputs, inputsFor } from './inputs'
import type { Item } from './item'
import type { ObjectSchema } from './schema'

/** A binding in the making, and what is not sure about it. */
export type Draft = {
  schema: ObjectSchema
  items: readonly Item[]
  /** Items that became a part of the binding, or that only hold others together. */
  used: Set<Item>
  operation: Binding['operation']
  conditions: Condition[]
  /** Those of which each can also be equal: "at least 5". */
  apart: Map<Condition, Condition>
  set: Map<string, string>
  match: Map<string, string>
  links: { object: CrmObject; id: string }[]
  sort: NonNullable<Binding['sort']>
  fields: Set<string>
  limit: number | undefined
  inputs: Inputs
  questions: string[]
  /** Whether several fields could be meant, and one was taken. */
  isTie: boolean
}

export function newDraft(schema: ObjectSchema, items: readonly Item[]): Draft {
  return {
    ...{ schema, items, used: new Set(), operation: 'find', conditions: [], apart: new Map(), set: new Map() },
    ...{ match: new Map(), links: [], sort: [], fields: new Set(), limit: undefined },
    ...{ inputs: inputsFor(schema.object), questions: [], isTie: false },
  }
}

export const isWrite = ({ operation }: Draft): boolean =>
  operation === 'create' || operation === 'update' || operation === 'findOrCreate'

/** How a field is called in questions. */
export const called = ({ name, label }: Property): string => `${(label || name).slice(0, 60)} (${name})`

/** Marks an item as used, and asks about it where it was guessed. */
export function use(draft: Draft, item: Item): void {
  if (draft.used.has(item)) return
  draft.used.add(item)
  if (item.doubt !== undefined) draft.questions.push(item.doubt)
}

/** The one of several fields, asked about where there are more. */
export function oneOf(draft: Draft, properties: readonly Property[]): Property | undefined {
  const [only] = properties
  if (properties.length > 1) {
    draft.isTie = true
    draft.questions.push(`Which field is meant: ${properties.slice(0, 6).map(called).join(', ')}?`)
  }
  return only
}

/** The nearest item before or after that is not one of those that only hold others together. */
export function beside(draft: Draft, item: Item, step: -1 | 1, over: (between: Item) => boolean): Item | undefined {
  let at = draft.items.indexOf(item) + step
  while (draft.items[at] !== undefined) {
    const other = draft.items[at]
    if (other === undefined || !over(other)) return other
    at += step
  }
  return undefined
}

export const isSmall = ({ kind }: Item): boolean => kind === 'idle' || kind === 'is'
