import { z } from '@botpress/sdk'

/** Fields that several actions have. What a description says, a language model goes by. */

const text = (title: string, words: string) => z.string().title(title).describe(words)

/** Fields to answer with besides those that are always there. */
export const fields = z
  .array(z.string())
  .title('Fields')
  .describe(
    'More fields to answer with, by name or label as in HubSpot, for example ["Preferred language"]. At most 30.',
  )
  .optional()

/** Those fields in an answer. */
export const fieldsOut = z
  .record(z.string())
  .title('Fields')
  .describe('The fields that were asked for and are filled, by internal name, as people read them in HubSpot.')

export const defaultCountry = text(
  'Default country',
  'Country of a phone number that has no + and country code: two letters, for example US. Default: the configuration decides.',
).optional()

export const phone = text(
  'Phone',
  'Phone number, best with + and country code, for example +1 555 010 0000.',
).optional()
export const email = text('E-mail', 'E-mail address, for example kim@example.com.').optional()
export const recordId = (title: string, words: string) => text(title, words).optional()

export const limit = z
  .number()
  .title('Limit')
  .describe('How many to answer with at most. Default: 5; more than 20 counts as 20.')
  .optional()

export const openOnly = z
  .boolean()
  .title('Open only')
  .describe('Whether to leave out what is closed. Default: true.')
  .optional()

const id = text('ID', 'ID of the record in HubSpot. Other actions take it.')
const url = text('URL', 'Where people open the record in HubSpot. Not for end users, who have no access.')

export const found = z
  .boolean()
  .title('Found')
  .describe(
    'True for exactly one record. If false and there are candidates, ask the user which one is meant; never choose.',
  )

export const matches = z.number().title('Matches').describe('How many records fit what was looked for.')

export const candidates = z
  .array(
    z.object({
      id,
      url,
      name: text('Name', 'What the record is called.').optional(),
      company: text('Company', 'Company of the contact, as text.').optional(),
      domain: text('Domain', 'Web domain of the company.').optional(),
      lastActivityAt: text('Last activity', 'When something last happened with it; ISO time in UTC.').optional(),
    }),
  )
  .title('Candidates')
  .describe('Up to 5 records that may be meant, when it is not exactly one. Empty otherwise.')

export const contact = z.object({
  id,
  url,
  name: text('Name', 'First and last name; the e-mail address where there is none.').optional(),
  firstName: text('First name', 'First name of the contact.').optional(),
  lastName: text('Last name', 'Last name of the contact.').optional(),
  email: text('E-mail', 'Primary e-mail address.').optional(),
  phone: text('Phone', 'Phone number as it is in HubSpot, or else the mobile number.').optional(),
  company: text('Company', 'Company of the contact, as text.').optional(),
  lifecycleStage: text(
    'Lifecycle stage',
    'How far the contact is as a customer, for example Lead or Customer.',
  ).optional(),
  owner: text('Owner', 'Name of the person in the company who looks after the contact.').optional(),
  fields: fieldsOut,
})

export const company = z.object({
  id,
  url,
  name: text('Name', 'Name of the company.').optional(),
  domain: text('Domain', 'Web domain, for example example.com.').optional(),
  phone: text('Phone', 'Phone number as it is in HubSpot.').optional(),
  city: text('City', 'City of the company.').optional(),
  country: text('Country', 'Country of the company.').optional(),
  fields: fieldsOut,
})

const isOpen = z.boolean().title('Is open').describe('Whether it is in a stage that counts as open.')
const pipeline = text('Pipeline', 'Name of the pipeline that it is in.').optional()
const stage = text('Stage', 'Name of the stage that it is in, for example New.').optional()

export const ticket = z.object({
  id,
  url,
  subject: text('Subject', 'What the ticket is about.').optional(),
  content: text('Content', 'Description, shortened after 600 characters.').optional(),
  pipeline,
  stage,
  isOpen,
  priority: text('Priority', 'Priority as people read it, for example High.').optional(),
  createdAt: text('Created at', 'When it was opened; ISO time in UTC.').optional(),
  fields: fieldsOut,
})

export const deal = z.object({
  id,
  url,
  name: text('Name', 'Name of the deal.').optional(),
  amount: z.number().title('Amount').describe('Amount, in the currency of the deal.').optional(),
  currency: text('Currency', 'Currency code, for example USD.').optional(),
  pipeline,
  stage,
  isOpen,
  closeDate: text('Close date', 'When it was or is expected to be closed; ISO time in UTC.').optional(),
  fields: fieldsOut,
})

export const hasMore = z.boolean().title('Has more').describe('Whether there are more than these.')

/** What every write is given, so that none is made that the user did not agree to. */
export const gate = {
  conversationId: text(
    'Conversation ID',
    'The conversation in which this is done. The builder of the bot pins it to {{ event.conversationId }}.',
  )
    .placeholder('{{ event.conversationId }}')
    .optional(),
  messageId: text(
    'Message ID',
    'The message of the user that is being answered. The builder of the bot pins it to {{ event.messageId }}.',
  )
    .placeholder('{{ event.messageId }}')
    .optional(),
  confirmation: text(
    'Confirmation',
    'Leave empty at first. After needsConfirmation: put "say" to the user, wait for their next message, and only if they agree call again with the same values and the confirmation from that answer.',
  ).optional(),
}

/** Values for further fields. */
export const fieldsIn = z
  .record(z.string())
  .title('Fields')
  .describe(
    'More fields to fill, by name or label as in HubSpot, for example {"Preferred language": "German"}. Options by label, dates as YYYY-MM-DD.',
  )
  .optional()

export const owner = text(
  'Owner',
  'Who looks after it: e-mail address, name or owner ID. Default: the configuration decides.',
).optional()

/** What is wrong with an input, field by field. */
const problem = z.object({
  field: text('Field', 'Name of the input or of the field in HubSpot.'),
  label: text('Label', 'What people call the field.').optional(),
  problem: text('Problem', 'What is wrong, and what to do.'),
  allowed: z.array(z.string()).title('Allowed').describe('What there is to choose from, at most 20.').optional(),
})

/** @param words that say when there are any. */
export const problems = (words: string) => z.array(problem).title('Problems').describe(words)

/** What every write answers. */
export const writeResult = z.object({
  status: z
    .enum(['done', 'existing', 'needsConfirmation', 'invalid'])
    .title('Status')
    .describe(
      'done: written. existing: it was there already, nothing was written. needsConfirmation: not written yet, put "say" to the user. invalid: not written, see "problems" and ask the user.',
    ),
  record: z
    .object({
      id,
      url,
      object: text('Object', 'Kind of record, for example ticket.'),
      title: text('Title', 'What the record is called.'),
      fields: z
        .record(z.string())
        .title('Fields')
        .describe('Fields of the record, by internal name, as people read them.'),
    })
    .title('Record')
    .describe('The record, when it was written or is there already.')
    .optional(),
  confirmation: text(
    'Confirmation',
    'To be given with the same values once the user has agreed. Good for ten minutes and for one time.',
  ).optional(),
  say: text('Say', 'A question that names what will be written. Put it to the user, in their language.').optional(),
  problems: problems('What is wrong with the values. Empty unless the status is invalid.'),
})
