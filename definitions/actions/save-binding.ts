import { type ActionDefinition, z } from '@botpress/sdk'
import { binding } from './binding'
import { problems } from './fields'

/** Saves a binding. */
export const saveBinding = {
  title: 'Save Binding',
  description:
    'Saves what a bot does often in HubSpot, so that runBinding does it by name. Checked against the account; what is wrong comes back as problems. Refused unless the configuration allows authoring.',
  input: {
    schema: z.object({
      ...binding,
      replace: z
        .boolean()
        .title('Replace')
        .describe('Whether another binding of this name is replaced. Default: false.')
        .optional(),
    }),
  },
  output: {
    schema: z.object({
      saved: z.boolean().title('Saved').describe('Whether there is such a binding now.'),
      created: z
        .boolean()
        .title('Created')
        .describe('Whether it is new. False when it replaced another one, and when the same was there already.'),
      problems: problems('What is wrong with it, each with the part that it is about. Empty when it was saved.'),
    }),
  },
} as const satisfies ActionDefinition
