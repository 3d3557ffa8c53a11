import { type ActionDefinition, z } from '@botpress/sdk'
import { challenge, contactId, verifiedIn } from './identity-fields'

/** Finds out whether somebody is who they say. */
export const verifyContact = {
  title: 'Verify Contact',
  description:
    'Checks that the user is a contact: by answers to what the bot asks them, or by a code that was sent to them; the configuration says which. Only then can records be changed. After five wrong tries the contact is locked for 15 minutes.',
  input: {
    schema: z.object({
      contactId,
      answers: z
        .record(z.string())
        .title('Answers')
        .describe(
          'What the user said, by name or label of the field, all in one call, for example {"Date of birth": "1990-04-03"}. Only what they said, never a guess. Years with four digits.',
        )
        .optional(),
      challenge: challenge.describe('With a code: from the answer of Create Verification Code.').optional(),
      code: z.string().title('Code').describe('The six digits that the user received and repeated.').optional(),
      conversationId: verifiedIn,
    }),
  },
  output: {
    schema: z.object({
      verified: z
        .boolean()
        .title('Verified')
        .describe('Whether the user proved to be the contact. If false, do not say or guess what was wrong.'),
      verification: z
        .string()
        .title('Verification')
        .describe('Give it to actions that change records of this contact. Good for 15 minutes, in this conversation.')
        .optional(),
      attemptsLeft: z
        .number()
        .title('Attempts left')
        .describe('How often the user may still try. At 0 the contact is locked: do not try again for 15 minutes.'),
    }),
  },
} as const satisfies ActionDefinition
