import { type ActionDefinition, z } from '@botpress/sdk'
import { deal, fields, hasMore, limit, openOnly, recordId } from './fields'

/** Finds deals. */
export const findDeal = {
  title: 'Find Deal',
  description: 'Finds deals in HubSpot, newest first: by ID, by words of the name, or those of a contact or a company.',
  input: {
    schema: z.object({
      dealId: recordId('Deal ID', 'ID of the deal in HubSpot. Wins over everything else.'),
      name: z.string().title('Name').describe('Words that stand in the name of the deal.').optional(),
      contactId: recordId('Contact ID', 'Only deals of this contact: its ID, from Find Contact.'),
      companyId: recordId('Company ID', 'Only deals of this company: its ID, from Find Company.'),
      openOnly,
      limit,
      fields,
    }),
  },
  output: {
    schema: z.object({
      deals: z.array(deal).title('Deals').describe('The deals, newest first. Empty when there are none.'),
      hasMore,
    }),
  },
} as const satisfies ActionDefinition
