import { type ConfigurationDefinition, z } from '@botpress/sdk'

/** What a bot builder fills in. Optional fields without a value fall back to what is said in their description. */
export const configuration = {
  schema: z.object({
    appId: z
      .string()
      .min(1)
      .title('HubSpot app ID')
      .describe('The number of your HubSpot app, shown on the app page of your developer account.'),
    developerApiKey: z
      .string()
      .min(1)
      .secret()
      .title('Developer API key')
      .describe('The key of the developer account that owns the app: Development > Keys > Developer API key.'),
    clientId: z.string().min(1).title('Client ID').describe("The app's client ID, shown on its Auth tab."),
    clientSecret: z
      .string()
      .min(1)
      .secret()
      .title('Client secret')
      .describe("The app's client secret, shown on its Auth tab. It also proves that a webhook comes from HubSpot."),
    refreshToken: z
      .string()
      .secret()
      .title('Refresh token')
      .describe(
        "Leave empty to connect on a page instead: saving writes a link into the bot's logs. Or the refresh token of the HubSpot account, as hub.md says; it wins over the page.",
      )
      .optional(),
    inboxId: z
      .string()
      .title('Inbox or help desk ID')
      .describe(
        'Where conversations go by default: the number in the address of the inbox or help desk in HubSpot. Leave empty to choose on the connect page.',
      )
      .optional(),
    additionalInboxIds: z
      .array(z.string())
      .title('Additional inbox IDs')
      .describe(
        'More inboxes or help desks that a single escalation may choose with "Inbox ID" on the card "Start HITL" ("Escalate to Human" in older Studios).',
      )
      .optional(),
    channelName: z
      .string()
      .max(100)
      .title('Channel name')
      .describe('What agents see as the channel of these conversations. Default: Botpress.')
      .optional(),
    contactPolicy: z
      .enum(['findOrCreate', 'findOnly', 'anonymous'])
      .title('Contacts')
      .describe(
        'findOrCreate (default): find the contact by e-mail or phone, else create it. findOnly: never create. anonymous: never look.',
      )
      .optional(),
    historyDelivery: z
      .enum(['internalComment', 'firstMessage', 'off'])
      .title('Conversation history')
      .describe(
        'How the agent gets what was said before. internalComment (default): a comment only agents see. firstMessage: in the first message.',
      )
      .optional(),
  }),
} as const satisfies ConfigurationDefinition
