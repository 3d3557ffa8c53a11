import { expect, test } from 'vitest'
import { clinic } from '../../sim/hubspot/accounts/clinic'
import { shop } from '../../sim/hubspot/accounts/shop'
import { software } from '../../sim/hubspot/accounts/software'
import { onCrmStage } from './crm-stage'

/* Where a goal can be read in two ways, it is asked which, and never taken for sure. */

const accounts = { shop, clinic, software }

const asked: Record<keyof typeof accounts, [goal: string, question: RegExp][]> = {
  shop: [
    ['open ticket for the caller', /new Ticket to be created, or .* open/],
    ['new orders', /"new" was used for nothing/],
    ['tickets by priority', /have a certain Priority .* or all of them, sorted/],
    ['orders delivered last week', /when the option was chosen/],
    ['orders that I need to ship', /"ship" was taken for "Shipped"/],
    ['first 3 orders of the customer', /newest come first/],
    ['close the ticket', /only in the pipeline Support/],
    ['total of all orders', /no sum of it/],
    ['deals over 500 dollars', /currency that each record has/],
    ['customers interested in desk lamps and garden lights', /do all of them have to be chosen/],
    ['orders in the last 2 months', /counted as 30 days/],
    ['tickets of the caller or the company', /"or" was used for nothing/],
    ['customers whose order was returned', /"order" was used for nothing/],
    ['orders of customers in Berlin', /"Berlin" was used for nothing/],
    ['find an ordr', /By what is the Order to be found/],
    ['find a contact by name', /First Name .* Last Name/],
    ['set the loyalty points of the customer', /HubSpot fills in Loyalty points/],
    ['find or create a company by name', /It has to be unique/],
    ['is the customer in the newsletter', /yes or no is no answer/],
    ['create a contact with phone', /e-mail address or a name/],
    ['merge the contacts', /does nothing else/],
    ['update all open tickets to closed', /"open" was used for nothing/],
    ['how many orders does the caller have', /"how many" was used for nothing/],
    ['book a return for the company', /Returns|Which object/],
    ['give the caller an order', /"give" may be to show something/],
    ['get the customer 50 loyalty points', /"get" may be to show something/],
    ['let all customers have 50 loyalty points', /"let" may be to show something/],
    ['include the caller in the newsletter', /"include" may be to show something/],
    ['the caller wants their order gift wrapped', /"wants" may be to show something/],
    ['all customers get 50 loyalty points', /"get" may be to show something/],
    ['orders should be shipped by express', /"should" may be to show something/],
    ['set all orders to shipped', /One Order is changed at a time/],
    ['award the customer 50 loyalty points', /"award" was used for nothing/],
    ['raise the priority of the ticket to high', /new Ticket to be created, or one to be changed/],
    ['make the order express', /new Order to be created, or one to be changed/],
    ['place an order for the caller', /new Order to be created, or one to be changed/],
    ['change the order total by 5', /"5" was used for nothing/],
    ['update the shipped order', /"shipped" was used for nothing/],
    ['assign the express order to the caller', /"express" was used for nothing.*"caller" was used for nothing/],
    ['create a ticket and update the order', /"update" was used for nothing|Which object/],
    ['find the express order', /Only one Order is answered/],
    ['Is it gone? List the orders of the caller', /"Is it gone\?" was taken for what the user asks/],
    ['orders placed this week', /when the option was chosen/],
    ['orders over 500 by total', /have a certain Order total .* or all of them, sorted/],
  ],
  clinic: [
    ['last visit of the patient', /latest Date of visit/],
    ['first visit of the patient', /First visit .* is true/],
    ['appointments of the caller', /"appointments" was taken for "Patient visit"/],
    ['start the treatment', /"start" may be to show something/],
    ['duration of the visit', /"duration" was taken for/],
    ['patients with appointment tomorrow', /"appointment" was used for nothing/],
    ['patients who are alergic to nuts', /was used for nothing/],
  ],
  software: [
    ['most expensive subscriptions', /Monthly price .* Yearly value/],
    ['subscriptions older than 90 days', /No field was named, so Renewal date/],
    ['tickets of Sam', /"Sam" was taken for "Sam Placeholder"/],
    ['get the customer a subscription', /"get" may be to show something/],
    ['set seats to 50', /Which object is meant/],
    ['not renewing subscriptions', /was used for nothing/],
  ],
}

test.each(['shop', 'clinic', 'software'] as const)('what can be read in two ways is asked, in the %s', async (name) => {
  const { call } = await onCrmStage({ account: accounts[name] })
  for (const [goal, question] of asked[name]) {
    const { confidence, questions } = await call('proposeBinding', { goal })
    expect([goal, questions.join(' ')]).toEqual([goal, expect.stringMatching(question)])
    expect([goal, confidence]).not.toEqual([goal, 'high'])
  }
})
