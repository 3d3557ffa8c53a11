import { type ActionDefinition, z } from '@botpress/sdk'
import { fieldsIn, gate, owner, recordId, writeResult } from './fields'

/** Opens a deal. */
export const createDeal = {
  title: 'Create Deal',
  description: 'Creates a deal in HubSpot, with a contact or a company where one is given.',
  input: {
    schema: z.object({
      name: z.string().title('Name').describe('Name of the deal, for example "12 desk lamps for Example Hotel".'),
      amount: z.number().title('Amount').describe('Amount in the currency of the deal, for example 1200.5.').optional(),
      currency: z
        .string()
        .title('Currency')
        .describe('Currency code that the account uses, for example USD. Default: the currency of the account.')
        .optional(),
      pipeline: z
        .string()
        .title('Pipeline')
        .describe('Pipeline by name or ID, for example Sales. Default: the configuration decides.')
        .optional(),
      stage: z
        .string()
        .title('Stage')
        .describe(
          'Stage by name or ID, for example Qualified. Default: the configuration decides, else the first open one.',
        )
        .optional(),
      closeDate: z
        .string()
        .title('Close date')
        .describe('When it is expected to be closed: YYYY-MM-DD, or an ISO time, in UTC unless it names a zone.')
        .optional(),
      owner,
      contactId: recordId('Contact ID', 'The contact whom it is with: the ID from Find Contact or Create Contact.'),
      companyId: recordId('Company ID', 'The company that it is with: the ID from Find Company.'),
      fields: fieldsIn,
      ...gate,
    }),
  },
  output: { schema: writeResult },
} as const satisfies ActionDefinition
