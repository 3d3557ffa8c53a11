import { type ActionDefinition, z } from '@botpress/sdk'
import { challenge, contactId, verifiedIn } from './identity-fields'

/** Has a code made that proves who somebody is. */
export const createVerificationCode = {
  title: 'Create Verification Code',
  description:
    'Makes a code of six digits for a contact, which a flow of the bot sends to the address or number that HubSpot has of them. The user reads it there and repeats it; then use Verify Contact. Good for ten minutes.',
  input: {
    schema: z.object({
      contactId,
      via: z.enum(['email', 'sms']).title('Via').describe('How it is sent: email, or sms to the mobile number.'),
      conversationId: verifiedIn,
    }),
  },
  output: {
    schema: z.object({
      maskedSendTo: z
        .string()
        .title('Masked send to')
        .describe('Where it is sent, with most of it hidden. Tell it to the user, so that they know where to look.'),
      challenge,
    }),
  },
} as const satisfies ActionDefinition
