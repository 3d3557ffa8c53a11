import { type ConfigurationDefinition, z } from '@botpress/sdk'
import { textFields } from '../core/definitions'

/**
 * What a bot builder fills in, in the order in which it is needed. Everything may be empty: then the connect page says what to
 * fill in. Fields without a value fall back to what is said in their description.
 */
export const configuration = {
  schema: z.object({
    clientId: z
      .string()
      .title('Client ID')
      .describe(
        "Leave all empty at first and save: a link in the bot's logs opens a page that says where to find this and the next two. It is on the app's Auth tab in HubSpot.",
      )
      .optional(),
    clientSecret: z
      .string()
      .secret()
      .title('Client secret')
      .describe('On the same Auth tab, below the client ID. It also proves that a webhook comes from HubSpot.')
      .optional(),
    developerApiKey: z
      .string()
      .secret()
      .title('Developer API key')
      .describe(
        'Key of the HubSpot account that owns the app: Development > Keys > Developer API key. It is not a personal access key.',
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
    ...textFields,
    defaultCountry: z
      .string()
      .title('Default country')
      .describe(
        'Country of phone numbers that come without + and country code: two letters, such as US or DE. Without it they are not guessed.',
      )
      .optional(),
    inboxId: z
      .string()
      .title('Inbox or help desk ID')
      .describe(
        'Leave empty to choose on the connect page. Else where conversations go by default: the number in the address of the inbox or help desk in HubSpot, which wins over the page.',
      )
      .optional(),
    additionalInboxIds: z
      .array(z.string())
      .title('Additional inbox IDs')
      .describe(
        'More inboxes or help desks that a single escalation may choose with "Inbox ID" on the card "Start HITL" ("Escalate to Human" in older Studios). The connect page offers them, too.',
      )
      .optional(),
    crmWrites: z
      .enum(['confirm', 'direct', 'off'])
      .title('CRM writes')
      .describe(
        'confirm (default): actions that write to the CRM first return a question, and write after the user has answered it. direct: they write at once. off: they never write.',
      )
      .optional(),
    defaultTicketPipeline: z
      .string()
      .title('Default ticket pipeline')
      .describe('Pipeline of tickets that the bot creates: its name or ID. Default: the first one of the account.')
      .optional(),
    defaultTicketStage: z
      .string()
      .title('Default ticket stage')
      .describe(
        'Stage of tickets that the bot creates: its name or ID. It counts within its own pipeline. Default: the first open stage.',
      )
      .optional(),
    defaultDealPipeline: z
      .string()
      .title('Default deal pipeline')
      .describe('Pipeline of deals that the bot creates: its name or ID. Default: the first one of the account.')
      .optional(),
    defaultDealStage: z
      .string()
      .title('Default deal stage')
      .describe(
        'Stage of deals that the bot creates: its name or ID. It counts within its own pipeline. Default: the first open stage.',
      )
      .optional(),
    defaultOwner: z
      .string()
      .title('Default owner')
      .describe('Who owns tickets and deals that the bot creates: e-mail address, name or owner ID. Default: nobody.')
      .optional(),
    crmObjects: z
      .array(z.string())
      .title('CRM objects')
      .describe(
        'The only objects of the CRM that the bot may work with, by name, for example contacts and tickets. Empty: all that the connection allows.',
      )
      .optional(),
    crmHiddenFields: z
      .array(z.string())
      .title('Hidden CRM fields')
      .describe(
        'Fields of the CRM that the bot never sees, searches or writes: object, a dot, and the field, for example contacts.date_of_birth.',
      )
      .optional(),
    identityCheck: z
      .enum(['off', 'answers', 'code'])
      .title('Identity check')
      .describe(
        'How users prove who they are before their records are changed. off (default): nobody can, and nothing is changed. answers: they answer questions. code: they repeat a code that a flow of the bot sends them.',
      )
      .optional(),
    identityFields: z
      .array(z.string())
      .title('Identity fields')
      .describe(
        'For answers: what users are asked for, as internal names of contact properties, for example date_of_birth. The bot is never shown what stands in them.',
      )
      .optional(),
    identityMatches: z
      .number()
      .title('Identity matches')
      .describe('For answers: how many of the identity fields have to be answered rightly. Default: 2.')
      .optional(),
    crmAuthoring: z
      .boolean()
      .title('CRM authoring')
      .describe(
        'Whether the actions Save Binding, Delete Binding and Set Interaction Log work. Off (default): only bindings that were saved before can be run.',
      )
      .optional(),
    interactionLog: z
      .enum(['off', 'summary', 'summaryAndTranscript'])
      .title('Interaction log')
      .describe(
        "Whether each finished conversation becomes a note on the contact's timeline. off (default): none. summary: a summary. summaryAndTranscript: what was said, too. Card and ID numbers are taken out.",
      )
      .optional(),
    interactionLogNoMatch: z
      .enum(['skip', 'create'])
      .title('Interaction log: nobody matches')
      .describe(
        'Where no contact matches the e-mail address or phone number: skip (default) logs nothing, create makes a contact.',
      )
      .optional(),
    summaryWith: z
      .enum(['facts', 'model'])
      .title('Interaction log: summary')
      .describe(
        "facts (default): who, when, how long and how it ended. model: a language model of Botpress writes it, at the cost of the bot's workspace; where it does not answer, the facts.",
      )
      .optional(),
    appId: z
      .string()
      .title('HubSpot app ID')
      .describe(
        'Leave empty: HubSpot names it when you connect. Else the number of your HubSpot app, shown on its page in HubSpot; it has to be the app of the client ID.',
      )
      .optional(),
    refreshToken: z
      .string()
      .secret()
      .title('Refresh token')
      .describe(
        'Leave empty to connect on the page that the link in the logs opens. Else a refresh token of the HubSpot account, as hub.md says; it wins over the page.',
      )
      .optional(),
  }),
} as const satisfies ConfigurationDefinition
