import type { Binding } from '../../../definitions/actions/binding'
import type { Condition } from '../search/condition'
import { filled, type Values } from './placeholders'

/**
 * A binding with the values of its inputs put in. What asks for an input that was not given is left out: a value of a list,
 * else the whole condition, field to write, or link; and a group that loses all its conditions. Pure.
 */
export function fill(binding: Binding, values: Values): Binding {
  const { where, match, set, associate, associatedWith, ...rest } = binding
  const linked = associatedWith === undefined ? undefined : filled(associatedWith.id, values)
  return {
    ...rest,
    ...(where === undefined ? {} : { where: where.flatMap((group) => fillGroup(group, values)) }),
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

function fillGroup<C extends Condition>({ all }: { all: readonly C[] }, values: Values): { all: C[] }[] {
  const left = all.flatMap((condition) => fillCondition(condition, values) ?? [])
  return left.length === 0 ? [] : [{ all: left }]
}

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
