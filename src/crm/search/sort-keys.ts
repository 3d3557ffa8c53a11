import type { Property } from '../../hubspot/crm-schema'
import { textOf } from '../input/input'
import type { Problem } from '../input/problem'
import { asError } from '../input/problem-text'
import type { CrmObject } from '../schema/crm-object'
import { findProperty } from '../schema/fields'
import type { SortKey } from './sorting'
import { unknownField } from './where'

export type GivenSort = readonly { field: string; direction?: 'ascending' | 'descending' | undefined }[]

const most = 3

/** @throws {RuntimeError} for a field that there is not, and for too many. */
export function sortKeys(object: CrmObject, fields: readonly Property[], given: GivenSort): SortKey[] {
  const read = readSort(object, fields, given)
  if ('problems' in read) throw asError(read.problems)
  return read.keys
}

/** What to sort by, or what is wrong with it. Pure. */
export function readSort(
  object: CrmObject,
  fields: readonly Property[],
  given: GivenSort,
): { keys: SortKey[] } | { problems: Problem[] } {
  const asked = given.flatMap(({ field, direction }) => {
    const name = textOf(field)
    return name === undefined ? [] : [{ name, isDescending: direction === 'descending' }]
  })
  if (asked.length > most) return { problems: [{ field: 'sort', problem: `These are more than ${most}. Use fewer.` }] }
  const keys: SortKey[] = []
  const problems: Problem[] = []
  for (const { name, isDescending } of asked) {
    const found = findProperty(fields, name)
    if ('property' in found) keys.push({ property: found.property, isDescending })
    else problems.push(unknownField(object, name, found))
  }
  return problems.length > 0 ? { problems } : { keys }
}
