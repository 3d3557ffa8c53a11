import { Client } from '@botpress/client'
import { IntegrationLogger, IntegrationSpecificClient } from '@botpress/sdk'
import type { Desk } from '../../../core/desk'
import { deskOf } from '../../../integrations/zoho-salesiq/src/desk/desk'
import { openInstallation } from '../../../integrations/zoho-salesiq/src/installation/installation'
import { unsupportedBy } from '../lacks'
import type { Lack } from '../seat'

/**
 * What is unsupported is asked of the desk that handlers work with; nothing is called for it. SalesIQ recognises nothing that
 * is sent to it again, and answers it with nothing; its files want a token. A chat that was picked up stays with somebody,
 * whoever writes first has picked it up, and none is deleted; operators write plain text.
 */
export const salesIqLacks: ReadonlySet<Lack> = new Set([
  ...unsupportedBy(salesIqDesk()),
  ...(['repeatKey', 'receipt', 'words', 'noteList', 'fileLinks'] as const),
  ...(['unassign', 'delete', 'restore', 'richText', 'replyUnassigned'] as const),
])

/** As a handler would have it, of an installation that there is not. */
export function salesIqDesk(): Desk {
  return deskOf(
    openInstallation({
      ctx: {
        botId: 'bot',
        botUserId: 'bot',
        integrationId: 'integration',
        integrationAlias: 'salesiq',
        webhookId: 'asked-what-it-lacks',
        operation: 'webhook_received',
        configurationType: null,
        configuration: {
          region: 'us',
          clientId: '1005.CLIENT',
          clientSecret: 'secret',
          historyDelivery: 'pastMessages',
        },
      },
      client: new IntegrationSpecificClient(new Client({ token: 'none' })),
      logger: new IntegrationLogger(),
    }),
  )
}
