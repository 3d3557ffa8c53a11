import { defaultProperties, type HubSpotProperties } from './properties'

/** How this HubSpot behaves. All of it may be changed while the stand-in runs, through `sim.settings`. */
export type Settings = HubSpotProperties & {
  /** A new channel is unknown to lists, GET, accounts and publishing for this long; default 0 ms. */
  publicDelayMs: number
  /** Life of an access token; default 1800 s, as HubSpot documents. */
  accessTokenTtlS: number
  /** True: every refresh hands out a new refresh token and kills the old one; default false. */
  rotateRefreshTokens: boolean
  /** Pauses between tries of one webhook in ms, the last one repeating; default 100, 200, 400, 800, 1000. */
  redeliveryDelaysMs: number[]
  /** Tries per webhook before HubSpot gives up; default 10, as HubSpot documents for app webhooks. */
  maxDeliveries: number
  /** How long HubSpot waits for an answer to a webhook; default 5000 ms. */
  webhookTimeoutMs: number
  /** App webhooks in flight at once per target; default 10. */
  maxConcurrentAppWebhooks: number
  /** True: app events raised in the same instant go out as one array; default false, one event per request. */
  batchAppEvents: boolean
  /** Longest text of a published message or comment in UTF-16 units; default 65,536 (an assumption). */
  maxTextLength: number
  /** Length at which webhooks and lists shorten an agent's text; default 40,000 (an assumption). */
  truncateAt: number
  /** Largest upload in bytes; default 100 MiB (an assumption). */
  maxFileBytes: number
  /** Channels per app; default 10, a limit that HubSpot's staff did not contest. */
  maxChannels: number
  /** Whether an account made for an identifier used before is active; default false, as seen by HubSpot's staff. */
  reusedIdentifierActive: boolean
  /** Whether creating or patching an account sends CHANNEL_ACCOUNT_CREATED / UPDATED; default true. */
  accountWebhooks: boolean
  /** Whether an agent's plain reply also carries `richText`, as replies seen in production do; default true. */
  plainRepliesHaveRichText: boolean
  /** How an agent's file is named in the message: id and signed url (default), id only, or the url as `fileId`. */
  agentFiles: 'url' | 'id' | 'urlAsId'
  /** How long a record that was written stays unknown to the search, unless a portal's CRM says otherwise; default 0 ms. */
  contactSearchLagMs: number
  /** Searches in the CRM that a portal takes within a second, from all apps together; default 5, as HubSpot documents. */
  searchesPerSecond: number
  /** Most results per page, whatever `limit` asks for, and half of what a search gives at most; default 100. */
  pageSize: number
}

export const defaultSettings: Settings = {
  ...defaultProperties,
  publicDelayMs: 0,
  accessTokenTtlS: 1800,
  rotateRefreshTokens: false,
  redeliveryDelaysMs: [100, 200, 400, 800, 1000],
  maxDeliveries: 10,
  webhookTimeoutMs: 5000,
  maxConcurrentAppWebhooks: 10,
  batchAppEvents: false,
  maxTextLength: 65_536,
  truncateAt: 40_000,
  maxFileBytes: 100 * 1024 * 1024,
  maxChannels: 10,
  reusedIdentifierActive: false,
  accountWebhooks: true,
  plainRepliesHaveRichText: true,
  agentFiles: 'url',
  contactSearchLagMs: 0,
  searchesPerSecond: 5,
  pageSize: 100,
}
