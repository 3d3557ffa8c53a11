import { type ActionDefinition, z } from '@botpress/sdk'
import { candidates, contact, defaultCountry, email, fields, found, matches, phone, recordId } from './fields'

/** Recognises somebody. */
export const findContact = {
  title: 'Find Contact',
  description:
    'Finds a contact in HubSpot by phone number, e-mail address or ID, to recognise who is calling or writing. Answers exactly one or none; several are candidates, of which the user has to say which.',
  input: {
    schema: z.object({
      phone,
      email,
      contactId: recordId(
        'Contact ID',
        'ID of the contact in HubSpot, from an earlier answer. Wins over phone and e-mail.',
      ),
      defaultCountry,
      fields,
    }),
  },
  output: {
    schema: z.object({
      found,
      matches,
      contact: contact.title('Contact').describe('The contact, when exactly one was found.').optional(),
      candidates,
    }),
  },
} as const satisfies ActionDefinition
