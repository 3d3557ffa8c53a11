import { type ActionDefinition, z } from '@botpress/sdk'
import { binding } from './binding'
import { problems } from './fields'
import { objectName } from './schema-fields'

/** Drafts a binding from what it is to do, in words. */
export const proposeBinding = {
  title: 'Propose Binding',
  description:
    'Drafts a binding from a sentence on what the bot is to do, such as "latest order of the caller", by what this HubSpot account calls things. Writes nothing. Ask the questions, correct it, then give it to saveBinding.',
  input: {
    schema: z.object({
      goal: z
        .string()
        .title('Goal')
        .describe(
          'One thing to do, in a sentence of at most 500 characters, for example "open tickets of the caller with high priority". Name fields and options as HubSpot has them.',
        ),
      object: objectName.optional(),
    }),
  },
  output: {
    schema: z.object({
      binding: z
        .object(binding)
        .title('Binding')
        .describe('As saveBinding takes it. Missing when nothing valid could be made of the goal.')
        .optional(),
      confidence: z
        .enum(['high', 'medium', 'low'])
        .title('Confidence')
        .describe(
          'high: every word was used and none could mean two things. medium: something was guessed; ask the questions. low: not all was understood; do not save it as it is.',
        ),
      problems: problems('What keeps it from being valid in this account. Empty otherwise.'),
      alternatives: z
        .array(z.string())
        .title('Alternatives')
        .describe('What could be meant instead: "object: field label (name)", or "object: label".'),
      questions: z
        .array(z.string())
        .title('Questions')
        .describe('To be answered before it is saved. Answer by a clearer goal, or by changing the binding.'),
    }),
  },
} as const satisfies ActionDefinition
