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
      })
      .title('Extra configuration')
      .describe('For this session only: another inbox or help desk, or who the contact is.'),
  },
} as const satisfies Record<string, EntityDefinition>
