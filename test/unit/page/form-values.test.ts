import { describe, expect, it } from 'vitest'
import type { Field, Shape } from '../../../playground/crm-protocol'
import { addItem, countOf, inputOf, removeItem, shownValue } from '../../../playground/page/actions/form-values'

const field = (name: string, shape: Shape, more: Partial<Field> = {}): Field => ({
  ...{ name, title: name, description: '', isRequired: false, shape },
  ...more,
})

const condition: Shape = {
  type: 'group',
  fields: [field('field', { type: 'text' }), field('values', { type: 'list', item: { type: 'text' } })],
}
const where = field('where', {
  type: 'list',
  item: { type: 'group', fields: [field('all', { type: 'list', item: condition })] },
})

describe('what is filled in becomes the input of the action', () => {
  it.each<[Shape, string, unknown]>([
    [{ type: 'text' }, ' Kim ', ' Kim '],
    [{ type: 'number' }, '12.5', 12.5],
    [{ type: 'number' }, 'a dozen', 'a dozen'],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'choice', options: ['create', 'update'] }, 'update', 'update'],
    [{ type: 'json' }, '{"a": [1]}', { a: [1] }],
    [{ type: 'json' }, '{"a": ', '{"a": '],
  ])('as %j, %j is %j', (shape, text, value) => {
    expect(inputOf([field('it', shape)], { it: text })).toEqual({ it: value })
  })

  it('leaves out what is blank, also in what is in it', () => {
    const fields = [field('text', { type: 'text' }), field('record', { type: 'record' }), where]
    const values = { text: ' ', 'record.#': '1', 'record.0.value': 'lost', 'where.#': '1', 'where.0.all.#': '1' }
    expect(inputOf(fields, values)).toEqual({})
  })

  it('makes lists in groups in lists, and records', () => {
    const values = {
      ...{ 'where.#': '1', 'where.0.all.#': '2', 'where.0.all.0.field': 'amount', 'where.0.all.1.field': 'stage' },
      ...{ 'where.0.all.1.values.#': '2', 'where.0.all.1.values.0': 'New', 'where.0.all.1.values.1': 'Open' },
      ...{ 'record.#': '2', 'record.0.name': 'a', 'record.0.value': '1', 'record.1.name': 'b' },
    }
    expect(inputOf([where, field('record', { type: 'record' })], values)).toEqual({
      where: [{ all: [{ field: 'amount' }, { field: 'stage', values: ['New', 'Open'] }] }],
      record: { a: '1', b: '' },
    })
  })

  it('has what a builder would pin, unless somebody has taken that out', () => {
    const pinned = field('messageId', { type: 'text' }, { pinnedTo: '{{ event.messageId }}' })
    expect(shownValue(pinned, {}, 'messageId')).toBe('{{ event.messageId }}')
    expect(inputOf([pinned], {})).toEqual({ messageId: '{{ event.messageId }}' })
    expect(inputOf([pinned], { messageId: '' })).toEqual({})
  })
})

describe('a list', () => {
  it('grows at its end', () => {
    const twice = addItem(addItem({ other: 'x' }, 'list'), 'list')
    expect(countOf(twice, 'list')).toBe(2)
    expect(twice.other).toBe('x')
  })

  it('closes the gap when an item is taken out, with all that was in those after it', () => {
    const values = {
      ...{ 'list.#': '3', 'list.0.field': 'a', 'list.1.field': 'b', 'list.2.field': 'c', 'list.2.values.#': '1' },
      ...{ 'list.2.values.0': 'deep', 'listing.1': 'of another' },
    }
    expect(removeItem(values, 'list', 1)).toEqual({
      ...{ 'list.#': '2', 'list.0.field': 'a', 'list.1.field': 'c', 'list.1.values.#': '1' },
      ...{ 'list.1.values.0': 'deep', 'listing.1': 'of another' },
    })
  })
})
