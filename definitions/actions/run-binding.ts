import { type ActionDefinition, z } from '@botpress/sdk'
import { gate, verification, writeResult } from './fields'
import { record } from './search-records'

/** Runs a binding. */
export const runBinding = {
  title: 'Run Binding',
  description:
    'Does in HubSpot what a binding says: finds records, or writes one. listBindings names the bindings and their inputs.',
  input: {
    schema: z.object({
      name: z.string().title('Name').describe('Name of the binding, as listBindings gives it.'),
      inputs: z
        .record(z.string())
        .title('Inputs')
        .describe('Its inputs by name, for example {"orderNumber": "L-1002"}. At most 2,000 characters each.')
        .optional(),
      verification: verification.optional(),
      ...gate,
    }),
  },
  output: {
    schema: z.object({
      records: z
        .array(record)
        .title('Records')
        .describe('What was found, when the binding finds. Several where one was wanted: ask the user which one.')
        .optional(),
      write: writeResult
        .title('Write')
        .describe('What became of it, when the binding writes. See its status: nothing may have been written yet.')
        .optional(),
    }),
  },
} as const satisfies ActionDefinition
