import { type ActionDefinition, z } from '@botpress/sdk'
import { associate, match, set } from './binding'
import { gate, recordId, verification, writeResult } from './fields'
import { objectName } from './schema-fields'

/** Writes a record of whatever kind. */
export const writeRecord = {
  title: 'Write Record',
  description:
    'Creates or changes a record of any kind in HubSpot, custom objects included. Look the fields up with describeObject first. Changing one needs a verification from verifyContact.',
  input: {
    schema: z.object({
      operation: z
        .enum(['create', 'update', 'findOrCreate'])
        .title('Operation')
        .describe(
          'create: a new record. update: changes the one with the ID. findOrCreate: answers the one that fits "match" and leaves it as it is, or else makes one of "match" and "set".',
        ),
      object: objectName,
      id: recordId('ID', 'For update: the ID of the record, from an earlier answer.'),
      match: match.optional(),
      set,
      associate: associate.optional(),
      verification,
      ...gate,
    }),
  },
  output: { schema: writeResult },
} as const satisfies ActionDefinition
