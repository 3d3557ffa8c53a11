import { type EventDefinition, z } from '@botpress/sdk'

/** What a bot can react to, besides what the hitl interface brings. */
export const events = {
  conversationMissed: {
    title: 'Conversation Missed',
    description:
      'Nobody picked up the chat in SalesIQ, and the session has ended. It comes besides the end that every session has.',
    schema: z.object({
      conversationId: z.string().title('Conversation ID').describe('The conversation of the session, which has ended.'),
      userConversationId: z
        .string()
        .title("User's conversation ID")
        .describe('The conversation that the end user has with the bot; missing where Botpress does not show it.')
        .optional(),
    }),
  },
} as const satisfies Record<string, EventDefinition>
