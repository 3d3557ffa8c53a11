import { shorten } from '../../../core/messages/split-text'
import type { Binding } from '../../../definitions/actions/binding'
import type { Condition } from '../search/condition'
import { type Draft, isWrite } from './draft'
import { camel } from './inputs'
import { stem } from './stem'
import { wordsIn } from './tokens'

const nameMax = 60
const descriptionMax = 250

/** A draft as `saveBinding` takes it. @param goal is what it is for, so it describes it. */
export function asBinding(draft: Draft, goal: string): Binding {
  const { operation, schema, inputs, sort, fields, limit, links, set, match } = draft
  const [first] = links
  const filled = <T>(name: string, value: T, isEmpty: boolean) => (isEmpty ? {} : { [name]: value })
  const isWriting = isWrite(draft)
  const text = goal.trim().replace(/[{}]/g, '').replace(/\s+/g, ' ')
  const where = groupsOf(draft)
  const places = JSON.stringify([where, [...match], [...set], links.map(({ id }) => id)])
  const used = inputs.all().filter(({ name }) => places.includes(`{{${name}}}`))
  return {
    name: nameFor(draft),
    description: shorten(text.slice(0, 1).toUpperCase() + text.slice(1), descriptionMax),
    operation,
    object: schema.object.name,
    inputs: used,
    ...filled('where', where, where.length === 0),
    ...filled('match', Object.fromEntries(match), match.size === 0),
    ...filled('set', Object.fromEntries(set), set.size === 0),
    ...filled(
      'associate',
      links.map(({ object, id }) => ({ object: object.name, id })),
      !isWriting || links.length === 0,
    ),
    ...(first === undefined || isWriting ? {} : { associatedWith: { object: first.object.name, id: first.id } }),
    ...filled('sort', sort, sort.length === 0),
    ...filled('fields', [...fields], fields.size === 0),
    ...(limit === undefined || operation === 'latest' ? {} : { limit }),
  }
}

/** One group of conditions; with each "at least", the same again where it is equal. */
function groupsOf({ conditions, apart }: Draft): NonNullable<Binding['where']> {
  if (conditions.length === 0) return []
  let groups: Condition[][] = [[]]
  const distinct = new Map(conditions.map((condition) => [JSON.stringify(condition), condition]))
  for (const condition of distinct.values()) {
    const equal = apart.get(condition)
    const ways = equal === undefined ? [condition] : [condition, equal]
    groups = ways.flatMap((way) => groups.map((group) => [...group, way])).slice(0, 8)
  }
  return groups.map((all) => ({ all: all.map(plainly) }))
}

const plainly = ({ field, operator, value, values, from, to }: Condition) => ({
  ...{ field, operator },
  ...(value === undefined ? {} : { value }),
  ...(values === undefined ? {} : { values: [...values] }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

/** By what it does, such as findOrderByOrderNumber. */
function nameFor({ operation, schema, conditions, links, set }: Draft): string {
  const { label, labelPlural } = schema.object
  const [condition] = conditions
  const [first] = links
  const about = first === undefined ? [] : ['of', ...wordsIn(first.object.label)]
  const by = condition === undefined ? [] : ['by', ...wordsIn(condition.field.replace(/^hs_/, '').replaceAll('_', ' '))]
  const [only] = operation === 'update' ? set.keys() : []
  const what = only === undefined ? [] : wordsIn(only.replace(/^hs_/, '').replaceAll('_', ' '))
  const noun = wordsIn(operation === 'list' ? labelPlural : label)
  const words = [...wordsIn(operation.replace(/([A-Z])/g, ' $1')), ...noun, ...what, ...(by.length > 0 ? by : about)]
  return camel(
    words.filter((word, at) => at === 0 || stem(word) !== stem(words[at - 1] ?? '')),
    'binding',
  ).slice(0, nameMax)
}
