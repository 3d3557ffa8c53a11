import { createHash } from 'node:crypto'
import { allGroups, optionalScopesFor, requiredScopes } from '../setup/scopes'
import { subscriptions } from '../setup/webhook-findings'

/** A file's path in the project and what stands in it. */
export type ProjectFile = { path: string; content: object }

/**
 * The HubSpot developer project that an app is uploaded with: OAuth, private distribution, the scopes and the events that the
 * integration has use for, and nothing else. It holds no secret. `hubspot-app/` is the same, for those who have the source.
 *
 * @param webhookUrl the installation's public URL: where HubSpot sends people back to, and webhooks.
 * @param mark keeps this bot's project apart from others of the same HubSpot account; see `markOf`.
 */
export function projectFiles(webhookUrl: string, mark = ''): ProjectFile[] {
  const after = (separator: string) => mark && `${separator}${mark}`
  return [
    {
      path: 'hsproject.json',
      content: { name: `botpress-inbox-hitl${after('-')}`, srcDir: 'src', platformVersion: '2026.09' },
    },
    {
      path: 'src/app/app-hsmeta.json',
      content: {
        uid: `botpress_inbox_hitl_app${after('_')}`,
        type: 'app',
        config: {
          name: `Botpress Inbox HITL${after(' ')}`,
          description:
            'Hands conversations of a Botpress bot over to agents in a HubSpot inbox or help desk, and brings their answers back.',
          distribution: 'private',
          auth: {
            type: 'oauth',
            redirectUrls: [webhookUrl],
            requiredScopes,
            optionalScopes: optionalScopesFor(allGroups, []),
            conditionallyRequiredScopes: [],
          },
        },
      },
    },
    {
      path: 'src/app/webhooks/webhooks-hsmeta.json',
      content: {
        uid: `botpress_inbox_hitl_webhooks${after('_')}`,
        type: 'webhooks',
        config: {
          settings: { targetUrl: webhookUrl, maxConcurrentRequests: 10 },
          subscriptions: {
            crmObjects: [],
            legacyCrmObjects: [],
            hubEvents: subscriptions.map(({ eventType: subscriptionType, propertyName }) => ({
              subscriptionType,
              ...(propertyName === undefined ? {} : { propertyName }),
              active: true,
            })),
          },
        },
      },
    },
  ]
}

/**
 * What tells one bot's project from another's. Always the same for a bot: HubSpot takes another uid for another component
 * (up to 64 letters, digits, `_` and `-`; HubSpot, app configuration).
 */
export function markOf(webhookId: string): string {
  return createHash('sha256').update(webhookId).digest('hex').slice(0, 12)
}
