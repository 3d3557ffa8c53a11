import * as z from 'zod/mini'
import type { Caller } from './caller'
import { id } from './id'
import { paths } from './versions'

const details = z.lazy(() =>
  z.object({
    portalId: id,
    accountType: z._default(z.string(), ''),
    uiDomain: z._default(z.string(), ''),
    /** IANA name; empty where HubSpot does not say. */
    timeZone: z._default(z.catch(z.string(), ''), ''),
  }),
)
/** What HubSpot tells of an account. */
export type AccountDetails = z.infer<typeof details>

export function readAccount(caller: Caller, deadline: number): Promise<AccountDetails> {
  return caller.call({ what: 'read the account details', method: 'GET', path: paths.accountDetails, deadline }, details)
}
