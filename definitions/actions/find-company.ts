import { type ActionDefinition, z } from '@botpress/sdk'
import { candidates, company, fields, found, matches, recordId } from './fields'

/** Finds a company. */
export const findCompany = {
  title: 'Find Company',
  description:
    'Finds a company in HubSpot by name, web domain or ID. Answers exactly one or none; several are candidates, of which the user has to say which.',
  input: {
    schema: z.object({
      name: z.string().title('Name').describe('Name of the company, whole or in part.').optional(),
      domain: z
        .string()
        .title('Domain')
        .describe('Web domain, for example example.com. A web address or an e-mail address of the company will do.')
        .optional(),
      companyId: recordId(
        'Company ID',
        'ID of the company in HubSpot, from an earlier answer. Wins over name and domain.',
      ),
      fields,
    }),
  },
  output: {
    schema: z.object({
      found,
      matches,
      company: company.title('Company').describe('The company, when exactly one was found.').optional(),
      candidates,
    }),
  },
} as const satisfies ActionDefinition
