import { type ConfigurationDefinition, z } from '@botpress/sdk'
import { textFields } from '../../../core/definitions'

/** Zoho's data centres, by the ends of their addresses. */
export const regions = ['us', 'eu', 'in', 'au', 'cn', 'jp', 'ca', 'sa', 'uk'] as const

/**
 * What a bot builder fills in. Everything may be empty: then the connect page says what to fill in. Fields without a value
 * fall back to what is said in their description.
 */
export const configuration = {
  schema: z.object({
    region: z
      .enum(regions)
      .title('Region')
      .describe(
        'Data centre of your Zoho account, as the address of SalesIQ ends: us (default, .com), eu, in, au, cn, jp, ca (zohocloud.ca), sa, uk.',
      )
      .optional(),
    clientId: z
      .string()
      .title('Client ID')
      .describe(
        "Leave all empty at first and save: a link in the bot's logs opens a page that says how to make a client. It is of the type ORG; its ID begins with 1005.",
      )
      .optional(),
    clientSecret: z
      .string()
      .secret()
      .title('Client secret')
      .describe('Of the same client, shown in the Zoho API console.')
      .optional(),
    refreshToken: z
      .string()
      .secret()
      .title('Refresh token')
      .describe(
        "Leave empty to connect on a page instead: saving writes a link into the bot's logs. Or a refresh token of the client, as hub.md says; it wins over the page.",
      )
      .optional(),
    screenName: z
      .string()
      .title('Screen name')
      .describe(
        'Name of your SalesIQ portal, as in salesiq.zoho.com/SCREEN-NAME; any address of SalesIQ can be pasted. Leave empty to name it on the connect page.',
      )
      .optional(),
    appId: z
      .string()
      .title('Brand ID')
      .describe(
        'The brand that chats are opened for: the number in the address of its settings (its app ID). Leave empty to choose on the connect page, or where there is one brand only.',
      )
      .optional(),
    departmentId: z
      .string()
      .title('Department ID')
      .describe(
        'Department that chats go to by default. Leave empty to choose on the connect page, or where the brand has one department only.',
      )
      .optional(),
    waitTimeSeconds: z
      .number()
      .title('Wait time')
      .describe(
        'Seconds until a chat that nobody picks up counts as missed, 999 at most. Default: what is set for the brand in SalesIQ.',
      )
      .optional(),
    historyDelivery: z
      .enum(['pastMessages', 'note', 'off'])
      .title('Conversation history')
      .describe(
        'How the agent gets what was said before. pastMessages (default): as messages before the chat. note: as a note that only agents see. off: not at all.',
      )
      .optional(),
    missedMessage: z
      .string()
      .title('Missed message')
      .describe(
        'What the end user reads when nobody picked up. Default: nothing, since Botpress takes the author of the first message in a session for an agent who has joined, and says so.',
      )
      .optional(),
    ...textFields,
  }),
} as const satisfies ConfigurationDefinition
