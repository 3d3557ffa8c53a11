import { describe, expect, test, vi } from 'vitest'
import type { Binding } from '../../definitions/actions/binding'
import { scopes } from '../../sim/hubspot-stage'
import { allBindings, keepBinding } from '../../src/crm/bindings/store'
import { bindingStage, findOrder } from './binding-stage'

/** What was written of bindings, as paths of states. */
const keptBy = ({ calls }: { calls(): { botpress: string[] } }) =>
  calls().botpress.filter((call) => /^POST .*\/lasting\d+$/.test(call))

describe('a binding', () => {
  test('is saved, listed, run with its inputs, and deleted; the case of its name does not matter', async () => {
    const { save, list, run, drop, id } = await bindingStage()
    expect(await save(findOrder)).toEqual({ saved: true, created: true, problems: [] })
    expect(await list()).toEqual({ bindings: [findOrder], more: 0 })
    const { records, write } = await run('FINDORDER', { orderNumber: 'l-1002' })
    expect(records).toEqual([
      {
        id: id('order-2'),
        url: expect.stringContaining(`/${id('order-2')}`),
        object: 'shop_order',
        title: 'L-1002',
        fields: { order_status: 'Shipped', total: '640' },
      },
    ])
    expect(write).toBeUndefined()
    expect(await drop('FindOrder')).toBe(true)
    expect(await drop('findOrder')).toBe(false)
    expect(await list()).toEqual({ bindings: [], more: 0 })
  })

  test('that is saved again as it is changes nothing, however it is written', async () => {
    const { stage, save } = await bindingStage()
    await save(findOrder)
    stage.startCounting()
    const { name, ...others } = findOrder
    const same = { ...others, description: `${others.description} `, set: {}, fields: others.fields, name }
    expect(await save(same)).toEqual({ saved: true, created: false, problems: [] })
    expect(keptBy(stage)).toEqual([])
  })

  test('takes the place of another one of its name only when it is to', async () => {
    const { stage, save, list } = await bindingStage()
    await save(findOrder)
    stage.startCounting()
    const other = { ...findOrder, name: 'findorder', limit: 2 }
    expect(await save(other)).toEqual({
      saved: false,
      created: false,
      problems: [{ field: 'name', problem: expect.stringContaining('"replace"') }],
    })
    expect(keptBy(stage)).toEqual([])
    expect(await save({ ...other, replace: true })).toEqual({ saved: true, created: false, problems: [] })
    expect(await list()).toEqual({ bindings: [other], more: 0 })
  })

  test('can neither be saved nor deleted where the configuration does not say so, but run and listed', async () => {
    const { stage, save, list, run, drop } = await bindingStage()
    await save(findOrder)
    stage.bot.configuration = { ...stage.bot.configuration, crmAuthoring: false }
    const refused = /cannot be saved or deleted.*Do not try again.*"CRM authoring"/
    await expect(save({ ...findOrder, name: 'other' })).rejects.toThrow(refused)
    await expect(drop('findOrder')).rejects.toThrow(refused)
    expect((await list()).bindings).toHaveLength(1)
    expect((await run('findOrder', { orderNumber: 'L-1001' })).records).toHaveLength(1)
  })

  test('of another HubSpot account is none of this one', async () => {
    const { within } = await bindingStage()
    const binding: Binding = { name: 'all', description: 'All.', operation: 'list', object: 'contacts', inputs: [] }
    await within((crm) => keepBinding({ ...crm, portalId: '999' }, binding, false))
    expect(await within(allBindings)).toEqual([])
    expect(await within((crm) => keepBinding(crm, { ...binding, limit: 3 }, false))).toBe('created')
    expect(await within((crm) => allBindings({ ...crm, portalId: '999' }))).toEqual([binding])
  })
})

describe('a binding is checked against', () => {
  test('what the connection was granted: the answer names the box on the connect page', async () => {
    const { save } = await bindingStage({ scopes: [...scopes.required, ...scopes.contacts] })
    const deals = { ...findOrder, object: 'deals', where: [{ all: [{ field: 'dealname', operator: 'isKnown' }] }] }
    expect((await save({ ...deals, inputs: [], fields: [] })).problems).toEqual([
      { field: 'object', problem: expect.stringMatching(/needs crm\.objects\.deals\.read.*box "CRM"/) },
    ])
    const order = (await save({ ...findOrder, object: 'shop_order' })).problems
    expect(order).toEqual([{ field: 'object', problem: expect.stringMatching(/no such object.*box "Custom objects"/) }])
  })

  test('what users are asked about to know them by: no binding finds, answers or sets it', async () => {
    const configuration = { identityCheck: 'answers', identityFields: ['customer_number', 'newsletter'] }
    const { save } = await bindingStage({ configuration })
    const people = { ...{ name: 'people', description: 'People.', object: 'contacts' }, inputs: [] }
    const kept = { field: 'customer_number', operator: 'isKnown' }
    const unknown = expect.objectContaining({ problem: expect.stringMatching(/no such field/) })
    for (const part of [
      { operation: 'list', where: [{ all: [kept] }] },
      { operation: 'list', sort: [{ field: 'customer_number' }] },
      { operation: 'list', fields: ['Newsletter'] },
      { operation: 'create', set: { email: 'kim@example.com', customer_number: 'K-1' } },
      { operation: 'findOrCreate', match: { customer_number: 'K-1' }, set: { firstname: 'Kim' } },
    ]) {
      expect(await save({ ...people, ...part })).toMatchObject({ saved: false, problems: [unknown] })
    }
  })

  test('the account as it is now: a field that was made since it was read is there', async () => {
    const { crm, save } = await bindingStage()
    const coloured = { ...findOrder, where: [{ all: [{ field: 'colour', operator: 'is', value: '{{orderNumber}}' }] }] }
    expect((await save(coloured)).saved).toBe(false)
    crm.defineProperty('p_shop_order', { name: 'colour', label: 'Colour' })
    vi.useFakeTimers({ now: Date.now() + 40_000, toFake: ['Date'] })
    try {
      expect(await save(coloured)).toEqual({ saved: true, created: true, problems: [] })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('bindings that are more than an answer holds', () => {
  test('are listed with what it takes to run them, and those beyond are counted', async () => {
    const { within, list } = await bindingStage()
    const described = (at: number): Binding => ({
      ...{ name: `binding${String(at).padStart(2, '0')}`, description: 'x'.repeat(700) },
      ...{ operation: 'list', object: 'contacts', inputs: [] },
    })
    for (let at = 0; at < 30; at += 1) {
      await within((crm) => keepBinding(crm, { ...described(at), fields: ['firstname'] }, false))
    }
    const { bindings, more } = await list()
    expect(JSON.stringify(bindings).length).toBeLessThan(20_000)
    expect(bindings[0]).toEqual(described(0))
    expect(bindings.length).toBeGreaterThan(20)
    expect(bindings.length + more).toBe(30)
  })
})
