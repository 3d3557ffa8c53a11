import type { Binding } from '../../definitions/actions/binding'

/*
 * What builders of bots ask for, in their own words: some at length, some in three words, some with typing mistakes, some that
 * no binding can do. Inputs are written by name and type; names, descriptions and examples are not compared.
 */

type Expected = Omit<Binding, 'name' | 'description' | 'inputs'> & { inputs?: Record<string, string> }
export type Goal = {
  goal: string
  /** What it should become; `ask` where the right answer is a question or a low confidence. */
  right: Expected | 'ask'
}
export type AccountName = 'shop' | 'clinic' | 'software'

export const ofContact = { associatedWith: { object: 'contacts', id: '{{contactId}}' } }
export const forContact = { associate: [{ object: 'contacts', id: '{{contactId}}' }] }
export const where = (...all: NonNullable<Binding['where']>[number]['all']) => ({ where: [{ all }] })
export const is = (field: string, value: string) => ({ field, operator: 'is' as const, value })
export const contactId = { contactId: 'id' }

export const goals: Record<AccountName, Goal[]> = {
  shop: [
    {
      goal: 'latest order of the caller',
      right: { operation: 'latest', object: 'shop_order', inputs: contactId, ...ofContact },
    },
    {
      goal: 'Look up an order by its order number and tell the status and the tracking number',
      right: {
        operation: 'find',
        object: 'shop_order',
        inputs: { orderNumber: 'text' },
        ...where(is('order_number', '{{orderNumber}}')),
        fields: ['order_status', 'tracking_number'],
      },
    },
    {
      goal: 'find a customer by their customer number',
      right: {
        operation: 'find',
        object: 'contacts',
        inputs: { customerNumber: 'text' },
        ...where(is('customer_number', '{{customerNumber}}')),
      },
    },
    {
      goal: 'orders over 500 euros this month',
      right: {
        operation: 'list',
        object: 'shop_order',
        ...where({ field: 'total', operator: 'isAbove', value: '500' }, is('order_date', 'this month')),
      },
    },
    {
      goal: 'open a ticket in the returns pipeline for the caller with the return reason',
      right: {
        operation: 'create',
        object: 'tickets',
        inputs: { subject: 'text', returnReason: 'text', ...contactId },
        set: { subject: '{{subject}}', hs_pipeline: 'Returns', return_reason: '{{returnReason}}' },
        ...forContact,
      },
    },
    {
      goal: 'all orders that have been shipped but not delivered yet',
      right: {
        operation: 'list',
        object: 'shop_order',
        ...where(is('order_status', 'Shipped'), { field: 'order_status', operator: 'isNot', value: 'Delivered' }),
      },
    },
    {
      goal: "list the customer's open tickets",
      right: {
        operation: 'list',
        object: 'tickets',
        inputs: contactId,
        ...where({
          field: 'hs_pipeline_stage',
          operator: 'isAnyOf',
          values: ['New', 'Waiting on us', 'Announced', 'Received'],
        }),
        ...ofContact,
      },
    },
    {
      goal: 'Subscribe the caller to the newsletter',
      right: {
        operation: 'update',
        object: 'contacts',
        inputs: contactId,
        match: { hs_object_id: '{{contactId}}' },
        set: { newsletter: 'true' },
      },
    },
    {
      goal: 'gift wrapped express orders from yesterday',
      right: {
        operation: 'list',
        object: 'shop_order',
        ...where(is('gift_wrap', 'true'), is('shipping_method', 'Express'), is('order_date', 'yesterday')),
      },
    },
    {
      goal: 'top 5 customers by loyalty points',
      right: {
        operation: 'list',
        object: 'contacts',
        sort: [{ field: 'loyalty_points', direction: 'descending' }],
        limit: 5,
      },
    },
    {
      goal: 'change the shipping method of an order to express',
      right: {
        operation: 'update',
        object: 'shop_order',
        inputs: { orderId: 'id' },
        match: { hs_object_id: '{{orderId}}' },
        set: { shipping_method: 'Express' },
      },
    },
    {
      goal: 'add a deal for a company with name and amount',
      right: {
        operation: 'create',
        object: 'deals',
        inputs: { dealName: 'text', amount: 'number', companyId: 'id' },
        set: { dealname: '{{dealName}}', amount: '{{amount}}' },
        associate: [{ object: 'companies', id: '{{companyId}}' }],
      },
    },
    {
      goal: 'ordrs of a contact sorted by totl',
      right: {
        operation: 'list',
        object: 'shop_order',
        inputs: contactId,
        ...ofContact,
        sort: [{ field: 'total', direction: 'ascending' }],
      },
    },
    { goal: 'send the invoice to the customer by email', right: 'ask' },
  ],
  clinic: [
    {
      goal: 'next visit of the patient',
      right: {
        operation: 'list',
        object: 'patient_visit',
        inputs: contactId,
        ...where({ field: 'visit_date', operator: 'isAbove', value: 'yesterday' }),
        ...ofContact,
        sort: [{ field: 'visit_date', direction: 'ascending' }],
        limit: 1,
      },
    },
    {
      goal: 'Which appointments does this patient have in dermatology?',
      right: {
        operation: 'list',
        object: 'patient_visit',
        inputs: contactId,
        ...where(is('department', 'Dermatology')),
        ...ofContact,
      },
    },
    {
      goal: 'Book a visit for the patient',
      right: {
        operation: 'create',
        object: 'patient_visit',
        inputs: { visitTitle: 'text', visitDate: 'dateTime', ...contactId },
        set: { visit_title: '{{visitTitle}}', visit_date: '{{visitDate}}' },
        ...forContact,
      },
    },
    {
      goal: 'schedule a callback for the patient',
      right: {
        operation: 'create',
        object: 'tasks',
        inputs: { subject: 'text', dueDate: 'dateTime', ...contactId },
        set: { hs_task_subject: '{{subject}}', hs_timestamp: '{{dueDate}}' },
        ...forContact,
      },
    },
    {
      goal: 'cancel a visit',
      right: {
        operation: 'update',
        object: 'patient_visit',
        inputs: { visitId: 'id' },
        match: { hs_object_id: '{{visitId}}' },
        set: { hs_pipeline_stage: 'Cancelled' },
      },
    },
    {
      goal: 'visits confirmed for tomorrow',
      right: {
        operation: 'list',
        object: 'patient_visit',
        ...where(is('hs_pipeline_stage', 'Confirmed'), is('visit_date', 'tomorrow')),
      },
    },
    {
      goal: 'treatments that are under way for the caller',
      right: {
        operation: 'list',
        object: 'treatment',
        inputs: contactId,
        ...where(is('treatment_state', 'Under way')),
        ...ofContact,
      },
    },
    {
      goal: 'patients who pay themselves',
      right: { operation: 'list', object: 'contacts', ...where(is('insurance', 'Pays themselves')) },
    },
    {
      goal: 'first visits in cardiology longer than 30 minutes',
      right: {
        operation: 'list',
        object: 'patient_visit',
        ...where(is('first_visit', 'true'), is('department', 'Cardiology'), {
          field: 'duration_minutes',
          operator: 'isAbove',
          value: '30',
        }),
      },
    },
    { goal: 'what is the diagnosis of the patient', right: 'ask' },
    {
      goal: 'treatments started in the last 30 days, most expensive first',
      right: {
        operation: 'list',
        object: 'treatment',
        ...where({ field: 'started_on', operator: 'isBetween', from: '30 days ago', to: 'today' }),
        sort: [{ field: 'price', direction: 'descending' }],
      },
    },
    { goal: 'update the date of birth of a patient', right: 'ask' },
    {
      goal: 'create a patient with first and last name unless the email exists',
      right: {
        operation: 'findOrCreate',
        object: 'contacts',
        inputs: { email: 'email', firstName: 'text', lastName: 'text' },
        match: { email: '{{email}}' },
        set: { firstname: '{{firstName}}', lastname: '{{lastName}}' },
      },
    },
  ],
  software: [
    {
      goal: "active subscriptions of the caller's company",
      right: {
        operation: 'list',
        object: 'subscription',
        inputs: { companyId: 'id' },
        ...where(is('subscription_state', 'Active')),
        associatedWith: { object: 'companies', id: '{{companyId}}' },
      },
    },
    {
      goal: 'subscriptions with a renewal date in the next 30 days that are not renewed automatically',
      right: {
        operation: 'list',
        object: 'subscription',
        ...where(
          { field: 'renews_on', operator: 'isBetween', from: 'today', to: 'in 30 days' },
          { field: 'auto_renew', operator: 'isNot', value: 'true' },
        ),
      },
    },
    {
      goal: 'log a ticket with severity and description for the customer',
      right: {
        operation: 'create',
        object: 'tickets',
        inputs: { subject: 'text', severity: 'text', content: 'text', ...contactId },
        set: { subject: '{{subject}}', severity: '{{severity}}', content: '{{content}}' },
        ...forContact,
      },
    },
    {
      goal: 'S1 incidents that are still open',
      right: {
        operation: 'list',
        object: 'tickets',
        ...where(is('severity', 'S1'), is('hs_pipeline', 'Incidents'), {
          field: 'hs_pipeline_stage',
          operator: 'isAnyOf',
          values: ['New', 'Investigating'],
        }),
      },
    },
    {
      goal: 'deals in the renewals pipeline closing this month',
      right: {
        operation: 'list',
        object: 'deals',
        ...where(is('pipeline', 'Renewals'), is('closedate', 'this month')),
      },
    },
    {
      goal: 'find the company with this domain',
      right: {
        operation: 'find',
        object: 'companies',
        inputs: { domain: 'text' },
        ...where(is('domain', '{{domain}}')),
      },
    },
    {
      goal: 'gold accounts with a health score below 50',
      right: {
        operation: 'list',
        object: 'companies',
        ...where(is('account_tier', 'Gold'), { field: 'health_score', operator: 'isBelow', value: '50' }),
      },
    },
    {
      goal: 'biggest deals with a close date this year that we have won',
      right: {
        operation: 'list',
        object: 'deals',
        ...where(is('closedate', 'this year'), is('dealstage', 'Won')),
        sort: [{ field: 'amount', direction: 'descending' }],
      },
    },
    {
      goal: 'change the plan of a subscription',
      right: {
        operation: 'update',
        object: 'subscription',
        inputs: { subscriptionId: 'id', plan: 'text' },
        match: { hs_object_id: '{{subscriptionId}}' },
        set: { plan: '{{plan}}' },
      },
    },
    {
      goal: 'tickets whose affected version is known and whose priority is high or urgent',
      right: {
        operation: 'list',
        object: 'tickets',
        ...where(
          { field: 'affected_version', operator: 'isKnown' },
          { field: 'hs_ticket_priority', operator: 'isAnyOf', values: ['High', 'Urgent'] },
        ),
      },
    },
    {
      goal: 'Assign a ticket to Sam Placeholder',
      right: {
        operation: 'update',
        object: 'tickets',
        inputs: { ticketId: 'id' },
        match: { hs_object_id: '{{ticketId}}' },
        set: { hubspot_owner_id: 'Sam Placeholder' },
      },
    },
    {
      goal: 'subscription by licence key',
      right: {
        operation: 'find',
        object: 'subscription',
        inputs: { licenceKey: 'text' },
        ...where(is('licence_key', '{{licenceKey}}')),
      },
    },
    { goal: 'delete the subscription', right: 'ask' },
  ],
}
