import { type EventDefinition, z } from '@botpress/sdk'

/** What a bot can react to, besides what the hitl interface brings. */
export const events = {
  verificationCodeReady: {
    title: 'Verification Code Ready',
    description:
      'A code for a contact is to be sent, by a flow of the bot: it is in no answer of an action. Send it to nobody but the address or number in it.',
    schema: z.object({
      conversationId: z
        .string()
        .title('Conversation ID')
        .describe('The conversation in which the user is to be verified. Do not send the code there.'),
      contactId: z.string().title('Contact ID').describe('ID of the contact in HubSpot.'),
      via: z.enum(['email', 'sms']).title('Via').describe('email or sms: how the code is to be sent.'),
      sendTo: z
        .string()
        .title('Send to')
        .describe('E-mail address, or phone number with + and country code, as it is in HubSpot.'),
      code: z.string().title('Code').describe('Six digits, good for ten minutes and for one time.'),
      challenge: z
        .string()
        .title('Challenge')
        .describe('Names the code, as in the answer of Create Verification Code.'),
    }),
  },
} as const satisfies Record<string, EventDefinition>
