import { describe, expect, test } from 'vitest'
import { bindingStage, findOrder } from './binding-stage'

describe('a binding', () => {
  test('is saved once, listed, run with its inputs, and deleted', async () => {
    const { save, list, run, drop, id } = await bindingStage()
    expect(await save(findOrder)).toEqual({ saved: true, created: true, problems: [] })
    expect(await list()).toEqual({ bindings: [findOrder], more: 0 })
    const { records, write } = await run('findOrder', { orderNumber: 'l-1002' })
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

  test('that finds costs one call to HubSpot once the account is known', async () => {
    const { stage, save, run } = await bindingStage()
    await save(findOrder)
    await run('findOrder', { orderNumber: 'L-1001' })
    stage.startCounting()
    await run('findOrder', { orderNumber: 'L-1001' })
    expect(stage.calls().hubspot).toEqual([expect.stringMatching(/^POST .*\/search$/)])
  })
})
