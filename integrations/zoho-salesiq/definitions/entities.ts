import { type EntityDefinition, z } from '@botpress/sdk'

/** The "Extra configuration" of the card that escalates: "Start HITL", in older Studios "Escalate to Human". */
export const entities = {
  salesiqChat: {
    title: 'SalesIQ chat',
    description:
      'Where one escalation goes and whose it is: the "Extra configuration" of the card "Start HITL" ("Escalate to Human" in older Studios).',
    // In the action, this schema takes the place of the interface's reference, with the words that stand there.
    schema: z
      .object({
        departmentId: z
          .string()
          .title('Department ID')
          .describe('Send this conversation to another department of the brand.')
          .optional(),
        visitorEmail: z
          .string()
          .title('Visitor e-mail')
          .describe('E-mail address of the visitor for this conversation; wins over what is known of the user.')
          .optional(),
        visitorPhone: z
          .string()
          .title('Visitor phone')
          .describe('Phone number with country code (+1 555…) of the visitor for this conversation.')
          .optional(),
        customInfo: z
          .string()
          .title('Custom info')
          .describe(
            'What agents see beside the chat: a JSON object of texts, for example {"Order":"1042"}. The first 20 count, 200 characters of each.',
          )
          .optional(),
        note: z
          .string()
          .title('Note')
          .describe(
            'For the agent, in a note of the chat: an order, a page, a language, a summary. Never shown to the user.',
          )
          .optional(),
      })
      .title('Extra configuration')
      .describe('For this session only: another department, who the visitor is, and what agents see beside the chat.'),
  },
} as const satisfies Record<string, EntityDefinition>
