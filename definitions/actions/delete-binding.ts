import { type ActionDefinition, z } from '@botpress/sdk'

/** Takes a binding away. */
export const deleteBinding = {
  title: 'Delete Binding',
  description:
    'Deletes a binding. Nothing in HubSpot changes by it. Refused unless the configuration allows authoring.',
  input: {
    schema: z.object({
      name: z.string().title('Name').describe('Name of the binding, as listBindings gives it.'),
    }),
  },
  output: {
    schema: z.object({
      deleted: z.boolean().title('Deleted').describe('False when there was no such binding.'),
    }),
  },
} as const satisfies ActionDefinition
