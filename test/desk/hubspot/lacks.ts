import { Client } from '@botpress/client'
import { IntegrationLogger, IntegrationSpecificClient } from '@botpress/sdk'
import type { Desk } from '../../../core/desk'
import { deskOf } from '../../../src/desk/desk'
import { openInstallation } from '../../../src/installation/installation'
import { unsupportedBy } from '../lacks'
import type { Lack } from '../seat'

/** Asked of the desk that handlers work with; nothing is called for it. Its agents can do whatever agents can. */
export const hubspotLacks: ReadonlySet<Lack> = new Set(unsupportedBy(hubspotDesk()))

/** As a handler would have it, of an installation that there is not. */
export function hubspotDesk(): Desk {
  return deskOf(
    openInstallation({
      ctx: {
        botId: 'bot',
        botUserId: 'bot',
        integrationId: 'integration',
        integrationAlias: 'hubspot',
        webhookId: 'asked-what-it-lacks',
        operation: 'webhook_received',
        configurationType: null,
        configuration: { appId: '1', developerApiKey: 'key', clientId: 'client', clientSecret: 'secret', inboxId: '1' },
      },
      client: new IntegrationSpecificClient(new Client({ token: 'none' })),
      logger: new IntegrationLogger(),
    }),
  )
}
