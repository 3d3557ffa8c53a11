import { type ActionDefinition, z } from '@botpress/sdk'
import { fields, hasMore, limit, openOnly, recordId, ticket } from './fields'

/** Finds tickets. */
export const findTicket = {
  title: 'Find Ticket',
  description:
    'Finds tickets in HubSpot, newest first: by ID, by words of the subject, by a keyword anywhere, or those of a contact.',
  input: {
    schema: z.object({
      ticketId: recordId('Ticket ID', 'ID of the ticket in HubSpot. Wins over everything else.'),
      subject: z.string().title('Subject').describe('Words that stand in the subject.').optional(),
      keyword: z.string().title('Keyword').describe('A word that stands in the subject or the description.').optional(),
      contactId: recordId('Contact ID', 'Only tickets of this contact: its ID, from Find Contact.'),
      openOnly,
      limit,
      fields,
    }),
  },
  output: {
    schema: z.object({
      tickets: z.array(ticket).title('Tickets').describe('The tickets, newest first. Empty when there are none.'),
      hasMore,
    }),
  },
} as const satisfies ActionDefinition
