import { type ActionDefinition, z } from '@botpress/sdk'
import { fields, fieldsOut } from './fields'
import { objectName, operator } from './schema-fields'

const condition = z.object({
  field: z.string().title('Field').describe('Name or label of a field, as describeObject gives it.'),
  operator: operator.describe(
    'How to compare. isNot and isNoneOf include records without a value. contains: all its words, or parts of words; startsWith: a word that begins so. Dates know is, isBelow, isAbove, isBetween.',
  ),
  value: z
    .string()
    .title('Value')
    .describe(
      'As text: "500"; an option, owner or stage by label; true or false; a date as YYYY-MM-DD, ISO time, or words such as today, last month, 7 days ago, in 3 days (UTC).',
    )
    .optional(),
  values: z.array(z.string()).title('Values').describe('For isAnyOf and isNoneOf: several values.').optional(),
  from: z.string().title('From').describe('For isBetween: the lowest value, included.').optional(),
  to: z.string().title('To').describe('For isBetween: the highest value, included; a day counts whole.').optional(),
})

/** Groups of conditions. */
export const where = z
  .array(
    z.object({
      all: z
        .array(condition)
        .title('All')
        .describe('Conditions that all have to hold; HubSpot takes six, words of contains counted.'),
    }),
  )
  .title('Where')
  .describe(
    'Groups of conditions, of which any has to fit; HubSpot takes five, with 18 conditions in all. Example: [{"all": [{"field": "amount", "operator": "isAbove", "value": "500"}]}].',
  )

/** What to sort by. */
export const sort = z
  .array(
    z.object({
      field: z.string().title('Field').describe('Name or label of a field.'),
      direction: z
        .enum(['ascending', 'descending'])
        .title('Direction')
        .describe('ascending (default) or descending; records without a value come last.')
        .optional(),
    }),
  )
  .title('Sort')
  .describe('What to sort by, at most three fields, the first one first. Default: newest first.')

/** A record of whatever kind. */
export const record = z.object({
  id: z.string().title('ID').describe('ID of the record in HubSpot. Other actions take it.'),
  url: z
    .string()
    .title('URL')
    .describe('Where people open the record in HubSpot. Not for end users, who have no access.'),
  object: z.string().title('Object').describe('Name of its kind.'),
  title: z.string().title('Title').describe('What people know it by.'),
  fields: fieldsOut,
})

/** Finds records of any kind. */
export const searchRecords = {
  title: 'Search Records',
  description:
    'Finds records of any kind in HubSpot, custom objects included, by conditions, text, and what they are associated with. What was just written can be missing for some seconds.',
  input: {
    schema: z.object({
      object: objectName,
      where: where.optional(),
      text: z
        .string()
        .title('Text')
        .describe('Words that HubSpot looks for in the main fields, such as names.')
        .optional(),
      associatedWith: z
        .object({
          object: objectName,
          id: z.string().title('ID').describe('ID of that record, from an earlier answer.'),
        })
        .title('Associated with')
        .describe('Only records that are associated with this one.')
        .optional(),
      sort: sort.optional(),
      fields,
      limit: z
        .number()
        .title('Limit')
        .describe('How many to answer with at most. Default: 10; more than 100 counts as 100.')
        .optional(),
      cursor: z
        .string()
        .title('Cursor')
        .describe(
          'From an earlier answer, to go on after its last record. Everything but limit and fields has to be the same.',
        )
        .optional(),
    }),
  },
  output: {
    schema: z.object({
      records: z
        .array(record)
        .title('Records')
        .describe('What was found. May be fewer than the limit, when they are long: then there is a cursor.'),
      total: z.number().title('Total').describe('How many there are in all.'),
      cursor: z
        .string()
        .title('Cursor')
        .describe('Leads on to more; missing at the end, and after 10,000 records.')
        .optional(),
    }),
  },
} as const satisfies ActionDefinition
