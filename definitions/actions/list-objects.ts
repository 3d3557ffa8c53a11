import { type ActionDefinition, z } from '@botpress/sdk'

/** Names the kinds of records that there are. */
export const listObjects = {
  title: 'List Objects',
  description:
    "Lists the kinds of records in the HubSpot account that this bot may work with: HubSpot's own, such as contacts, and the account's custom objects.",
  input: { schema: z.object({}) },
  output: {
    schema: z.object({
      objects: z
        .array(
          z.object({
            name: z.string().title('Name').describe('Name by which other actions take it, for example contacts.'),
            label: z.string().title('Label').describe('What people call one of them.'),
            labelPlural: z.string().title('Label, plural').describe('What people call several of them.'),
            typeId: z.string().title('Type ID').describe('ID of the type in HubSpot, for example 0-1 or 2-12345.'),
            isCustom: z.boolean().title('Is custom').describe('Whether the account defined it itself.'),
            canRead: z.boolean().title('Can read').describe('Whether the connection lets this bot read its records.'),
            canWrite: z
              .boolean()
              .title('Can write')
              .describe(
                'Whether the connection lets this bot create its records; the configuration may still forbid it.',
              ),
            primaryField: z
              .string()
              .title('Primary field')
              .describe('Internal name of the field that people tell its records apart by.'),
          }),
        )
        .title('Objects')
        .describe('Kinds of records.'),
    }),
  },
} as const satisfies ActionDefinition
