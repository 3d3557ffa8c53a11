import type { Property } from '../../hubspot/crm-schema'
import type { CrmObject } from '../schema/crm-object'
import type { Operator } from '../schema/field-kinds'

/** An option of a field, by its label. */
export type Option = { property: Property; label: string }

/** How something is compared, without the field. `isApart`: what is equal is meant, too. */
export type Comparison = { operator: Operator; value?: string; from?: string; to?: string; isApart?: boolean }

/** What a field is about, where only an adjective says it. */
export type Hint = 'money' | 'length' | 'time' | 'any'

export type Verb = 'create' | 'update' | 'find' | 'list' | 'findOrCreate' | 'impossible' | 'yes' | 'no'

/** What words of a goal were read as. */
export type Part =
  | { kind: 'verb'; verb: Verb }
  | { kind: 'object'; object: CrmObject }
  | { kind: 'person' }
  | { kind: 'field'; properties: readonly Property[] }
  | { kind: 'option'; options: readonly Option[] }
  | { kind: 'amount'; comparison: Comparison; hint: Hint; isMoney: boolean }
  | { kind: 'period'; comparison: Comparison; isRough: boolean }
  | { kind: 'limit'; limit: number; order: 'newest' | 'oldest' | 'highest' | 'first' | undefined }
  /** The newest, or the highest of something; `isOrder`: "newest first". */
  | { kind: 'extreme'; hint: Hint; isDescending: boolean; isNext: boolean; isOrder: boolean; isEarly: boolean }
  | { kind: 'sortBy' }
  | { kind: 'direction'; isDescending: boolean }
  | { kind: 'known'; isKnown: boolean }
  | { kind: 'words'; operator: 'contains' | 'startsWith' }
  | { kind: 'state'; isOpen: boolean }
  | { kind: 'literal'; text: string; isInput: boolean }
  | { kind: 'unless' }
  | { kind: 'not' }
  | { kind: 'is' }
  | { kind: 'or' }
  | { kind: 'and' }
  | { kind: 'telling' }
  | { kind: 'mark'; text: string }
  /** Words that only hold others together. */
  | { kind: 'idle'; text: string }
  | { kind: 'unknown'; text: string }

/** @param to is behind its last word. `doubt` says what was guessed. */
export type Item = Part & { from: number; to: number; doubt?: string }
