import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { Party } from '../protocol'
import type { DeskCalls } from './desk'

const visit = z.object({ req: z.object({ headers: z.record(z.string(), z.string()) }) })

/** Who called whom; undefined for what is not between the three, or is in the log of the other side already. */
export function partiesOf(
  { side, path, headers, requestBody }: Pick<Call, 'side' | 'path' | 'headers' | 'requestBody'>,
  desk: Pick<DeskCalls, 'name' | 'side' | 'isWebhook'>,
): { from: Party; to: Party } | undefined {
  switch (side) {
    case 'webhook':
      return { from: desk.name, to: 'integration' }
    case 'integration':
      // The desk's tries are logged where they begin.
      return path === '/webhook_received' && desk.isWebhook(headersIn(requestBody))
        ? undefined
        : { from: 'Botpress', to: 'integration' }
    case desk.side:
      return isBrowser(headers) ? undefined : { from: 'integration', to: desk.name }
    case 'botpress':
      return isBrowser(headers) ? undefined : { from: 'integration', to: 'Botpress' }
    default:
      return undefined
  }
}

const headersIn = (body: unknown) => visit.safeParse(body).data?.req.headers ?? {}

/** The page itself shows files of both sides, and people go through the desk's consent pages. */
const isBrowser = (headers: Record<string, string>) => headers['user-agent']?.startsWith('Mozilla/') === true
