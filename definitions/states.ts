import { type StateDefinition, z } from '@botpress/sdk'
import { coreStates, keyedStates, lastingStates, lockSchema, pageStates, turnStates } from '../core/definitions'
import { connection } from './connection'

/**
 * What the integration remembers between runs. One state per writer, so that a token refresh, a registration and an
 * account webhook that happen at the same time do not erase each other.
 */
export const states = {
  credentials: {
    type: 'integration',
    schema: z.object({
      refreshToken: z.string().title('Refresh token').describe('Newest refresh token that HubSpot gave out.'),
      accessToken: z.string().title('Access token').describe('Current access token; short-lived.'),
      expiresAt: z.number().title('Expires at').describe('When the access token ends, in epoch milliseconds.'),
      portalId: z
        .string()
        .title('HubSpot account')
        .describe('ID of the HubSpot account (portal) the tokens belong to.'),
      configuredTokenHash: z
        .string()
        .title('Configured token hash')
        .describe('SHA-256 of the refresh token in the configuration these tokens came from; empty when none was.'),
      connectedAt: z
        .number()
        .title('Connected at')
        .describe('When this connection was made, in epoch milliseconds; renewals leave it. The latest one wins.')
        .optional(),
      appId: z
        .string()
        .title('HubSpot app')
        .describe('ID of the app that the tokens were given to, as HubSpot names it.')
        .optional(),
    }),
  },
  channel: {
    type: 'integration',
    schema: z.object({
      channelId: z.string().title('Channel ID').describe("ID of this installation's custom channel in HubSpot."),
      webhookUrl: z.string().title('Webhook URL').describe('Public URL of this installation that HubSpot calls.'),
    }),
  },
  accounts: {
    type: 'integration',
    schema: z.object({
      accounts: z
        .array(
          z.object({
            id: z.string().title('Account ID').describe('ID of the channel account in HubSpot.'),
            inboxId: z.string().title('Inbox ID').describe('Inbox or help desk that the account is connected to.'),
            inboxName: z.string().title('Inbox name').describe('Name of that inbox or help desk.'),
            authorized: z.boolean().title('Authorized').describe('Whether the account may be used.'),
            active: z.boolean().title('Active').describe("Whether it is switched on in HubSpot's settings."),
            changedAt: z
              .number()
              .title('Changed at')
              .describe('When HubSpot last told of a change, in epoch milliseconds.'),
            address: z.string().title('Address').describe("The account's own delivery identifier."),
          }),
        )
        .title('Channel accounts')
        .describe('One connected channel account per inbox.'),
    }),
  },
  spokenBefore: {
    type: 'conversation',
    schema: z.object({
      turns: z
        .array(
          z.object({
            from: z.enum(['user', 'bot', 'agent']).title('From').describe('Who said it.'),
            name: z.string().title('Name').describe('What they are called.'),
            text: z.string().title('Text').describe('What was said, without card and ID numbers.'),
          }),
        )
        .title('Turns')
        .describe('What was said before the hand-over, kept until the session is logged.'),
      redacted: z.record(z.number()).title('Redacted').describe('How many numbers of each kind were taken out.'),
    }),
  },
  pendingLog: {
    type: 'conversation',
    schema: z.object({
      log: z.unknown().title('Log').describe('What is to be written to HubSpot, without card and ID numbers.'),
    }),
  },
  connection,
  ...coreStates,
  ...pageStates,
  ...keyedStates,
  ...lastingStates,
  ...turnStates,
  setupLock: { type: 'integration', schema: lockSchema },
  credentialsLock: { type: 'integration', schema: lockSchema },
  connectLock: { type: 'integration', schema: lockSchema },
} as const satisfies Record<string, StateDefinition>
