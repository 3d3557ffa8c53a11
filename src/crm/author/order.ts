import type { Property } from '../../hubspot/crm-schema'
import { kindOf } from '../schema/field-kinds'
import { chosen } from './around'
import { beside, type Draft, isSmall, isWrite, oneOf, use } from './draft'
import type { Item } from './item'
import { numberFor, timeFor } from './pools'

/** In which order, and how many: "top 5", "the biggest", "sorted by", "next". @param isPlural of the object, as the goal has it. */
export function addOrder(draft: Draft, isPlural: boolean): void {
  if (isWrite(draft)) return
  for (const item of draft.items) {
    if (draft.used.has(item)) continue
    if (item.kind === 'sortBy') sortBy(draft, item, false)
    else if (item.kind === 'extreme') addExtreme(draft, item, isPlural)
    else if (item.kind === 'limit') addLimit(draft, item)
    else if (item.kind === 'direction') addDirection(draft, item)
  }
}

function sortBy(draft: Draft, item: Item, isDescending: boolean): void {
  const field = beside(draft, item, 1, isSmall)
  const property = field?.kind === 'field' && !draft.used.has(field) ? oneOf(draft, field.properties) : undefined
  if (field === undefined || property === undefined) return
  const direction = beside(draft, field, 1, isPause)
  const told =
    direction?.kind === 'direction' || (direction?.kind === 'extreme' && direction.isOrder) ? direction : undefined
  if (told !== undefined) use(draft, told)
  use(draft, item)
  use(draft, field)
  add(draft, property, told?.isDescending ?? isDescending)
}

function add(draft: Draft, { name }: Property, isDescending: boolean): void {
  draft.sort.push({ field: name, direction: isDescending ? 'descending' : 'ascending' })
}

/** "By total descending", without a word for sorting. */
function addDirection(draft: Draft, item: Item & { kind: 'direction' }): void {
  const field = beside(draft, item, -1, isPause)
  const property = field?.kind === 'field' && !draft.used.has(field) ? oneOf(draft, field.properties) : undefined
  if (field === undefined || property === undefined) return
  use(draft, field)
  use(draft, item)
  add(draft, property, item.isDescending)
}

function addExtreme(draft: Draft, item: Item & { kind: 'extreme' }, isPlural: boolean): void {
  const { schema, limit } = draft
  const { hint, isDescending, isNext, isOrder } = item
  const following = beside(
    draft,
    item,
    1,
    (other) => isSmall(other) && !(other.kind === 'idle' && other.text === 'with'),
  )
  // "The largest subscription by seats".
  const by = draft.items.find((other) => other.kind === 'idle' && other.text === 'by' && other.from >= item.to)
  const afterBy = by === undefined ? undefined : beside(draft, by, 1, isSmall)
  const next = hint !== 'time' && following?.kind !== 'field' && afterBy?.kind === 'field' ? afterBy : following
  const property = fieldFor(next)
  if (property === undefined) return
  use(draft, item)
  if (next?.kind === 'field' && next.properties.includes(property)) use(draft, next)
  const number = beside(draft, item, -1, isSmall)
  if (number?.kind === 'literal' && /^\d{1,3}$/.test(number.text)) {
    use(draft, number)
    draft.limit = Number(number.text)
  } else if (!isPlural && !isOrder) draft.limit = limit ?? 1
  if (isNext) draft.conditions.push({ field: property.name, operator: 'isAbove', value: 'yesterday' })
  // "The cheapest orders first".
  for (const other of draft.items) {
    if (other.kind === 'unknown' && other.text === 'first' && other.from > item.from) use(draft, other)
  }
  add(draft, property, isDescending)

  function fieldFor(right: Item | undefined): Property | undefined {
    const kinds = hint === 'time' ? ['date', 'dateTime'] : ['number', 'date', 'dateTime']
    const suits = (field: Property) => kinds.includes(kindOf(schema.object, field))
    if (right?.kind === 'field' && !draft.used.has(right) && right.properties.some(suits)) {
      return oneOf(draft, right.properties.filter(suits))
    }
    const left = beside(draft, item, -1, isPause)
    if (isOrder && left?.kind === 'field' && !draft.used.has(left) && left.properties.some(suits)) {
      use(draft, left)
      return oneOf(draft, left.properties.filter(suits))
    }
    if (isNext) return chosen(draft, timeFor(schema, false))
    const own = timeFor(schema, false)
    if (item.isEarly && 'property' in own && own.isSure) return own.property
    if (hint === 'time') return schema.fields.find(({ name }) => name === schema.object.createdField)
    return chosen(draft, numberFor(schema, hint))
  }
}

const isPause = (item: Item) => isSmall(item) || item.kind === 'mark'

function addLimit(draft: Draft, item: Item & { kind: 'limit' }): void {
  const { limit, order } = item
  if (limit < 1 || limit > 100) return
  use(draft, item)
  draft.limit = limit
  if (order === 'first' && !draft.items.some(({ kind }) => kind === 'sortBy' || kind === 'extreme')) {
    draft.questions.push('The newest come first where nothing else is said. Is that meant by "first"?')
  }
  if (order === undefined || order === 'first') return
  const by = draft.items.find((other) => other.kind === 'idle' && other.text === 'by' && other.from > item.to)
  if (order === 'highest' && by !== undefined) {
    sortBy(draft, by, true)
    return
  }
  const property =
    order === 'highest'
      ? chosen(draft, numberFor(draft.schema, 'any'))
      : draft.schema.fields.find(({ name }) => name === draft.schema.object.createdField)
  if (property !== undefined) add(draft, property, order !== 'oldest')
}
