import { type StateDefinition, z } from '@botpress/sdk'
import { coreStates, lockSchema, pageStates } from '../../../core/definitions'

const regionName = z.string().title('Region').describe('Data centre that the account is in.')
const department = z.object({
  id: z.string().title('ID').describe('ID of the department in SalesIQ.'),
  name: z.string().title('Name').describe('Name of the department.'),
})

/**
 * What the integration remembers between runs. One state per writer, so that a token refresh, a registration and a visit
 * of the connect page that happen at the same time do not erase each other.
 */
export const states = {
  credentials: {
    type: 'integration',
    schema: z.object({
      accessToken: z.string().title('Access token').describe('Current access token; it lives for an hour.'),
      expiresAt: z.number().title('Expires at').describe('When the access token ends, in epoch milliseconds.'),
      renewAt: z.number().title('Renew at').describe('When it is to be renewed, in epoch milliseconds.'),
      from: z.string().title('From').describe('SHA-256 of the client, and of the refresh token, that it was got with.'),
      throttledUntil: z
        .number()
        .title('Throttled until')
        .describe('Until when Zoho is not to be asked for another one, in epoch milliseconds.')
        .optional(),
      issued: z
        .array(z.number())
        .title('Issued')
        .describe('When tokens were got lately, in epoch milliseconds: Zoho gives out ten in ten minutes.')
        .optional(),
    }),
  },
  connection: {
    type: 'integration',
    schema: z.object({
      refreshToken: z.string().title('Refresh token').describe('What was granted on the connect page.'),
      region: regionName,
      clientId: z.string().title('Client ID').describe('The client that it was granted to.'),
      screenName: z.string().title('Screen name').describe('Name of the SalesIQ portal that was chosen.'),
      appId: z.string().title('Brand').describe('ID of the brand that was chosen.'),
      departmentId: z.string().title('Department').describe('ID of the department that was chosen.'),
      connectedAt: z.number().title('Connected at').describe('When it was chosen, in epoch milliseconds.'),
    }),
  },
  visit: {
    type: 'integration',
    schema: z.object({
      usedNonces: z
        .array(
          z.object({
            nonce: z.string().title('Nonce').describe('Of an answer of Zoho that was taken.'),
            until: z.number().title('Until').describe('When it would end by itself, in epoch milliseconds.'),
          }),
        )
        .title('Used nonces')
        .describe('So that no answer of Zoho is taken twice.'),
      grant: z
        .object({
          id: z.string().title('ID').describe('Random ID.'),
          at: z.number().title('At').describe('When Zoho granted it, in epoch milliseconds.'),
          region: regionName,
          refreshToken: z.string().title('Refresh token').describe('What Zoho granted.'),
          accessToken: z.string().title('Access token').describe('What came with it.'),
          expiresAt: z.number().title('Expires at').describe('When that ends, in epoch milliseconds.'),
          scopes: z.array(z.string()).title('Scopes').describe('What Zoho says was allowed.'),
          screenName: z.string().title('Screen name').describe('The portal that was named for it; empty before.'),
        })
        .title('Grant')
        .describe('What Zoho granted and nobody has chosen a brand for yet.')
        .optional(),
      work: z
        .object({
          id: z.string().title('ID').describe('Random ID.'),
          step: z.string().title('Step').describe('What comes next.'),
          remarks: z.array(z.string()).title('Remarks').describe('What was noticed on the way.'),
        })
        .title('Work')
        .describe('A set-up that the connect page has begun.')
        .optional(),
    }),
  },
  brand: {
    type: 'integration',
    schema: z.object({
      region: regionName,
      screenName: z.string().title('Screen name').describe('Name of the SalesIQ portal.'),
      appId: z.string().title('Brand').describe('ID of the brand.'),
      name: z.string().title('Name').describe('Name of the brand.'),
      departmentId: z.string().title('Department').describe('The one that chats go to by default.'),
      departments: z.array(department).title('Departments').describe('All that the brand has.'),
    }),
  },
  webhook: {
    type: 'integration',
    schema: z.object({
      id: z.string().title('ID').describe('ID of the webhook in SalesIQ; empty while there is none of our own.'),
      url: z.string().title('URL').describe('Where SalesIQ delivers.'),
      keys: z.array(z.string()).title('Keys').describe('Public keys that its deliveries are signed with.'),
      readAt: z.number().title('Read at').describe('When the keys were read, in epoch milliseconds.'),
      replayedAt: z
        .number()
        .title('Replayed at')
        .describe('Until when lost deliveries were asked for again, in epoch milliseconds.'),
    }),
  },
  ...coreStates,
  ...pageStates,
  setupLock: { type: 'integration', schema: lockSchema },
  credentialsLock: { type: 'integration', schema: lockSchema },
  connectLock: { type: 'integration', schema: lockSchema },
} as const satisfies Record<string, StateDefinition>
