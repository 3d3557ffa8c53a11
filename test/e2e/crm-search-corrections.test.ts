import { describe, expect, test } from 'vitest'
import { shop } from '../../sim/hubspot/accounts/shop'
import { type CrmStage, onCrmStage } from './crm-stage'

const search = ({ call }: CrmStage, input: Record<string, unknown>) => call('searchRecords', input)
const all = (...conditions: Record<string, unknown>[]) => [{ all: conditions }]

describe('what cannot be searched is corrected before the call', () => {
  const long = Array.from({ length: 400 }, (_, at) => `value ${at}`)
  test.each<[what: string, input: Record<string, unknown>, says: RegExp]>([
    ['no object', { object: ' ' }, /"object" is missing/],
    [
      'an object that there is not',
      { object: 'unicorns' },
      /no such object is known\. There are: contacts, .*shop_order/,
    ],
    ['notes', { object: 'Notes' }, /which no action reads or writes/],
    ['users', { object: '0-115' }, /which no action reads or writes/],
    ['tasks', { object: 'tasks' }, /can create but not read/],
    [
      'a field that there is not',
      { object: 'tickets', where: all({ field: 'pryority', operator: 'isKnown' }) },
      /"pryority": .*hs_ticket_priority/,
    ],
    [
      'an operator that does not suit',
      { object: 'tickets', where: all({ field: 'subject', operator: 'isAbove', value: 'a' }) },
      /isAbove does not suit a field of type text\. .*contains/,
    ],
    [
      'an option that there is not',
      { object: 'tickets', where: all({ field: 'Return reason', operator: 'is', value: 'ugly' }) },
      /no such option.*Broken on arrival, Wrong item/,
    ],
    [
      'a stage that there is not',
      { object: 'tickets', where: all({ field: 'hs_pipeline_stage', operator: 'is', value: 'Lost' }) },
      /no such stage.*New, .*Refunded/,
    ],
    [
      'a number that is none',
      { object: 'deals', where: all({ field: 'amount', operator: 'is', value: 'ten' }) },
      /"amount" .*no number/,
    ],
    [
      'a date that is none',
      { object: 'orders', where: all({ field: 'order_date', operator: 'is', value: '2026-02-30' }) },
      /"order_date" .*no date/,
    ],
    [
      'an owner that there is not',
      { object: 'contacts', where: all({ field: 'hubspot_owner_id', operator: 'is', value: 'nobody@shop.example' }) },
      /"hubspot_owner_id" .*This is no owner.* Olive Sample, /,
    ],
    [
      'no value',
      { object: 'deals', where: all({ field: 'amount', operator: 'is', value: ' ' }) },
      /"value" is missing/,
    ],
    [
      'an end before the beginning',
      { object: 'deals', where: all({ field: 'amount', operator: 'isBetween', from: '5', to: '4' }) },
      /Turn them around/,
    ],
    [
      'six groups',
      {
        object: 'deals',
        where: Array.from({ length: 6 }, () => all({ field: 'dealname', operator: 'isKnown' })).flat(),
      },
      /more than 5 groups/,
    ],
    [
      'seven words',
      { object: 'deals', where: all({ field: 'dealname', operator: 'contains', value: 'a b c d e f g' }) },
      /7 comparisons, and HubSpot takes 6/,
    ],
    [
      'nineteen conditions',
      {
        object: 'deals',
        where: Array.from({ length: 4 }, () => ({
          all: Array.from({ length: 5 }, () => ({ field: 'dealname', operator: 'isKnown' })),
        })),
      },
      /20 comparisons in all/,
    ],
    [
      'too long a list',
      { object: 'deals', where: all({ field: 'dealname', operator: 'isAnyOf', values: long }) },
      /3000 are allowed/,
    ],
    ['a group of nothing', { object: 'deals', where: [{ all: [] }] }, /no conditions/],
    [
      'a sort by what there is not',
      { object: 'deals', sort: [{ field: 'colour' }] },
      /"colour": Deals have no such field/,
    ],
    [
      'what is associated with notes',
      { object: 'deals', associatedWith: { object: 'notes', id: '1' } },
      /"associatedWith\.object" names "notes"/,
    ],
    [
      'what is associated with a name',
      { object: 'deals', associatedWith: { object: 'contacts', id: 'Ann' } },
      /"associatedWith\.id" is no ID/,
    ],
  ])('%s', async (_what, input, says) => {
    const stage = await onCrmStage({ account: shop })
    const error = await search(stage, input).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ message: expect.stringMatching(says) })
    // It gets into logs.
    expect(error).toMatchObject({ message: expect.not.stringMatching(/@/) })
    expect(stage.stage.calls().hubspot.filter((call) => call.endsWith('/search'))).toEqual([])
  })
})
