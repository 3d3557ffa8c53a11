import { type ActionDefinition, z } from '@botpress/sdk'

const action = z.object({
  name: z.string().title('Name').describe('Name of an action of this integration, for instance findContact.'),
  available: z.boolean().title('Available').describe('Whether the action can be used with the present connection.'),
  missingScopes: z
    .array(z.string())
    .title('Missing scopes')
    .describe("HubSpot scopes that the action needs and that are not granted; the bot's owner can add them."),
})

/** What the bot is connected to, and what it may do there. */
export const getConnection = {
  title: 'Get Connection',
  description:
    'Tells whether the bot is connected to a HubSpot account, to which one, and which of the CRM actions it can use there. Changes nothing. Use it when an action fails and it is unclear why.',
  input: { schema: z.object({}) },
  output: {
    schema: z.object({
      status: z
        .enum(['connected', 'notConnected', 'refused'])
        .title('Status')
        .describe(
          "connected: HubSpot can be used. notConnected: nobody has connected an account yet. refused: HubSpot does not accept the connection any more. Only the bot's owner can change it.",
        ),
      accountLabel: z
        .string()
        .title('Account label')
        .describe('What people call the HubSpot account, usually its domain. Example: acme.example.')
        .optional(),
      accountId: z
        .string()
        .title('Account ID')
        .describe('ID of the HubSpot account, also called portal or Hub ID. Example: 12345678.')
        .optional(),
      scopes: z
        .array(z.string())
        .title('Scopes')
        .describe('HubSpot scopes that are granted. Empty when not connected. Example: crm.objects.contacts.read.'),
      actions: z
        .array(action)
        .title('Actions')
        .describe('The CRM actions of this integration, and for each whether it can be used.'),
    }),
  },
} as const satisfies ActionDefinition
