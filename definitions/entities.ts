import { type EntityDefinition, z } from '@botpress/sdk'

/** The "Extra configuration" of the card that escalates: "Start HITL", in older Studios "Escalate to Human". */
export const entities = {
  hubspotThread: {
    title: 'HubSpot thread',
    description:
      'Where one escalation goes and whose it is: the "Extra configuration" of the card "Start HITL" ("Escalate to Human" in older Studios).',
    // In the action, this schema takes the place of the interface's reference, with the words that stand there.
    schema: z
      .object({
        inboxId: z
          .string()
          .title('Inbox ID')
          .describe('Send this conversation to another connected inbox or help desk.')
          .optional(),
        contactEmail: z
          .string()
          .title('Contact e-mail')
          .describe('E-mail address of the contact for this conversation; wins over what is known of the user.')
          .optional(),
        contactPhone: z
          .string()
          .title('Contact phone')
          .describe('Phone number with country code (+1 555…) of the contact for this conversation.')
          .optional(),
        note: z
          .string()
          .title('Note')
          .describe(
            'For the agent, above the history: an order, a page, a language, a summary. Never shown to the user.',
          )
          .optional(),
        assignTo: z
          .string()
          .title('Assign to')
          .describe(
            "Who gets this conversation: an agent's e-mail address, lastAgent (who served the user last), or contactOwner (the owner of the contact).",
          )
          .optional(),
        ticketSubject: z
          .string()
          .title('Ticket subject')
          .describe('Subject of the ticket that a help desk makes of this conversation.')
          .optional(),
        ticketPriority: z
          .string()
          .title('Ticket priority')
          .describe('Priority of that ticket, such as HIGH.')
          .optional(),
        ticketProperties: z
          .string()
          .title('Ticket properties')
          .describe(
            'Other fields of that ticket: a JSON object of up to 20 texts, numbers or booleans by property names. Not its owner, pipeline or stage.',
          )
          .optional(),
      })
      .title('Extra configuration')
      .describe(
        'For this session only: where it goes, who the contact is, and what the agent and the ticket are told.',
      ),
  },
} as const satisfies Record<string, EntityDefinition>
