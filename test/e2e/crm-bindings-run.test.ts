import { describe, expect, test, vi } from 'vitest'
import { bindingStage, findOrder, type Input } from './binding-stage'

const ofContact = {
  name: 'ordersOf',
  description: 'Orders of a contact, dearest first.',
  operation: 'list',
  object: 'shop_order',
  inputs: [
    { name: 'contactId', description: 'ID of the contact.', type: 'id' },
    { name: 'status', description: 'Only of this status.', required: false },
    { name: 'over', description: 'Only over this total.', type: 'number', required: false },
  ],
  where: [
    {
      all: [
        { field: 'Order status', operator: 'is', value: '{{status}}' },
        { field: 'total', operator: 'isAbove', value: '{{over}}' },
      ],
    },
  ],
  associatedWith: { object: 'contacts', id: '{{contactId}}' },
  sort: [{ field: 'total', direction: 'descending' }],
}
const ticketsOf = {
  name: 'latestTicket',
  description: 'The latest ticket about something.',
  operation: 'latest',
  object: 'tickets',
  inputs: [
    { name: 'words', description: 'Words of the subject.', required: false },
    { name: 'reason', description: 'Why it came back.', required: false },
  ],
  where: [
    {
      all: [
        { field: 'subject', operator: 'contains', value: '{{words}}' },
        { field: 'createdate', operator: 'isKnown' },
      ],
    },
    { all: [{ field: 'return_reason', operator: 'isAnyOf', values: ['{{reason}}'] }] },
  ],
}

describe('a binding that is run', () => {
  test('costs one call to HubSpot and one to Botpress once the account is known', async () => {
    const { stage, save, run } = await bindingStage()
    await save(findOrder)
    await run('findOrder', { orderNumber: 'L-1001' })
    stage.startCounting()
    await run('findOrder', { orderNumber: 'L-1001' })
    expect(stage.calls().hubspot).toEqual([expect.stringMatching(/^POST .*\/search$/)])
    expect(stage.calls().botpress).toHaveLength(1)
  })

  test('leaves out the conditions whose inputs were not given', async () => {
    const { save, run, id } = await bindingStage()
    expect(await save(ofContact)).toMatchObject({ saved: true })
    const titles = async (inputs: Record<string, string>) =>
      (await run('ordersOf', { contactId: id('ann'), ...inputs })).records?.map(({ title }) => title)
    expect(await titles({})).toEqual(['L-1002', 'L-1001'])
    expect(await titles({ status: 'delivered', over: ' ' })).toEqual(['L-1001'])
    expect(await titles({ over: '100' })).toEqual(['L-1002'])
    expect(await titles({ status: 'Delivered', over: '100' })).toEqual([])
  })

  test('finds the latest one alone, by those groups whose inputs were given', async () => {
    const { crm, save, run } = await bindingStage()
    expect(await save(ticketsOf)).toMatchObject({ saved: true })
    crm.setSearchLag(0)
    const { id } = crm.add('tickets', { subject: 'Another lamp', hs_pipeline: '0', hs_pipeline_stage: '1' })
    expect((await run('latestTicket', { words: 'lamp' })).records?.map((one) => one.id)).toEqual([id])
    const { records } = await run('latestTicket', { reason: 'broken on arrival' })
    expect(records?.map(({ title }) => title)).toEqual(['Lamp arrived broken'])
  })

  test('gives nobody anything when no input says what is meant', async () => {
    const { stage, save, run } = await bindingStage()
    await save(ticketsOf)
    stage.startCounting()
    await expect(run('latestTicket', { words: ' ' })).rejects.toThrow(/"inputs": None of the inputs.*was given/)
    expect(stage.calls().hubspot).toEqual([])
  })

  test('answers with as many as it says: five of those that fit, ten of all, or its limit', async () => {
    const { crm, save, run } = await bindingStage()
    crm.setSearchLag(0)
    for (let at = 0; at < 12; at += 1) crm.add('contacts', { firstname: 'Kim', email: `kim${at}@example.com` })
    const named: Input = {
      ...{ description: 'People called so.', object: 'contacts' },
      inputs: [{ name: 'first', description: 'First name, for example Kim.' }],
      where: [{ all: [{ field: 'First name', operator: 'is', value: '{{first}}' }] }],
    }
    const count = async (binding: Input) => {
      const name = `of${String(binding.operation)}${String(binding.limit ?? '')}`
      expect(await save({ ...named, ...binding, name })).toMatchObject({ saved: true })
      return (await run(name, { first: 'kim' })).records?.length
    }
    expect(await count({ operation: 'find' })).toBe(5)
    expect(await count({ operation: 'list' })).toBe(10)
    expect(await count({ operation: 'list', limit: 11 })).toBe(11)
    expect(await count({ operation: 'latest' })).toBe(1)
  })

  test('fills values in once, and as values: braces and wildcards of a user stay what they are', async () => {
    const { crm, save, run } = await bindingStage()
    crm.setSearchLag(0)
    crm.add('p_shop_order', { order_number: '{{other}} $& "x"' })
    const two = {
      ...{ ...findOrder, name: 'either' },
      inputs: [...findOrder.inputs, { name: 'other', description: 'Another number.', required: false }],
      where: [
        {
          all: [{ field: 'order_number', operator: 'isAnyOf', values: ['{{orderNumber}}', '{{ other }}'] }],
        },
      ],
    }
    expect(await save(two)).toMatchObject({ saved: true })
    const titles = async (orderNumber: string) =>
      (await run('either', { orderNumber, other: 'L-1001' })).records?.map(({ title }) => title).toSorted()
    expect(await titles('{{other}} $& "x"')).toEqual(['L-1001', '{{other}} $& "x"'])
    expect(await titles('*')).toEqual(['L-1001'])
  })

  test.each<[what: string, inputs: Record<string, string>, says: RegExp]>([
    ['an input that is missing', {}, /"orderNumber": This input is missing/],
    ['a blank one', { orderNumber: ' \n' }, /"orderNumber": This input is missing/],
    [
      'one that it does not have',
      { orderNumber: 'L-1001', 'call +1 201 555 0100': 'x' },
      /"inputs": One of these is no input.* orderNumber\./,
    ],
    ['one that is too long', { orderNumber: 'x'.repeat(2_001) }, /"orderNumber": This is too long: at most 2000/],
  ])('is not, with %s', async (_what, inputs, says) => {
    const { save, run } = await bindingStage()
    await save(findOrder)
    const error = await run('findOrder', inputs).catch((caught: unknown) => caught)
    expect(String(error)).toMatch(says)
    expect(String(error)).toMatch(/Correct this and try again/)
    expect(String(error)).not.toContain('555')
  })

  test.each<[type: string, field: string, right: string, wrong: string, says: RegExp]>([
    ['phone', 'phone', '030 901820', 'lamp', /no phone number/],
    ['email', 'email', ' ANN@customers.example', 'ann', /no e-mail address/],
    ['id', 'hs_object_id', '', 'ann', /digits alone/],
    ['number', 'loyalty_points', '120', 'many', /no number/],
    ['date', 'createdate', '2999-12-31', '31.12.1999', /no date\./],
    ['dateTime', 'createdate', '2999-12-31T00:00:00Z', 'noon', /no date or time/],
    ['yesNo', 'newsletter', 'No', 'perhaps', /no yes or no/],
    ['text', 'customer_number', 'K-2001', '', /missing/],
  ])('reads a %s as people write it', async (type, field, right, wrong, says) => {
    const { crm, save, run, id } = await bindingStage({ configuration: { defaultCountry: 'DE' } })
    crm.setSearchLag(0)
    // Numbers are found as they are written in HubSpot.
    crm.update('contacts', id('ann'), { phone: '+4930901820', newsletter: 'false' })
    const isTime = field === 'createdate'
    const binding = {
      ...{ name: 'find', description: 'Finds.', operation: 'find', object: 'contacts' },
      inputs: [{ name: 'it', description: 'Something.', type }],
      where: [{ all: [{ field, operator: isTime ? 'isBelow' : 'is', value: '{{it}}' }] }],
      sort: [{ field: 'email' }],
    }
    expect(await save(binding)).toMatchObject({ saved: true })
    const { records } = await run('find', { it: right === '' ? id('ann') : right })
    expect(records?.[0]?.id).toBe(id('ann'))
    expect(records).toHaveLength(isTime ? crm.records('contacts').length : 1)
    await expect(run('find', { it: wrong })).rejects.toThrow(says)
  })

  test('is asked for by names that there are', async () => {
    const { save, run } = await bindingStage()
    await expect(run('findOrder')).rejects.toThrow(/"name" is no binding, and there are none/)
    await save(findOrder)
    await expect(run('findOther')).rejects.toThrow(/"name" is no binding\. There are: findOrder\. Use one/)
    await expect(run(' ')).rejects.toThrow(/"name" is missing/)
  })
})

describe('a binding that the account has outgrown', () => {
  const gone = /The binding findOrder does not suit.*Do not try again.*owner of the bot can do/
  const byStatus = {
    ...findOrder,
    where: [{ all: [...(findOrder.where[0]?.all ?? []), { field: 'order_status', operator: 'is', value: 'placed' }] }],
  }

  test('names the field that is gone, also when HubSpot is the first to say so', async () => {
    const { stage, crm, save, run } = await bindingStage()
    await save(findOrder)
    await run('findOrder', { orderNumber: 'L-1001' })
    crm.changeProperty('p_shop_order', 'order_number', { archived: true })
    stage.startCounting()
    await expect(run('findOrder', { orderNumber: 'L-1001' })).rejects.toThrow(
      /"Order number": Orders have no such field/,
    )
    await expect(run('findOrder', { orderNumber: 'L-1001' })).rejects.toThrow(gone)
    expect(stage.calls().hubspot.filter((call) => call.endsWith('/search'))).toHaveLength(1)
  })

  test('names the option that is gone', async () => {
    const { crm, save, run } = await bindingStage()
    expect(await save(byStatus)).toMatchObject({ saved: true })
    crm.changeProperty('p_shop_order', 'order_status', { options: ['shipped'] })
    // HubSpot finds nothing and says nothing, so it is seen when the account is read again.
    vi.useFakeTimers({ now: Date.now() + 600_000, toFake: ['Date'] })
    try {
      await expect(run('findOrder', { orderNumber: 'L-1001' })).rejects.toThrow(
        /does not suit.*"order_status" \(Order status\): There is no such option.*shipped.*Do not try again/,
      )
    } finally {
      vi.useRealTimers()
    }
  })

  test('looks in no field that the configuration hides since', async () => {
    const { stage, save, run } = await bindingStage()
    await save(findOrder)
    stage.bot.configuration = { ...stage.bot.configuration, crmHiddenFields: ['shop_order.order_number'] }
    await expect(run('findOrder', { orderNumber: 'L-1001' })).rejects.toThrow(
      /"Order number": Orders have no such field/,
    )
    stage.bot.configuration = { ...stage.bot.configuration, crmHiddenFields: [], crmObjects: ['contacts'] }
    await expect(run('findOrder', { orderNumber: 'L-1001' })).rejects.toThrow(/"CRM objects".*does not list/)
  })
})
