import { type ActionDefinition, z } from '@botpress/sdk'
import { email, phone, recordId } from './fields'

const turn = z.object({
  from: z.enum(['user', 'bot', 'agent']).title('From').describe('Who said it: user, bot or agent.'),
  name: z.string().title('Name').describe('What that person is called.').optional(),
  text: z.string().title('Text').describe('What was said, as plain text.'),
  at: z.string().title('At').describe('When it was said; ISO time.').optional(),
})

/** Logs a conversation that was never handed over, or a call. */
export const logInteraction = {
  title: 'Log Interaction',
  description:
    "Logs a finished chat or call on the contact's timeline in HubSpot, once. Card and ID numbers are taken out. Conversations that were handed over to an agent log themselves.",
  input: {
    schema: z.object({
      kind: z
        .enum(['chat', 'call'])
        .title('Kind')
        .describe('chat becomes a note, call becomes a call on the timeline.'),
      conversationId: z
        .string()
        .title('Conversation ID')
        .describe('ID of the conversation: {{ event.conversationId }}. The same one is logged once.'),
      contactId: recordId(
        'Contact ID',
        'Whose conversation it was: the ID from Find Contact. Wins over phone and e-mail.',
      ),
      phone,
      email,
      summary: z
        .string()
        .title('Summary')
        .describe('What it was about and how it ended, in some sentences. Without it, the facts are stated.')
        .optional(),
      transcript: z
        .array(turn)
        .title('Transcript')
        .describe('What was said, in order, oldest first. At most 1,000 turns.')
        .optional(),
      startedAt: z.string().title('Started at').describe('When it began; ISO time.'),
      endedAt: z.string().title('Ended at').describe('When it ended; ISO time.').optional(),
      durationSeconds: z.number().title('Duration').describe('How long it took, in seconds.').optional(),
      direction: z
        .enum(['inbound', 'outbound'])
        .title('Direction')
        .describe('Of a call. inbound (default): the customer called. outbound: the customer was called.')
        .optional(),
      fromNumber: z.string().title('From number').describe('Of a call: the number that called.').optional(),
      toNumber: z.string().title('To number').describe('Of a call: the number that was called.').optional(),
      outcome: z
        .string()
        .title('Outcome')
        .describe('Of a call: Connected (default), Busy, No answer, Wrong number, Left voicemail or Left live message.')
        .optional(),
      title: z.string().title('Title').describe('Heading of the note or call, in a few words.').optional(),
      ticketId: recordId('Ticket ID', 'A ticket to show it on, too.'),
      dealId: recordId('Deal ID', 'A deal to show it on, too.'),
      companyId: recordId('Company ID', 'A company to show it on, too.'),
    }),
  },
  output: {
    schema: z.object({
      status: z
        .enum(['logged', 'alreadyLogged', 'skipped', 'noIdentity', 'pending', 'off'])
        .title('Status')
        .describe(
          'logged: it is on the timeline. alreadyLogged: it was before. skipped: see reason. noIdentity: nobody was named. pending: HubSpot did not answer; it is tried again by itself. off: nothing is logged.',
        ),
      reason: z.string().title('Reason').describe('Why it was not logged, where it was not.').optional(),
      id: z.string().title('ID').describe('ID of the note or call in HubSpot.').optional(),
      url: z
        .string()
        .title('URL')
        .describe("Where people open the contact's timeline in HubSpot. Not for end users, who have no access.")
        .optional(),
      contactCreated: z.boolean().title('Contact created').describe('Whether a contact was created for it.'),
      redacted: z
        .record(z.number())
        .title('Redacted')
        .describe('How many numbers of each kind were taken out, for example {"card": 1}.'),
    }),
  },
} as const satisfies ActionDefinition
