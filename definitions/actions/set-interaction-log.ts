import { type ActionDefinition, z } from '@botpress/sdk'
import { interactionLog, logMode, noMatchPolicy } from './interaction-fields'

/** Switches the interaction log. */
export const setInteractionLog = {
  title: 'Set Interaction Log',
  description:
    'Switches the log of finished conversations on contacts\' timelines in HubSpot. Only where "CRM authoring" is on. What is left out stays as it is. Holds until the integration\'s configuration of the log is saved with other values.',
  input: {
    schema: z.object({
      mode: logMode
        .title('Mode')
        .describe('off, summary, or summaryAndTranscript: the summary and what was said.')
        .optional(),
      onNoMatch: noMatchPolicy
        .title('On no match')
        .describe('skip: nobody in HubSpot matches, nothing is logged. create: a contact is created.')
        .optional(),
      resetCounters: z
        .boolean()
        .title('Reset counters')
        .describe('Whether to set the counters to nothing. What is pending stays so.')
        .optional(),
    }),
  },
  output: { schema: interactionLog },
} as const satisfies ActionDefinition
