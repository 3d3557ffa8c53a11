import { type ActionDefinition, z } from '@botpress/sdk'
import { bindingSchema } from './binding'

/** Lists the bindings. */
export const listBindings = {
  title: 'List Bindings',
  description:
    'Lists the bindings that runBinding can run in the connected HubSpot account, with their inputs, by name.',
  input: { schema: z.object({}) },
  output: {
    schema: z.object({
      bindings: z
        .array(bindingSchema)
        .title('Bindings')
        .describe(
          'The bindings as they were saved. Where all of them would be too long to read, only what is needed to run them: name, description, operation, object, inputs.',
        ),
      more: z.number().title('More').describe('How many there are besides these.'),
    }),
  },
} as const satisfies ActionDefinition
