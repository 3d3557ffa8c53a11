import { z } from '@botpress/sdk'

/** Fields that the actions of the interaction log have in common. */

const count = (title: string, words: string) => z.number().title(title).describe(words)

export const logMode = z.enum(['off', 'summary', 'summaryAndTranscript'])
export const noMatchPolicy = z.enum(['skip', 'create'])

/** How the log stands: what both `getInteractionLog` and `setInteractionLog` answer. */
export const interactionLog = z.object({
  mode: logMode
    .title('Mode')
    .describe('off: nothing is logged. summary: a summary. summaryAndTranscript: what was said, too.'),
  onNoMatch: noMatchPolicy
    .title('On no match')
    .describe('What is done when nobody in HubSpot matches: skip, or create a contact.'),
  source: z
    .enum(['configuration', 'action'])
    .title('Source')
    .describe("Where mode and policy come from: the integration's configuration, or Set Interaction Log."),
  counters: z
    .object({
      logged: count('Logged', 'Conversations that became a note or a call.'),
      skipped: count('Skipped', 'Those that were left out: nobody matched, several did, or the contact was deleted.'),
      noIdentity: count('No identity', 'Those of people without an e-mail address, phone number or contact.'),
      contactsCreated: count('Contacts created', 'Contacts that were created for the log.'),
      pending: count('Pending', 'Those that HubSpot has not taken yet; they are tried again for seven days.'),
      failed: count('Failed', 'Those that were given up: refused by HubSpot, or pending for seven days.'),
      redactions: count('Redactions', 'Card and ID numbers that were taken out.'),
    })
    .title('Counters')
    .describe('What became of conversations since the counters were reset; pending is how it stands now.'),
  lastError: z
    .string()
    .title('Last error')
    .describe('Why a conversation could last not be logged, or why the log is off; with the time.')
    .optional(),
  since: z.string().title('Since').describe('When the log was last switched on; ISO time in UTC.').optional(),
})
