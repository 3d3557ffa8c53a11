import * as z from 'zod/mini'
import { callHubSpot } from './client'
import type { DeveloperKey } from './custom-channels'
import { page } from './paging'
import { paths } from './versions'

/**
 * Where HubSpot sends an app's webhooks, and which. Only read: it is the developer's to change. HubSpot lets legacy apps
 * read it; projects of the developer platform declare it in a file and get a refusal here (HubSpot, webhooks guide).
 */

export type AppWebhooks = {
  targetUrl: string
  subscriptions: { eventType: string; propertyName: string | undefined; active: boolean }[]
}

const settings = z.lazy(() => z.object({ targetUrl: z.string() }))
const subscription = z.lazy(() =>
  z.object({
    eventType: z.string(),
    propertyName: z.nullish(z.string()),
    active: z._default(z.boolean(), false),
  }),
)

/** @throws {HubSpotError} which for a project's app is a refusal. */
export async function readAppWebhooks(key: DeveloperKey, deadline: number): Promise<AppWebhooks> {
  const query = { hapikey: key.developerApiKey }
  const what = "read the app's webhook settings"
  const path = paths.webhookSettings(key.appId)
  const { targetUrl } = await callHubSpot({ what, method: 'GET', path, query, deadline }, settings)
  const { results } = await callHubSpot(
    {
      what: "read the app's webhook subscriptions",
      method: 'GET',
      path: paths.webhookSubscriptions(key.appId),
      query,
      deadline,
    },
    page(subscription),
  )
  return {
    targetUrl,
    subscriptions: results.map(({ propertyName, ...rest }) => ({ ...rest, propertyName: propertyName ?? undefined })),
  }
}
