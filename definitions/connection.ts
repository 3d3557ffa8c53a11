import { type StateDefinition, z } from '@botpress/sdk'

const inbox = z.object({
  id: z.string().title('Inbox ID').describe('ID of the inbox or help desk in HubSpot.'),
  name: z.string().title('Inbox name').describe('Its name in HubSpot.'),
  type: z.string().title('Inbox type').describe('INBOX or HELP_DESK.'),
})

const grant = z.object({
  id: z.string().title('ID').describe('Names this grant; random.'),
  at: z.number().title('At').describe('When HubSpot gave it, in epoch milliseconds.'),
  refreshToken: z.string().title('Refresh token').describe('Refresh token of the HubSpot account.'),
  accessToken: z.string().title('Access token').describe('Access token; short-lived.'),
  expiresAt: z.number().title('Expires at').describe('When the access token ends, in epoch milliseconds.'),
  portalId: z.string().title('HubSpot account').describe('ID of the HubSpot account (portal).'),
  confirmed: z.boolean().title('Confirmed').describe('Whether to leave another account for this one was confirmed.'),
})

const work = z.object({
  id: z.string().title('ID').describe('Names this set-up; random.'),
  step: z
    .enum(['find', 'wait', 'accounts', 'finish', 'done'])
    .title('Step')
    .describe('What is to be done next: find or create the channel, wait for it, connect the inboxes, note it all.'),
  inboxes: z.array(inbox).title('Inboxes').describe('Inboxes to connect, the default one first.'),
  connected: z.number().title('Connected').describe('How many of the inboxes are connected already.'),
  channelId: z.string().title('Channel ID').describe('ID of the channel, once it is there; else empty.'),
  createdAt: z.number().title('Created at').describe('When the channel was asked for, in epoch milliseconds, or 0.'),
})

/** What the connect page remembers. Only the connect page writes it. */
export const connection = {
  type: 'integration',
  schema: z.object({
    usedNonces: z
      .array(
        z.object({
          nonce: z.string().title('Nonce').describe('Random part of an answer of HubSpot that was used.'),
          until: z.number().title('Until').describe('When that answer would have ended, in epoch milliseconds.'),
        }),
      )
      .title('Used nonces')
      .describe('Answers of HubSpot that were used, each good for one time only.'),
    grant: grant.title('Grant').describe('What HubSpot granted, until the inboxes are chosen.').optional(),
    work: work.title('Set-up').describe('How far the set-up is that the connect page began last.').optional(),
    portalId: z.string().title('HubSpot account').describe('ID of the account that was connected; else empty.'),
    portalName: z.string().title('Account name').describe('What HubSpot calls that account; may be empty.'),
    scopes: z.array(z.string()).title('Scopes').describe('Scopes that were granted.'),
    inboxIds: z.array(z.string()).title('Inboxes').describe('Inboxes chosen on the page, the default one first.'),
  }),
} as const satisfies StateDefinition
