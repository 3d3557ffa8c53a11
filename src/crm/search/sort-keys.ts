import type { Property } from '../../hubspot/crm-schema'
import { textOf, wrongInput } from '../input/input'
import { asError } from '../input/problem-text'
import type { CrmObject } from '../schema/crm-object'
import { findProperty } from '../schema/fields'
import type { SortKey } from './sorting'
import { unknownField } from './where'

type Given = readonly { field: string; direction?: 'ascending' | 'descending' | undefined }[]

const most = 3

/** @throws {RuntimeError} for a field that there is not, and for too many. */
export function sortKeys(object: CrmObject, fields: readonly Property[], given: Given): SortKey[] {
  const asked = given.flatMap(({ field, direction }) => {
    const name = textOf(field)
    return name === undefined ? [] : [{ name, isDescending: direction === 'descending' }]
  })
  if (asked.length > most) throw wrongInput('sort', `names more than ${most} fields`, 'Use fewer.')
  return asked.map(({ name, isDescending }) => {
    const found = findProperty(fields, name)
    if (!('property' in found)) throw asError([unknownField(object, name, found)])
    return { property: found.property, isDescending }
  })
}
