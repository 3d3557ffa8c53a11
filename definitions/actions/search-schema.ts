import { type ActionDefinition, z } from '@botpress/sdk'
import { fieldType } from './schema-fields'

/** Finds objects and fields by what they are called and mean. */
export const searchSchema = {
  title: 'Search Schema',
  description:
    'Finds kinds of records and fields in this HubSpot account by words: of their name, label, description or options. Use it when it is not known where something is kept.',
  input: {
    schema: z.object({
      text: z
        .string()
        .title('Text')
        .describe('Words for what is looked for, for example "warranty end" or "vaccination".'),
    }),
  },
  output: {
    schema: z.object({
      hits: z
        .array(
          z.object({
            kind: z
              .enum(['object', 'field'])
              .title('Kind')
              .describe('Whether it is a kind of record, or a field of one.'),
            object: z.string().title('Object').describe('Name of the kind of record.'),
            field: z.string().title('Field').describe('Internal name of the field.').optional(),
            label: z.string().title('Label').describe('What people call it in HubSpot.'),
            type: fieldType.optional(),
            description: z.string().title('Description').describe('What the account says about it.').optional(),
            option: z.string().title('Option').describe('The option that fits, if it is found by one.').optional(),
          }),
        )
        .title('Hits')
        .describe('What fits, best first; 20 at most. Empty when nothing does.'),
    }),
  },
} as const satisfies ActionDefinition
