import { describe, expect, it, test } from 'vitest'
import { crmActions } from '../../../definitions/actions'
import type { Field } from '../../../playground/crm-protocol'
import { actionForms, exampleIn } from '../../../playground/server/hubspot/crm/action-forms'

const forms = actionForms()
const fieldsOf = (action: string) => forms.find(({ name }) => name === action)?.fields ?? []
const field = (fields: readonly Field[], name: string) => fields.find((it) => it.name === name)

describe('the forms of the actions', () => {
  it('are there for each action, with each of its inputs', () => {
    const inputs = Object.entries(crmActions).map(([name, { input }]) => [name, Object.keys(input.schema.shape)])
    expect(forms.map(({ name, fields }) => [name, fields.map((it) => it.name)])).toEqual(inputs)
  })

  it('have a title and words of help for each input', () => {
    const bare = forms.flatMap(({ fields }) => fields.filter(({ title, description }) => !title || !description))
    expect(bare).toEqual([])
  })

  it('say what is needed, what it may be, what is pinned, and give an example', () => {
    const fields = fieldsOf('createTicket')
    expect(field(fields, 'subject')).toMatchObject({
      ...{ title: 'Subject', isRequired: true, shape: { type: 'text' }, example: 'Lamp arrived broken' },
    })
    expect(field(fields, 'priority')).toMatchObject({ isRequired: false, example: 'High' })
    expect(field(fields, 'fields')).toMatchObject({
      ...{ shape: { type: 'record' }, example: 'Preferred language: German' },
    })
    expect(field(fields, 'messageId')).toMatchObject({ pinnedTo: '{{ event.messageId }}' })
    expect(field(fieldsOf('createDeal'), 'amount')).toMatchObject({ shape: { type: 'number' } })
    expect(field(fieldsOf('findTicket'), 'openOnly')).toMatchObject({ shape: { type: 'boolean' } })
  })

  it('go into what is nested, down to the choices', () => {
    const where = field(fieldsOf('searchRecords'), 'where')?.shape
    const group = where?.type === 'list' && where.item.type === 'group' ? where.item.fields : []
    const all = field(group, 'all')?.shape
    const condition = all?.type === 'list' && all.item.type === 'group' ? all.item.fields : []
    expect(field(condition, 'operator')?.shape).toMatchObject({ type: 'choice' })
    expect(field(condition, 'values')?.shape).toEqual({ type: 'list', item: { type: 'text' } })
    expect(field(condition, 'field')?.isRequired).toBe(true)
  })

  it('stand together by what their actions do', () => {
    const groups = Object.fromEntries(forms.map(({ name, group }) => [name, group]))
    expect(groups).toMatchObject({
      ...{ findContact: 'Look up', searchRecords: 'Search', createTicket: 'Write', createContact: 'Write' },
      ...{ describeObject: 'Schema', searchSchema: 'Schema', getConnection: 'Connection' },
      ...{ logInteraction: 'Interaction log', getInteractionLog: 'Interaction log' },
    })
  })
})

test.each([
  ['Country code, for example DE.', 'DE'],
  ['Web domain, for example example.com. A web address will do.', 'example.com'],
  ['Kind of record, for example tickets, Deal, or 2-12345.', 'tickets'],
  ['What it is about, for example "Lamp, broken or not".', 'Lamp, broken or not'],
  ['An amount, for example 1200.5.', '1200.5'],
  ['More of it, for example {"a": "b. c"}. Options by label.', '{"a": "b. c"}'],
  ['Words, such as names.', undefined],
  ['', undefined],
])('the example in %j is %j', (description, example) => {
  expect(exampleIn(description)).toBe(example)
})
