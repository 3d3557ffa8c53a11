import type { Binding } from '../../../definitions/actions/binding'
import type { Condition } from '../search/condition'
import { filled, inputsIn, type Values } from './placeholders'

/**
 * A binding with the values of its inputs put in. What asks for an input that was not given is left out: a value of a list,
 * else the whole condition, field to write, or link. Where any of several groups is about inputs that were given, those are
 * left out that are about others: what remains of them would fit anybody. Pure.
 */
export function fill(binding: Binding, values: Values): Binding {
  const { where, match, set, associate, associatedWith, ...rest } = binding
  const linked = associatedWith === undefined ? undefined : filled(associatedWith.id, values)
  return {
    ...rest,
    ...(where === undefined ? {} : { where: fillWhere(where, values) }),
    ...(match === undefined ? {} : { match: fillRecord(match, values) }),
    ...(set === undefined ? {} : { set: fillRecord(set, values) }),
    ...(associate === undefined
      ? {}
      : {
          associate: associate.flatMap((link) => {
            const id = filled(link.id, values)
            return id === undefined ? [] : [{ ...link, id }]
          }),
        }),
    ...(associatedWith === undefined || linked === undefined
      ? {}
      : { associatedWith: { ...associatedWith, id: linked } }),
  }
}

type Groups = NonNullable<Binding['where']>

function fillWhere(where: Groups, values: Values): Groups {
  const asked = where.map((group) => inputsOf([group]))
  const isGiven = (names: readonly string[]) => names.some((name) => values.has(name))
  const isAnyGiven = asked.some(isGiven)
  return where.flatMap(({ all }, at) => {
    const names = asked[at] ?? []
    if (isAnyGiven && names.length > 0 && !isGiven(names)) return []
    const left = all.flatMap((condition) => fillCondition(condition, values) ?? [])
    return left.length === 0 ? [] : [{ all: left }]
  })
}

/** Names of the inputs that conditions ask for. */
export const inputsOf = (where: Groups): string[] =>
  where.flatMap(({ all }) => all.flatMap((condition) => textsOf(condition).flatMap(inputsIn)))

/** The texts of a condition in which inputs may stand. */
export const textsOf = ({ value, values = [], from, to }: Condition): string[] =>
  [value, ...values, from, to].flatMap((text) => text ?? [])

/** A condition with values put in; undefined when it falls away. */
export function fillCondition<C extends Condition>(condition: C, values: Values): C | undefined {
  const { value, values: list, from, to } = condition
  const put = (text: string | undefined) => (text === undefined ? undefined : filled(text, values))
  const single = { value: put(value), from: put(from), to: put(to) }
  const isGone = [
    [value, single.value],
    [from, single.from],
    [to, single.to],
  ].some(([before, after]) => before !== undefined && after === undefined)
  const several = list?.flatMap((text) => put(text) ?? [])
  if (isGone || (several?.length === 0 && list !== undefined && list.length > 0 && value === undefined))
    return undefined
  return {
    ...condition,
    ...(value === undefined ? {} : { value: single.value }),
    ...(from === undefined ? {} : { from: single.from }),
    ...(to === undefined ? {} : { to: single.to }),
    ...(several === undefined ? {} : { values: several }),
  }
}

function fillRecord(texts: Readonly<Record<string, string>>, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) => {
      const value = filled(text, values)
      return value === undefined ? [] : [[field, value]]
    }),
  )
}
