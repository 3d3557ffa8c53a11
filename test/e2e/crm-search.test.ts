import { describe, expect, test } from 'vitest'
import { clinic } from '../../sim/hubspot/accounts/clinic'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { type CrmStage, onCrmStage } from './crm-stage'

const search = ({ call }: CrmStage, input: Record<string, unknown>) => call('searchRecords', input)
const titles = async (stage: CrmStage, input: Record<string, unknown>) =>
  (await search(stage, input)).records.map(({ title }) => title)
const all = (...conditions: Record<string, unknown>[]) => [{ all: conditions }]

describe('a search', () => {
  test('answers records as people read them, with one call once the account is known', async () => {
    const stage = await onCrmStage({ account: shop })
    const input = { object: 'Tickets', where: all({ field: 'Ticket status', operator: 'is', value: 'announced' }) }
    const answer = await search(stage, input)
    expect(answer).toEqual({
      records: [
        {
          id: stage.id('broken-lamp'),
          url: expect.stringMatching(new RegExp(`/record/0-5/${stage.id('broken-lamp')}$`)),
          object: 'tickets',
          title: 'Lamp arrived broken',
          fields: expect.objectContaining({ hs_pipeline: 'Returns', hs_pipeline_stage: 'Announced' }),
        },
      ],
      total: 1,
    })
    stage.stage.startCounting()
    await search(stage, input)
    expect(stage.stage.calls().hubspot).toEqual(['POST /crm/objects/2026-09/tickets/search'])
  })

  test('finds custom objects by label, and filters by option, date and number', async () => {
    const stage = await onCrmStage({ account: shop })
    const orders = (...conditions: Record<string, unknown>[]) =>
      titles(stage, { object: 'orders', where: all(...conditions), sort: [{ field: 'Order number' }] })
    expect(await orders({ field: 'Order status', operator: 'is', value: 'shipped' })).toEqual(['L-1002'])
    expect(await orders({ field: 'order_status', operator: 'isAnyOf', values: ['Placed', 'DELIVERED'] })).toEqual([
      'L-1001',
      'L-1003',
    ])
    expect(await orders({ field: 'Order date', operator: 'is', value: '2026-11-20' })).toEqual(['L-1002'])
    expect(await orders({ field: 'Order date', operator: 'isAbove', value: '2026-11-20' })).toEqual(['L-1003'])
    expect(await orders({ field: 'Order date', operator: 'isBetween', from: '2026-09-02', to: '2026-11-20' })).toEqual([
      'L-1001',
      'L-1002',
    ])
    expect(await orders({ field: 'total', operator: 'isAbove', value: '640' })).toEqual(['L-1003'])
    expect(await orders({ field: 'total', operator: 'isBetween', from: '89.90', to: '640' })).toEqual([
      'L-1001',
      'L-1002',
    ])
    expect(await orders({ field: 'tracking_number', operator: 'startsWith', value: '0034' })).toEqual(['L-1002'])
    expect(await orders({ field: 'order_number', operator: 'contains', value: '1003' })).toEqual(['L-1003'])
    expect(await orders({ field: 'order_number', operator: 'isAnyOf', values: ['L-1001', 'l-1003'] })).toEqual([
      'L-1001',
      'L-1003',
    ])
  })

  test.each([true, false])('is not, and none of, include what has no value (HubSpot itself: %s)', async (included) => {
    const stage = await onCrmStage({ account: shop })
    stage.stage.hubspot.settings.negationsMatchEmpty = included
    const orders = (...conditions: Record<string, unknown>[]) =>
      titles(stage, { object: 'shop_order', where: all(...conditions), sort: [{ field: 'order_number' }] })
    const isNot = { field: 'Shipping method', operator: 'isNot', value: 'express' }
    expect(await orders(isNot)).toEqual(['L-1001', 'L-1003'])
    expect(await orders({ ...isNot, operator: 'isNoneOf', values: ['Standard', 'Express'] })).toEqual([
      'L-1001',
      'L-1003',
    ])
    expect(await orders(isNot, { field: 'Shipping method', operator: 'isKnown' })).toEqual([])
    expect(await orders({ field: 'Shipping method', operator: 'isUnknown' })).toEqual(['L-1001', 'L-1003'])
  })

  test('by text looks where HubSpot does', async () => {
    const stage = await onCrmStage({ account: shop })
    expect(await titles(stage, { object: 'contact', text: 'bob' })).toEqual(['Bob Example'])
    expect(await titles(stage, { object: 'contact', text: 'nobody' })).toEqual([])
  })

  test("goes by association: by a filter between HubSpot's own, and by their IDs with custom ones", async () => {
    const stage = await onCrmStage({ account: shop })
    const of = (key: string, object = 'contacts') => ({ object, id: stage.id(key) })
    expect(await titles(stage, { object: 'tickets', associatedWith: of('ann') })).toHaveLength(2)
    expect(await titles(stage, { object: 'tickets', associatedWith: of('bob') })).toEqual([])
    stage.stage.startCounting()
    expect(await titles(stage, { object: 'orders', associatedWith: of('ann') })).toEqual(['L-1002', 'L-1001'])
    expect(stage.stage.calls().hubspot.filter((call) => !/schemas|properties|introspect|token/.test(call))).toEqual([
      expect.stringMatching(/^GET \/crm\/objects\/2026-09\/contacts\/\d+\/associations\/2-\d+$/),
      expect.stringMatching(/^POST \/crm\/objects\/2026-09\/2-\d+\/batch\/read$/),
    ])
    const sorted = { object: 'orders', associatedWith: of('ann'), sort: [{ field: 'total', direction: 'ascending' }] }
    expect(await titles(stage, sorted)).toEqual(['L-1001', 'L-1002'])
    const where = all({ field: 'total', operator: 'isAbove', value: '100' })
    expect(await titles(stage, { object: 'orders', associatedWith: of('ann'), where })).toEqual(['L-1002'])
    expect(await titles(stage, { object: 'contacts', associatedWith: of('order-3', 'orders') })).toEqual([
      'Bob Example',
    ])
  })

  test('never shows what is sensitive', async () => {
    const stage = await onCrmStage({ account: clinic })
    await expect(search(stage, { object: 'patient_visit', fields: ['diagnosis'] })).rejects.toThrow(
      /no field "diagnosis"/,
    )
    const where = all({ field: 'allergies', operator: 'isKnown' })
    await expect(search(stage, { object: 'contacts', where })).rejects.toThrow(
      /"allergies": Contacts have no such field/,
    )
  })
})

describe('what the configuration keeps from the bot', () => {
  test('is neither found by nor shown', async () => {
    const stage = await onCrmStage({
      account: shop,
      configuration: { crmHiddenFields: ['contacts.email', 'Orders.total'] },
    })
    const { records } = await search(stage, { object: 'contacts' })
    expect(JSON.stringify(records)).not.toContain('customers.example')
    const where = all({ field: 'email', operator: 'is', value: 'ann@customers.example' })
    await expect(search(stage, { object: 'contacts', where })).rejects.toThrow(/no such field/)
    await expect(search(stage, { object: 'contacts', sort: [{ field: 'email' }] })).rejects.toThrow(/no such field/)
    await expect(search(stage, { object: 'contacts', fields: ['email'] })).rejects.toThrow(/no field "email"/)
    await expect(search(stage, { object: 'contacts', text: 'ann' })).rejects.toThrow(/"text" looks in a field/)
    await expect(search(stage, { object: 'orders', fields: ['total'] })).rejects.toThrow(/no field "total"/)
  })

  test('is no object at all', async () => {
    const stage = await onCrmStage({ account: shop, configuration: { crmObjects: ['tickets'] } })
    await expect(search(stage, { object: 'contacts' })).rejects.toThrow(/"CRM objects" in the configuration/)
    await expect(search(stage, { object: 'shop_order' })).rejects.toThrow(/"CRM objects" in the configuration/)
    const associatedWith = { object: 'contacts', id: stage.id('ann') }
    await expect(search(stage, { object: 'tickets', associatedWith })).rejects.toThrow(/"CRM objects"/)
    expect(await titles(stage, { object: 'tickets' })).toHaveLength(2)
  })
})

describe('what the configuration keeps from the bot, the look-ups of the pack', () => {
  test('neither show nor look in', async () => {
    const hidden = ['contacts.email', 'deals.amount', 'companies.domain', 'tickets.content']
    const stage = await onCrmStage({ account: shop, configuration: { crmHiddenFields: hidden } })
    const { call } = stage
    const phone = '+4930901820'
    const { contact } = await call('findContact', { phone })
    expect(contact).toMatchObject({ name: 'Ann Example', phone: '+49 30 901820' })
    expect(contact?.email).toBeUndefined()
    stage.crm.add('contacts', { lastname: 'Another', phone, email: 'another@customers.example' })
    const { candidates } = await call('findContact', { phone })
    expect(candidates).toHaveLength(2)
    expect(JSON.stringify(candidates)).not.toContain('@')
    const { deals } = await call('findDeal', { name: 'lobby' })
    expect(deals[0]).toMatchObject({ name: 'Lobby lamps', currency: 'EUR' })
    expect(deals[0]?.amount).toBeUndefined()
    await expect(call('findContact', { email: 'ann@customers.example' })).rejects.toThrow(/"email" looks in/)
    await expect(call('findCompany', { domain: 'hotel.example' })).rejects.toThrow(/"domain" looks in/)
    await expect(call('findTicket', { keyword: 'glass' })).rejects.toThrow(/"keyword" looks in/)
  })

  test('are refused where they are of another object', async () => {
    const { call } = await onCrmStage({ account: shop, configuration: { crmObjects: ['tickets'] } })
    await expect(call('findContact', { phone: '+4930901820' })).rejects.toThrow(/does not list Contacts/)
    await expect(call('findCompany', { name: 'Hotel' })).rejects.toThrow(/does not list Companies/)
    await expect(call('findDeal', { name: 'Lobby' })).rejects.toThrow(/does not list Deals/)
    expect((await call('findTicket', { subject: 'lamp' })).tickets).toHaveLength(1)
  })
})

describe('what the connection does not allow', () => {
  test('names the box for custom objects', async () => {
    const stage = await onCrmStage({ account: shop, scopes: scopes.crm })
    await expect(search(stage, { object: 'shop_order' })).rejects.toThrow(/box "Custom objects" on the connect page/)
  })

  test('names the box for the CRM', async () => {
    const stage = await onCrmStage({ account: shop, scopes: [] })
    await expect(search(stage, { object: 'deals' })).rejects.toThrow(/crm\.objects\.deals\.read.*box "CRM"/)
  })
})
