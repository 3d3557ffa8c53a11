import { describe, expect, test } from 'vitest'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { addProcess } from './another-process'
import { writing } from './crm-writing'

const all = [...scopes.required, ...scopes.contacts, ...scopes.crm, ...scopes.customObjects]

/** The shop's account, on which a bot writes. */
async function inTheShop(configuration: Record<string, unknown> = {}) {
  const given = await writing({ configuration, scopes: all })
  const ids = given.crm.load(shop)
  given.crm.writes.length = 0
  return {
    ...given,
    write: (input: object) => given.call('writeRecord', { ...input }),
    id: (key: string) => ids.get(key),
  }
}

describe('writeRecord creates', () => {
  test('a record of an object of the account, linked as the account links them, with one call once it knows it', async () => {
    const { stage, crm, write } = await inTheShop()
    const { id: contactId } = crm.add('contacts', { email: 'kim@example.com' })
    const order = (number: string) => ({
      operation: 'create',
      object: 'Order',
      set: { 'Order number': number, 'Order status': 'Shipped', 'order date': '2026-11-20', 'Gift wrap': 'yes' },
      associate: [{ object: 'contact', id: contactId }],
    })
    await write(order('L-1'))
    stage.startCounting()
    const answer = await write(order('L-2'))
    expect(stage.calls().hubspot).toHaveLength(1)
    const made = crm.records('p_shop_order').find(({ properties }) => properties.order_number === 'L-2')
    expect(made?.properties).toMatchObject({ order_status: 'shipped', order_date: '2026-11-20', gift_wrap: 'true' })
    expect(answer).toMatchObject({
      status: 'done',
      record: { id: made?.id, object: 'shop_order', title: 'L-2', fields: { order_status: 'Shipped' } },
    })
    expect(crm.associations({ object: 'p_shop_order', id: made?.id ?? '' }, 'contacts')).toMatchObject([
      { id: contactId },
    ])
  })

  test('a link that says what the account has for it', async () => {
    const { crm, write } = await inTheShop()
    crm.defineAssociation({ from: 'tickets', to: 'contacts', label: 'Complains' })
    const { id } = crm.add('contacts', { email: 'kim@example.com' })
    const ticket = (label: string) => ({
      operation: 'create',
      object: 'tickets',
      set: { Subject: 'Broken lamp' },
      associate: [{ object: 'contacts', id, label }],
    })
    expect(await write(ticket('Pays'))).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'associate.0', problem: expect.stringContaining('no such kind'), allowed: ['Complains'] }],
    })
    const answer = await write(ticket('complains'))
    const ticketId = answer.record?.id ?? ''
    expect(
      crm.associations({ object: 'tickets', id: ticketId }, 'contacts')[0]?.types.map(({ label }) => label),
    ).toContain('Complains')
  })

  test('a task, which it cannot read or change', async () => {
    const { crm, write } = await inTheShop()
    const set = { hs_task_subject: 'Call back', hs_timestamp: '2026-12-01T09:00:00Z' }
    expect(await write({ operation: 'create', object: 'tasks', set })).toMatchObject({
      status: 'done',
      record: { object: 'tasks', title: 'Call back' },
    })
    expect(crm.records('tasks')).toHaveLength(1)
    const update = { operation: 'update', object: 'tasks', id: '1', set }
    await expect(write(update)).rejects.toThrow(/create but not change/)
    const find = { operation: 'findOrCreate', object: 'tasks', match: { hs_task_subject: 'Call back' }, set: {} }
    await expect(write(find)).rejects.toThrow(/create but not look for/)
  })

  test('only after the user has agreed to what it names', async () => {
    const { crm, write, conversation } = await inTheShop({ crmWrites: 'confirm' })
    const { id: contactId } = crm.add('contacts', { email: 'kim@example.com' })
    const { id: conversationId, say } = await conversation()
    await say('Please note my order')
    const order = {
      operation: 'create',
      object: 'shop_order',
      set: { order_number: 'L-7' },
      associate: [{ object: 'contacts', id: contactId }],
      conversationId,
    }
    const { status, confirmation, say: question } = await write(order)
    expect([status, question]).toEqual([
      'needsConfirmation',
      `Shall I create an order with Order number "L-7", linked to contact ${contactId}?`,
    ])
    await say('Yes')
    const another = { ...order, set: { order_number: 'L-8' }, confirmation }
    expect(await write(another)).toMatchObject({ status: 'needsConfirmation' })
    await say('Yes')
    expect(await write({ ...order, confirmation })).toMatchObject({ status: 'done' })
    expect(crm.records('p_shop_order').map(({ properties }) => properties.order_number)).toContain('L-7')
    await expect(write({ ...order, confirmation })).rejects.toThrow(/used already/)
  })

  test.each<[string, object, object]>([
    [
      'what the object demands',
      { object: 'tickets', set: { content: 'x' } },
      { field: 'subject', label: 'Ticket name' },
    ],
    ['a field', { object: 'Order', set: { order_numbr: '7' } }, { allowed: expect.arrayContaining(['order_number']) }],
    ['an option', { object: 'Order', set: { order_number: 'L', 'Order status': 'Lost' } }, { field: 'Order status' }],
    ['no one to know a contact by', { object: 'contacts', set: { firstname: 'Kim' } }, { field: 'phone' }],
    [
      'a record that there is not',
      { object: 'tickets', set: { subject: 'x' }, associate: [{ object: 'contact', id: '7' }] },
      { field: 'associate.0' },
    ],
  ])('but asks about %s', async (_, input, problem) => {
    const { crm, write } = await inTheShop()
    const answer = await write({ operation: 'create', ...input })
    expect(answer.status).toBe('invalid')
    expect(answer.problems).toEqual(expect.arrayContaining([expect.objectContaining(problem)]))
    expect(crm.writes).toEqual([])
  })

  test.each<[object, RegExp]>([
    [{ operation: 'create', object: 'notes', set: { hs_note_body: 'x' } }, /"object".*no action/],
    [{ operation: 'create', object: 'tickets', set: {}, id: '7' }, /"id" is not for create/],
    [{ operation: 'create', object: 'tickets', set: {}, match: { subject: 'x' } }, /"match" is not for create/],
    [{ operation: 'findOrCreate', object: 'tickets', set: {} }, /"match" is missing/],
    [
      { operation: 'create', object: 'tickets', set: {}, associate: [{ object: 'contacts', id: 'kim' }] },
      /"associate\.0\.id" is no ID/,
    ],
    [
      { operation: 'create', object: 'tickets', set: {}, associate: Array(11).fill({ object: 'contacts', id: '1' }) },
      /more than 10/,
    ],
  ])('and refuses %j', async (input, words) => {
    const { write } = await inTheShop()
    await expect(write(input)).rejects.toThrow(words)
  })
})

describe('writeRecord finds or creates', () => {
  test('by what is unique, at once, and leaves what is there as it is', async () => {
    const { crm, write } = await inTheShop()
    crm.setSearchLag(60_000)
    const order = { operation: 'findOrCreate', object: 'Order', match: { 'Order number': 'L-9' } }
    const first = await write({ ...order, set: { 'Order status': 'Placed' } })
    expect(first).toMatchObject({ status: 'done', record: { fields: { order_number: 'L-9', order_status: 'Placed' } } })
    const second = await write({ ...order, set: { 'Order status': 'Packed' } })
    expect(second).toMatchObject({ status: 'existing', record: { id: first.record?.id, title: 'L-9' } })
    expect(crm.record('p_shop_order', first.record?.id ?? '').properties.order_status).toBe('placed')
    expect(crm.writes).toHaveLength(1)
  })

  test('by what is not unique makes one of twenty at once, in three processes, while search knows of none', async () => {
    const { stage, crm, call } = await inTheShop()
    crm.setSearchLag(60_000)
    await addProcess(stage)
    await addProcess(stage)
    const company = { operation: 'findOrCreate', object: 'companies', set: { name: 'Example Lamps' } }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        call('writeRecord', {
          ...company,
          match: { domain: at % 2 === 0 ? 'https://www.lamps.example/about' : 'LAMPS.example' },
          conversationId: `chat ${at}`,
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 'existing')).toHaveLength(19)
    expect(crm.writes).toEqual([expect.objectContaining({ operation: 'create', object: 'companies' })])
    expect(answers[0]?.record?.fields.domain).toBe('lamps.example')
  })

  test('never one of several', async () => {
    const { crm, write } = await inTheShop()
    for (const city of ['Here', 'There']) crm.add('companies', { name: 'Twins', city })
    const answer = await write({ operation: 'findOrCreate', object: 'companies', match: { name: 'twins' }, set: {} })
    expect(answer).toMatchObject({ status: 'invalid', problems: [{ field: 'match', problem: /^2 companies fit/ }] })
    expect(answer.problems[0]?.allowed).toHaveLength(2)
    expect(crm.writes).toEqual([])
  })

  test('a contact as createContact does: the same number, the same lock', async () => {
    const { stage, crm, call } = await inTheShop()
    crm.setSearchLag(60_000)
    await addProcess(stage)
    const phone = '+49 30 5550177'
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, at) =>
        call('createContact', { phone, firstName: 'Kim', conversationId: `a ${at}` }),
      ),
      ...Array.from({ length: 4 }, (_, at) =>
        call('writeRecord', {
          ...{ operation: 'findOrCreate', object: 'contacts', match: { phone }, set: { firstname: 'Kim' } },
          conversationId: `b ${at}`,
        }),
      ),
    ])
    expect(crm.writes).toHaveLength(1)
    expect(new Set(answers.map(({ record }) => record?.id)).size).toBe(1)
  })

  test('a contact by what the account knows them by, but none whose number is there', async () => {
    const { crm, write } = await inTheShop()
    const { id } = crm.add('contacts', { phone: '+49305550178', firstname: 'Kim' })
    const contact = { operation: 'findOrCreate', object: 'contacts', match: { 'Customer number': 'K-77' } }
    expect(await write({ ...contact, set: { phone: '+49 30 5550178' } })).toMatchObject({
      status: 'existing',
      record: { id },
    })
    const made = await write({ ...contact, set: { firstname: 'Robin' } })
    expect(made).toMatchObject({ status: 'done', record: { fields: { customer_number: 'K-77' } } })
    expect(await write({ ...contact, set: {} })).toMatchObject({ status: 'existing', record: { id: made.record?.id } })
  })

  test('refuses a unique field beside others, and one that is hidden', async () => {
    const { write } = await inTheShop({ crmHiddenFields: ['contacts.customer_number'] })
    const order = { operation: 'findOrCreate', object: 'Order', set: {} }
    await write({ ...order, match: { order_number: 'L-10' } })
    const two = { order_number: 'L-10', order_status: 'Placed' }
    await expect(write({ ...order, match: two })).rejects.toThrow(/Give the unique one alone/)
    const hidden = { operation: 'findOrCreate', object: 'contacts', match: { customer_number: 'K-2001' }, set: {} }
    expect(await write(hidden)).toMatchObject({ status: 'invalid', problems: [{ field: 'customer_number' }] })
  })
})
