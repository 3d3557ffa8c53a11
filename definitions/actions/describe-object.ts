import { type ActionDefinition, z } from '@botpress/sdk'
import { fieldType, objectName, operator } from './schema-fields'

const choice = z.object({
  label: z.string().title('Label').describe('What people read.'),
  value: z.string().title('Value').describe('What HubSpot keeps.'),
})

const field = z.object({
  name: z.string().title('Name').describe('Internal name, by which every action takes it.'),
  label: z.string().title('Label').describe('What people call it in HubSpot.'),
  type: fieldType,
  description: z.string().title('Description').describe('What the account says about it; may be empty.'),
  isRequired: z
    .boolean()
    .title('Is required')
    .describe('Whether a new record needs it. The account may demand more, which shows when a record is created.'),
  isReadOnly: z.boolean().title('Is read-only').describe('Whether HubSpot fills it in, and nobody else.'),
  isUnique: z.boolean().title('Is unique').describe('Whether no two records have the same value.'),
  operators: z.array(operator.describe('A comparison.')).title('Operators').describe('How a search can compare it.'),
  options: z.array(choice).title('Options').describe('What can be chosen, 20 at most.'),
  optionCount: z.number().title('Option count').describe('How many options there are in all.'),
})

const pipeline = z.object({
  id: z.string().title('ID').describe('ID of the pipeline.'),
  label: z.string().title('Label').describe('Name of the pipeline.'),
  stages: z
    .array(
      z.object({
        id: z.string().title('ID').describe('ID of the stage.'),
        label: z.string().title('Label').describe('Name of the stage.'),
        isOpen: z.boolean().title('Is open').describe('Whether records in it count as open.'),
      }),
    )
    .title('Stages')
    .describe('Its stages, in their order.'),
})

/** Tells what a kind of record is made of. */
export const describeObject = {
  title: 'Describe Object',
  description:
    'Tells which fields, options, pipelines and associations a kind of record has in this HubSpot account. Use it before searching or writing fields that are not known.',
  input: {
    schema: z.object({
      object: objectName,
      about: z
        .string()
        .title('About')
        .describe('Only fields that fit these words, best first, for example "date of the next visit".')
        .optional(),
      limit: z
        .number()
        .title('Limit')
        .describe('How many fields to answer with at most. Default: 50; more than 100 counts as 100.')
        .optional(),
    }),
  },
  output: {
    schema: z.object({
      fields: z.array(field).title('Fields').describe('The fields.'),
      pipelines: z.array(pipeline).title('Pipelines').describe('Its pipelines, if it has any.'),
      associations: z
        .array(
          z.object({
            object: z.string().title('Object').describe('Name of another kind of record.'),
            label: z.string().title('Label').describe('What people call one of them.'),
            labels: z
              .array(z.string())
              .title('Labels')
              .describe('What a link to one can say, for writeRecord; 20 at most. A link need not say anything.'),
          }),
        )
        .title('Associations')
        .describe('Kinds of records that its records can be associated with.'),
      more: z.number().title('More').describe('How many fields it has besides these.'),
    }),
  },
} as const satisfies ActionDefinition
