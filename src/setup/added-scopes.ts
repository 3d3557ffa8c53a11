/**
 * Scopes beyond those of the hand-over. HubSpot's consent is asked for them only where the bot's owner wants what they are
 * for: the connect page has a box for each group. All are optional in hubspot-app/, and nothing is set up with them.
 */

/** A group of scopes, by its box on the connect page. */
export type AddedGroup = 'crm' | 'interactionLog' | 'customObjects' | 'ticketFields'

type AddedScope = { scope: string; purpose: string; cost: string }

/** In the order of the boxes; some have scopes in common. Those for contacts are the hand-over's already. */
export const addedGroups: readonly {
  group: AddedGroup
  /** The name of its box. */
  title: string
  /** What the bot can do with it, as it reads after "to". */
  purpose: string
  scopes: readonly AddedScope[]
}[] = [
  {
    group: 'crm',
    title: 'CRM',
    purpose: 'look up companies, deals and tickets, open and change them, and see who is available',
    scopes: [
      { scope: 'crm.objects.companies.read', purpose: 'find companies', cost: 'companies are not found' },
      {
        scope: 'crm.objects.companies.write',
        purpose: 'create and change companies',
        cost: 'companies are neither created nor changed',
      },
      { scope: 'crm.objects.deals.read', purpose: 'find deals', cost: 'deals are not found' },
      {
        scope: 'crm.objects.deals.write',
        purpose: 'create and change deals',
        cost: 'deals are neither created nor changed',
      },
      // HubSpot has one scope for both ways; those below crm.objects.tickets are for sensitive properties.
      {
        scope: 'tickets',
        purpose: 'find, create and change tickets',
        cost: 'tickets are neither found nor created nor changed',
      },
      {
        scope: 'crm.objects.owners.read',
        purpose: 'name the owner of a record, and find owners by e-mail address or name',
        cost: 'records are shown and created without their owner',
      },
      {
        scope: 'crm.objects.users.read',
        purpose: 'see which agents are available',
        cost: 'whether an agent is available is not known',
      },
    ],
  },
  {
    group: 'interactionLog',
    title: 'Interaction log',
    purpose: 'show what it logs on companies, deals and tickets too, and not on the contact alone',
    scopes: [
      {
        scope: 'crm.objects.companies.read',
        purpose: 'show an entry on a company',
        cost: 'nothing is logged on companies',
      },
      { scope: 'crm.objects.deals.read', purpose: 'show an entry on a deal', cost: 'nothing is logged on deals' },
      { scope: 'tickets', purpose: 'show an entry on a ticket', cost: 'nothing is logged on tickets' },
    ],
  },
  {
    group: 'customObjects',
    title: 'Custom objects',
    purpose: 'find, create and change records of the objects that your account has defined itself (Enterprise only)',
    scopes: [
      {
        scope: 'crm.objects.custom.read',
        purpose: 'find records of custom objects',
        cost: 'records of custom objects are not found',
      },
      {
        scope: 'crm.objects.custom.write',
        purpose: 'create and change records of custom objects',
        cost: 'records of custom objects are neither created nor changed',
      },
      {
        scope: 'crm.schemas.custom.read',
        purpose: 'know which custom objects there are, and their fields',
        cost: 'custom objects and their fields are not known',
      },
    ],
  },
  {
    group: 'ticketFields',
    title: 'Ticket fields',
    purpose: 'fill in the ticket that a help desk makes of an escalation: subject, priority and other fields',
    scopes: [
      {
        scope: 'tickets',
        purpose: 'fill in the ticket of an escalation',
        cost: 'tickets of escalations stay as the help desk makes them',
      },
    ],
  },
]
