import { type ActionDefinition, z } from '@botpress/sdk'
import { defaultCountry, email, fieldsIn, gate, phone, writeResult } from './fields'

/** Finds or creates somebody. */
export const createContact = {
  title: 'Create Contact',
  description:
    'Creates a contact in HubSpot. One that has the phone number or e-mail address already comes back as existing, and nothing is written. Give at least one of the two.',
  input: {
    schema: z.object({
      phone,
      email,
      firstName: z.string().title('First name').describe('First name of the contact.').optional(),
      lastName: z.string().title('Last name').describe('Last name of the contact.').optional(),
      company: z.string().title('Company').describe('Company of the contact, as text.').optional(),
      fields: fieldsIn,
      defaultCountry,
      ...gate,
    }),
  },
  output: { schema: writeResult },
} as const satisfies ActionDefinition
