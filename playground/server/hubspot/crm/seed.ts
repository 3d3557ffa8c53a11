import type { CrmSide } from '../../../../sim/hubspot'
import { shop } from '../../../../sim/hubspot/accounts/shop'
import { personOf } from '../../people'

const day = 24 * 60 * 60 * 1_000

/**
 * Fills the account's CRM: that of a lamp shop, and the customers who come to the playground. The first of them has an
 * open ticket.
 *
 * @param now epoch ms.
 */
export function seedCrm(crm: CrmSide, now: number): void {
  // It was there before the playground: the search knows of it.
  crm.setSearchLag(0)
  const longAgo = new Date(now - 200 * day).toISOString()
  crm.load({ ...shop, records: shop.records.map((record) => ({ ...record, createdAt: longAgo })) })
  addCustomers(crm, now)
  crm.setSearchLag(undefined)
}

/** What customers are asked for to be verified; the page shows it on their records. */
const answers = { date_of_birth: '1990-04-03', zip: '02134' }

function addCustomers(crm: CrmSide, now: number): void {
  const [kim, sam] = [0, 1, 2].map((index) => {
    const { contact } = personOf('known', index)
    if (contact === undefined) throw new Error('A known customer has no contact')
    const createdAt = now - (90 - index) * day
    return crm.add('contacts', { ...contact, lifecyclestage: 'customer', ...answers }, { createdAt })
  })
  if (kim === undefined || sam === undefined) return
  const studio = crm.add(
    'companies',
    { name: 'Northlight Studio', domain: 'northlight.example', city: 'Boston' },
    { associate: [{ object: 'contacts', id: kim.id }], createdAt: now - 90 * day },
  )
  const order = crm.add(
    'p_shop_order',
    { order_number: 'L-1004', order_status: 'delivered', order_date: isoDay(now - 9 * day), total: '129' },
    { associate: [{ object: 'contacts', id: kim.id }], createdAt: now - 9 * day },
  )
  crm.add(
    'tickets',
    {
      subject: 'Desk lamp flickers',
      content: 'It flickers when it is dimmed. A new dimmer is on order.',
      hs_pipeline: '0',
      hs_pipeline_stage: '3',
      hs_ticket_priority: 'MEDIUM',
    },
    {
      associate: [
        { object: 'contacts', id: kim.id },
        { object: 'p_shop_order', id: order.id },
      ],
      createdAt: now - 2 * day,
    },
  )
  crm.add(
    'deals',
    { dealname: 'Forty studio lamps', pipeline: 'default', dealstage: 'qualifiedtobuy', amount: '5200' },
    {
      associate: [
        { object: 'contacts', id: kim.id },
        { object: 'companies', id: studio.id },
      ],
      createdAt: now - 20 * day,
    },
  )
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10)
