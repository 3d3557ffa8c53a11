import type { HubSpotProperties } from '../../../sim/hubspot'

/** What only HubSpot has; durations in ms. */
export type HubSpotOwn = { fault: HubSpotFault; properties: HubSpotProperties }

export type HubSpotFault =
  /** Access tokens end before their time; with `refresh`, new ones are refused for a while. */
  | { kind: 'expire' }
  | { kind: 'refresh'; status: number; times: number }
  /** The app is uninstalled and installed again. */
  | { kind: 'revoke'; gap: number }
  /** The channel is removed from its inboxes. */
  | { kind: 'purge'; gap: number }
  /** Events come in arrays. */
  | { kind: 'batch'; lasts: number }
  /** Events come about what is not the bot's. */
  | { kind: 'strangers' }
