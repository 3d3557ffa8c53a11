import type { Settings } from '../../../sim/salesiq'

/** What only SalesIQ has; durations in ms. */
export type SalesIqOwn = { fault: SalesIqFault; properties: Settings }

export type SalesIqFault =
  /** Access tokens end before their time; with `refresh`, new ones are refused for a while. */
  | { kind: 'expire' }
  | { kind: 'refresh'; status: number; times: number }
  /** The access is withdrawn and granted anew. */
  | { kind: 'revoke'; gap: number }
  /** SalesIQ says with HTTP 200 that there were too many requests. */
  | { kind: 'busy200'; times: number }
  /** Webhooks are signed with another key from now on. */
  | { kind: 'rotate'; gap: number }
  /** No webhook gets through, until SalesIQ has given up on some. */
  | { kind: 'lose'; lasts: number }
  /** Others chat with the brand on its website. */
  | { kind: 'strangers' }
