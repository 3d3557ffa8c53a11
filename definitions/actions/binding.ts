import { z } from '@botpress/sdk'
import { objectName } from './schema-fields'
import { sort, where } from './search-records'

/** What a binding is: one thing to do in the CRM, by name, with inputs of its own. */

/** What an input holds; the value given for it is checked by that. */
export const inputType = z
  .enum(['text', 'phone', 'email', 'number', 'date', 'dateTime', 'yesNo', 'id'])
  .title('Type')
  .describe('What it holds. Default: text. id is the ID of a record.')

/** What is asked for when a binding is run. */
export const bindingInput = z.object({
  name: z
    .string()
    .title('Name')
    .describe('Letters, digits and _, for example orderNumber. It stands as {{orderNumber}} in values and IDs.'),
  description: z.string().title('Description').describe('What to give, with format and example: a model reads it.'),
  type: inputType.optional(),
  required: z.boolean().title('Required').describe('Whether it has to be given. Default: true.').optional(),
  example: z.string().title('Example').describe('A value as it may be given.').optional(),
})

/** What a binding does. */
export const bindingOperation = z
  .enum(['find', 'list', 'latest', 'create', 'update', 'findOrCreate'])
  .title('Operation')
  .describe(
    'find: the record that fits, several if it is not one. list: all that fit. latest: the newest one. create, update, findOrCreate: writes one record.',
  )

/** A record that another is linked to. */
export const link = z.object({
  object: objectName,
  id: z.string().title('ID').describe('ID of that record.'),
  label: z
    .string()
    .title('Label')
    .describe('What the link says, as describeObject names it, for example "Billing contact". Default: just linked.')
    .optional(),
})

/** The records that a new or changed one is linked to. */
export const associate = z
  .array(link)
  .title('Associate')
  .describe('Records to link it to, at most ten. Links that are there already stay.')

const values = (title: string, words: string) => z.record(z.string()).title(title).describe(words)

/** Values to write. */
export const set = values(
  'Set',
  'Fields to fill, by name or label, for example {"Subject": "Broken lamp"}. Options and stages by label, dates as YYYY-MM-DD.',
)

/** By what one record is known. */
export const match = values(
  'Match',
  'What tells the record from all others, by name or label, for example {"email": "kim@example.com"}; by its ID: {"hs_object_id": "123"}.',
)

/** A binding, as it is saved, listed and proposed. */
export const binding = {
  name: z
    .string()
    .title('Name')
    .describe('By what it is run: letters, digits and _, at most 60, for example findOrder.'),
  description: z.string().title('Description').describe('What it is for, in a sentence: a model chooses by it.'),
  operation: bindingOperation,
  object: objectName,
  inputs: z
    .array(bindingInput)
    .title('Inputs')
    .describe('What is asked for when it is run, at most ten. Each is used somewhere as {{name}}.'),
  where: where.optional(),
  match: match.optional(),
  set: set.optional(),
  associate: associate.optional(),
  associatedWith: z
    .object({
      object: objectName,
      id: z.string().title('ID').describe('ID of that record, as a rule an input such as {{contactId}}.'),
    })
    .title('Associated with')
    .describe('Only records that are associated with this one.')
    .optional(),
  sort: sort.optional(),
  fields: z
    .array(z.string())
    .title('Fields')
    .describe('Fields to answer with, by name or label. Default: the usual ones.')
    .optional(),
  limit: z
    .number()
    .title('Limit')
    .describe('How many to answer with at most. Default: 5 for find, 10 for list; more than 100 counts as 100.')
    .optional(),
}

export const bindingSchema = z.object(binding)
/** A binding, read. */
export type Binding = z.infer<typeof bindingSchema>
