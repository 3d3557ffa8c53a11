import { describe, expect, test } from 'vitest'
import { shop } from '../../sim/hubspot/accounts/shop'
import { type CrmStage, onCrmStage } from './crm-stage'

const search = ({ call }: CrmStage, input: Record<string, unknown>) => call('searchRecords', input)
const all = (...conditions: Record<string, unknown>[]) => [{ all: conditions }]

describe('pages', () => {
  const many = async (count: number) => {
    const stage = await onCrmStage({ account: shop })
    for (let at = 0; at < count; at += 1) {
      const [amount, name] = [String(Math.floor(at / 7)), `Deal ${String((at * 37) % count).padStart(3, '0')}`]
      stage.crm.add('deals', { dealname: name, pipeline: 'default', dealstage: 'qualifiedtobuy', amount })
    }
    return stage
  }
  const walk = async (stage: CrmStage, input: Record<string, unknown>) => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const answer = await search(stage, { ...input, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...answer.records.map(({ title }) => title))
      cursor = answer.cursor
    } while (cursor !== undefined)
    return seen
  }

  test('lead through everything once, by two keys', async () => {
    const stage = await many(40)
    const where = all({ field: 'dealname', operator: 'startsWith', value: 'Deal' })
    const sort = [{ field: 'amount', direction: 'descending' }, { field: 'dealname' }]
    const whole = await walk(stage, { object: 'deals', where, sort, limit: 100 })
    expect(whole).toHaveLength(40)
    expect(new Set(whole).size).toBe(40)
    expect(await walk(stage, { object: 'deals', where, sort, limit: 9 })).toEqual(whole)
    const deals = stage.crm.records('deals').filter(({ properties }) => properties.dealname?.startsWith('Deal'))
    const expected = deals
      .map(({ properties: { amount = '', dealname = '' } }) => ({ amount: Number(amount), dealname }))
      .toSorted((a, b) => b.amount - a.amount || (a.dealname < b.dealname ? -1 : 1))
    expect(whole).toEqual(expected.map(({ dealname }) => dealname))
  })

  test('lead through everything once, newest first, and through what is associated with a custom object', async () => {
    const stage = await many(23)
    const whole = await walk(stage, { object: 'deals', limit: 5 })
    expect(whole).toHaveLength(24)
    expect(new Set(whole).size).toBe(24)
    const order = { object: 'orders', id: stage.id('order-1') }
    for (let at = 0; at < 7; at += 1) {
      const ticket = { subject: `T${at}`, hs_pipeline: '0', hs_pipeline_stage: '1' }
      stage.crm.add('tickets', ticket, { associate: [{ object: stage.crm.type('p_shop_order').typeId, id: order.id }] })
    }
    const tickets = await walk(stage, { object: 'tickets', associatedWith: order, limit: 3 })
    expect(tickets).toEqual(['T6', 'T5', 'T4', 'T3', 'T2', 'T1', 'T0', 'Lamp arrived broken'])
  })

  test('of another search are refused', async () => {
    const stage = await many(6)
    const { cursor } = await search(stage, { object: 'deals', limit: 2 })
    expect(cursor).toBeDefined()
    await expect(search(stage, { object: 'deals', text: 'lobby', cursor })).rejects.toThrow(/of another search/)
    await expect(search(stage, { object: 'contacts', cursor })).rejects.toThrow(/of another search/)
    await expect(search(stage, { object: 'deals', cursor: 'bogus' })).rejects.toThrow(/none of an earlier answer/)
    expect((await search(stage, { object: 'deals', limit: 3, cursor })).records).toHaveLength(3)
  })

  test('are shorter where records are long, and lead on from the last one', async () => {
    const stage = await onCrmStage({ account: shop })
    for (let at = 0; at < 60; at += 1) {
      stage.crm.add('tickets', {
        subject: `Long ${at}`,
        content: 'x'.repeat(3_000),
        hs_pipeline: '0',
        hs_pipeline_stage: '1',
      })
    }
    const where = all({ field: 'subject', operator: 'contains', value: 'long' })
    const answer = await search(stage, { object: 'tickets', where, limit: 100 })
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(20_000)
    expect(answer.total).toBe(60)
    expect(answer.records[0]?.fields.content).toHaveLength(600)
    expect(answer.records.length).toBeLessThan(60)
    expect(await walk(stage, { object: 'tickets', where, limit: 100 })).toHaveLength(60)
  })
})
