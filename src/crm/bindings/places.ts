import type { Binding } from '../../../definitions/actions/binding'

/** The texts of a binding, each with where it stands, as in `where.0.all.1.value`. Pure. */

export type Place = { at: string; text: string }

const place = (at: string, text: string | undefined): Place[] => (text === undefined ? [] : [{ at, text }])

/** Texts in which inputs may stand: values and IDs. */
export function openPlaces(binding: Binding): Place[] {
  const { where = [], match = {}, set = {}, associate = [], associatedWith } = binding
  return [
    ...conditionsOf(where).flatMap(({ at, condition: { value, values = [], from, to } }) => [
      ...place(`${at}.value`, value),
      ...values.map((text, index) => ({ at: `${at}.values.${index}`, text })),
      ...place(`${at}.from`, from),
      ...place(`${at}.to`, to),
    ]),
    ...Object.entries(match).map(([field, text]) => ({ at: `match.${field}`, text })),
    ...Object.entries(set).map(([field, text]) => ({ at: `set.${field}`, text })),
    ...associate.map(({ id }, index) => ({ at: `associate.${index}.id`, text: id })),
    ...place('associatedWith.id', associatedWith?.id),
  ]
}

/** Texts that are fixed when the binding is saved: what it works with, and how. */
export function fixedPlaces(binding: Binding): Place[] {
  const { object, where = [], match = {}, set = {}, associate = [], associatedWith, sort = [], fields = [] } = binding
  return [
    { at: 'object', text: object },
    ...conditionsOf(where).map(({ at, condition: { field } }) => ({ at: `${at}.field`, text: field })),
    ...Object.keys(match).map((text) => ({ at: 'match', text })),
    ...Object.keys(set).map((text) => ({ at: 'set', text })),
    ...associate.flatMap(({ object: other, label }, index) => [
      { at: `associate.${index}.object`, text: other },
      ...place(`associate.${index}.label`, label),
    ]),
    ...place('associatedWith.object', associatedWith?.object),
    ...sort.map(({ field }, index) => ({ at: `sort.${index}.field`, text: field })),
    ...fields.map((text, index) => ({ at: `fields.${index}`, text })),
  ]
}

/** All conditions, with where they stand. */
export const conditionsOf = (where: NonNullable<Binding['where']>) =>
  where.flatMap(({ all }, group) => all.map((condition, index) => ({ at: `where.${group}.all.${index}`, condition })))
