import type { AccountData } from '../crm/account'
import { labelled } from '../crm/property'

/** A shop that sells lamps: its orders are a custom object. */
export const shop: AccountData = {
  timeZone: 'Europe/Berlin',
  companyCurrency: 'EUR',
  additionalCurrencies: ['USD'],
  people: [
    {
      userId: '610',
      name: 'Olive Sample',
      email: 'olive@shop.example',
      user: {
        hs_availability_status: 'available',
        hs_working_hours: '[{"days":"MONDAY_TO_FRIDAY","startMinute":540,"endMinute":1020}]',
        hs_standard_time_zone: 'Europe/Berlin',
        hs_out_of_office_hours: '[]',
      },
    },
    { userId: '611', name: 'Pat Placeholder', email: 'pat@shop.example', user: { hs_availability_status: 'away' } },
  ],
  queues: [{ name: 'Returns', email: 'returns@shop.example' }],
  objects: [
    {
      name: 'shop_order',
      labels: { singular: 'Order', plural: 'Orders' },
      description: 'What somebody bought in the shop',
      primaryDisplayProperty: 'order_number',
      secondaryDisplayProperties: ['order_status', 'total'],
      searchableProperties: ['order_number', 'tracking_number'],
      associatedObjects: ['contacts', 'companies', 'tickets'],
      properties: [
        { name: 'order_number', label: 'Order number', unique: true, description: 'As on the invoice, such as L-1001' },
        {
          name: 'order_status',
          label: 'Order status',
          type: 'enumeration',
          options: labelled({
            placed: 'Placed',
            packed: 'Packed',
            shipped: 'Shipped',
            delivered: 'Delivered',
            returned: 'Returned',
          }),
        },
        { name: 'order_date', label: 'Order date', type: 'date' },
        { name: 'total', label: 'Order total', type: 'number', description: 'With tax, in euros' },
        { name: 'tracking_number', label: 'Tracking number' },
        { name: 'gift_wrap', label: 'Gift wrap', type: 'bool' },
        { name: 'shipping_method', label: 'Shipping method', type: 'enumeration', options: ['Standard', 'Express'] },
      ],
    },
  ],
  properties: {
    contacts: [
      { name: 'customer_number', label: 'Customer number', unique: true, description: 'In the shop, such as K-2001' },
      { name: 'newsletter', label: 'Newsletter', type: 'bool' },
      {
        name: 'interests',
        label: 'Interests',
        type: 'enumeration',
        fieldType: 'checkbox',
        options: labelled({ ceiling: 'Ceiling lamps', desk: 'Desk lamps', garden: 'Garden lights' }),
      },
      { name: 'loyalty_points', label: 'Loyalty points', type: 'number', readOnly: true },
      { name: 'iban', label: 'IBAN', dataSensitivity: 'sensitive' },
    ],
    tickets: [
      {
        name: 'return_reason',
        label: 'Return reason',
        type: 'enumeration',
        options: labelled({ broken: 'Broken on arrival', wrong_item: 'Wrong item', changed_mind: 'Changed my mind' }),
      },
    ],
  },
  pipelines: {
    tickets: [
      {
        id: '0',
        label: 'Support',
        stages: [
          { id: '1', label: 'New' },
          { id: '3', label: 'Waiting on us' },
          { id: '4', label: 'Closed', closed: true },
        ],
      },
      {
        id: '5101',
        label: 'Returns',
        stages: [
          { id: '5102', label: 'Announced' },
          { id: '5103', label: 'Received' },
          { id: '5104', label: 'Refunded', closed: true },
        ],
      },
    ],
  },
  required: {},
  records: [
    {
      key: 'ann',
      object: 'contacts',
      values: {
        firstname: 'Ann',
        lastname: 'Example',
        email: 'ann@customers.example',
        phone: '+49 30 901820',
        customer_number: 'K-2001',
        loyalty_points: '120',
        lifecyclestage: 'customer',
        hubspot_owner_id: 'owner:olive@shop.example',
      },
    },
    {
      key: 'bob',
      object: 'contacts',
      values: { firstname: 'Bob', lastname: 'Example', email: 'bob@customers.example', customer_number: 'K-2002' },
    },
    {
      key: 'hotel',
      object: 'companies',
      values: { name: 'Example Hotel', domain: 'hotel.example', city: 'Hamburg', country: 'Germany' },
      with: ['bob'],
    },
    {
      key: 'order-1',
      object: 'p_shop_order',
      values: { order_number: 'L-1001', order_status: 'delivered', order_date: '2026-09-02', total: '89.90' },
      with: ['ann'],
    },
    {
      key: 'order-2',
      object: 'p_shop_order',
      values: {
        order_number: 'L-1002',
        order_status: 'shipped',
        order_date: '2026-11-20',
        total: '640',
        tracking_number: '00340434161094000001',
        shipping_method: 'Express',
      },
      with: ['ann'],
    },
    {
      key: 'order-3',
      object: 'p_shop_order',
      values: { order_number: 'L-1003', order_status: 'placed', order_date: '2026-11-24', total: '1250.50' },
      with: ['bob', 'hotel'],
    },
    {
      key: 'broken-lamp',
      object: 'tickets',
      values: {
        subject: 'Lamp arrived broken',
        content: 'The glass of the desk lamp is cracked.',
        hs_pipeline: '5101',
        hs_pipeline_stage: '5102',
        hs_ticket_priority: 'HIGH',
        return_reason: 'broken',
      },
      with: ['ann', 'order-1'],
    },
    {
      key: 'invoice',
      object: 'tickets',
      values: { subject: 'Copy of the invoice', hs_pipeline: '0', hs_pipeline_stage: '4' },
      with: ['ann'],
    },
    {
      key: 'lobby',
      object: 'deals',
      values: {
        dealname: 'Lobby lamps',
        pipeline: 'default',
        dealstage: 'qualifiedtobuy',
        amount: '12000',
        deal_currency_code: 'EUR',
        closedate: '2026-12-15T00:00:00Z',
      },
      with: ['bob', 'hotel'],
    },
  ],
}
