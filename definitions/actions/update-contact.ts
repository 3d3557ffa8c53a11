import { type ActionDefinition, z } from '@botpress/sdk'
import { gate, verification, writeResult } from './fields'

/** Changes a contact who has shown who they are. */
export const updateContact = {
  title: 'Update Contact',
  description:
    'Changes fields of a contact in HubSpot, once the user has shown to be that contact: call verifyContact first.',
  input: {
    schema: z.object({
      contactId: z.string().title('Contact ID').describe('ID of the contact, from Find Contact.'),
      changes: z
        .record(z.string())
        .title('Changes')
        .describe(
          'New values by name or label of the field, for example {"Street address": "1 Example Street"}. Options by label, dates as YYYY-MM-DD.',
        ),
      verification,
      ...gate,
    }),
  },
  output: { schema: writeResult },
} as const satisfies ActionDefinition
