import { type ActionDefinition, z } from '@botpress/sdk'
import { fieldsIn, gate, owner, recordId, writeResult } from './fields'

/** Opens a ticket. */
export const createTicket = {
  title: 'Create Ticket',
  description: 'Creates a ticket in HubSpot, for a contact or a company where one is given.',
  input: {
    schema: z.object({
      subject: z
        .string()
        .title('Subject')
        .describe('What it is about, in a few words, for example "Lamp arrived broken".'),
      content: z.string().title('Content').describe('Description for whoever works on it, as plain text.').optional(),
      priority: z.string().title('Priority').describe('Priority by label or value, for example High.').optional(),
      pipeline: z
        .string()
        .title('Pipeline')
        .describe('Pipeline by name or ID, for example Support. Default: the configuration decides.')
        .optional(),
      stage: z
        .string()
        .title('Stage')
        .describe('Stage by name or ID, for example New. Default: the configuration decides, else the first open one.')
        .optional(),
      owner,
      contactId: recordId('Contact ID', 'The contact whom it is for: the ID from Find Contact or Create Contact.'),
      companyId: recordId('Company ID', 'The company that it is for: the ID from Find Company.'),
      fields: fieldsIn,
      ...gate,
    }),
  },
  output: { schema: writeResult },
} as const satisfies ActionDefinition
