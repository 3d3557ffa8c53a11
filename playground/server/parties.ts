import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { Party } from '../protocol'

const visit = z.object({ req: z.object({ headers: z.record(z.string(), z.string()) }) })

/** Who called whom; undefined for what is not between the three, or is in the log of the other side already. */
export function partiesOf({ side, path, headers, requestBody }: Call): { from: Party; to: Party } | undefined {
  switch (side) {
    case 'webhook':
      return { from: 'HubSpot', to: 'integration' }
    case 'integration':
      return path === '/webhook_received' && isFromHubSpot(requestBody)
        ? undefined
        : { from: 'Botpress', to: 'integration' }
    case 'hubspot':
      return isBrowser(headers) ? undefined : { from: 'integration', to: 'HubSpot' }
    case 'botpress':
      return isBrowser(headers) ? undefined : { from: 'integration', to: 'Botpress' }
    default:
      return undefined
  }
}

/** HubSpot's tries are logged where they begin. */
function isFromHubSpot(body: unknown): boolean {
  const headers = visit.safeParse(body).data?.req.headers ?? {}
  return 'x-hubspot-signature-v3' in headers
}

/** The page itself shows files of both sides, and people go through HubSpot's consent pages. */
const isBrowser = (headers: Record<string, string>) => headers['user-agent']?.startsWith('Mozilla/') === true
