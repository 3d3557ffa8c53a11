import { type AccountName, contactId, forContact, type Goal, is, ofContact, where } from './crm-goals'

/*
 * The same accounts in other businesses' words: questions before what is to be done, what is asked of the user first, typing
 * mistakes, and verbs of giving and taking, which no binding does.
 */

export const moreGoals: Record<AccountName, Goal[]> = {
  shop: [
    { goal: 'give the customer 50 loyalty points', right: 'ask' },
    {
      goal: 'add a new contact with e-mail and last name, newsletter = yes',
      right: {
        operation: 'create',
        object: 'contacts',
        inputs: { email: 'email', lastName: 'text' },
        set: { email: '{{email}}', lastname: '{{lastName}}', newsletter: 'true' },
      },
    },
    {
      goal: 'Where is my parcel? Find the order that has the given tracking number',
      right: {
        operation: 'find',
        object: 'shop_order',
        inputs: { trackingNumber: 'text' },
        ...where(is('tracking_number', '{{trackingNumber}}')),
      },
    },
    {
      goal: 'latest order of the client, by order date',
      right: {
        operation: 'latest',
        object: 'shop_order',
        inputs: contactId,
        ...ofContact,
        sort: [{ field: 'order_date', direction: 'descending' }],
      },
    },
    { goal: 'raise the total of the order by 20', right: 'ask' },
    {
      goal: 'put a purchase on express shipping and mark it as gift wrapped',
      right: {
        operation: 'update',
        object: 'shop_order',
        inputs: { orderId: 'id' },
        match: { hs_object_id: '{{orderId}}' },
        set: { shipping_method: 'Express', gift_wrap: 'true' },
      },
    },
    {
      goal: 'tickets of the shopper with reason: wrong item',
      right: {
        operation: 'list',
        object: 'tickets',
        inputs: contactId,
        ...where(is('return_reason', 'Wrong item')),
        ...ofContact,
      },
    },
    {
      goal: 'Ask for the subject and the return reason, then open a ticket in the returns pipeline for the caller',
      right: {
        operation: 'create',
        object: 'tickets',
        inputs: { subject: 'text', returnReason: 'text', ...contactId },
        set: { hs_pipeline: 'Returns', subject: '{{subject}}', return_reason: '{{returnReason}}' },
        ...forContact,
      },
    },
    {
      goal: 'find the buyer by customer no., or else create one with email and last name',
      right: {
        operation: 'findOrCreate',
        object: 'contacts',
        inputs: { customerNumber: 'text', email: 'email', lastName: 'text' },
        match: { customer_number: '{{customerNumber}}' },
        set: { email: '{{email}}', lastname: '{{lastName}}' },
      },
    },
  ],
  clinic: [
    {
      goal: 'apointments of the patient next week',
      right: {
        operation: 'list',
        object: 'patient_visit',
        inputs: contactId,
        ...where(is('visit_date', 'next week')),
        ...ofContact,
      },
    },
    {
      goal: "Which of the patient's therapies are still planned?",
      right: {
        operation: 'list',
        object: 'treatment',
        inputs: contactId,
        ...where(is('treatment_state', 'Planned')),
        ...ofContact,
      },
    },
    { goal: 'request a consultation for the patient', right: 'ask' },
    {
      goal: 'switch the patient to public insurance',
      right: {
        operation: 'update',
        object: 'contacts',
        inputs: contactId,
        match: { hs_object_id: '{{contactId}}' },
        set: { insurance: 'Public' },
      },
    },
    {
      goal: 'latest booking of the patient, by date of visit',
      right: {
        operation: 'latest',
        object: 'patient_visit',
        inputs: contactId,
        ...ofContact,
        sort: [{ field: 'visit_date', direction: 'descending' }],
      },
    },
    {
      goal: 'A treatment code is given. Find the treatment and tell the price and the state',
      right: {
        operation: 'find',
        object: 'treatment',
        inputs: { treatmentCode: 'text' },
        ...where(is('treatment_code', '{{treatmentCode}}')),
        fields: ['price', 'treatment_state'],
      },
    },
    {
      goal: 'Find visits. Look for those in dermatology that belong to the caller',
      right: {
        operation: 'list',
        object: 'patient_visit',
        inputs: contactId,
        ...where(is('department', 'Dermatology')),
        ...ofContact,
      },
    },
  ],
  software: [
    { goal: 'add 5 seats to the subscription', right: 'ask' },
    {
      goal: 'create a deal for the account with name, amount and how many seats are wanted',
      right: {
        operation: 'create',
        object: 'deals',
        inputs: { dealName: 'text', amount: 'number', seatsWanted: 'number', companyId: 'id' },
        set: { dealname: '{{dealName}}', amount: '{{amount}}', seats_wanted: '{{seatsWanted}}' },
        associate: [{ object: 'companies', id: '{{companyId}}' }],
      },
    },
    {
      goal: "find a subscription by its licence key; if there isn't one make it with plan and seats",
      right: {
        operation: 'findOrCreate',
        object: 'subscription',
        inputs: { licenceKey: 'text', plan: 'text', seats: 'number', subscriptionName: 'text' },
        match: { licence_key: '{{licenceKey}}' },
        set: { plan: '{{plan}}', seats: '{{seats}}', subscription_name: '{{subscriptionName}}' },
      },
    },
    {
      goal: 'contracts linked to the firm, status: trial',
      right: {
        operation: 'list',
        object: 'subscription',
        inputs: { companyId: 'id' },
        ...where(is('subscription_state', 'Trial')),
        associatedWith: { object: 'companies', id: '{{companyId}}' },
      },
    },
    {
      goal: 'set renews automatically = no for a membership',
      right: {
        operation: 'update',
        object: 'subscription',
        inputs: { subscriptionId: 'id' },
        match: { hs_object_id: '{{subscriptionId}}' },
        set: { auto_renew: 'false' },
      },
    },
  ],
}
