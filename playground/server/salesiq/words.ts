import * as z from 'zod'
import type { CallWords } from '../desk'

/** What calls to Zoho are for. */
export const words: readonly CallWords[] = [
  ['POST', /^\/oauth\/v2\/token$/, 'get an access token'],
  ['POST', /^\/oauth\/v2\/token\/revoke$/, 'give a grant back'],
  ['POST', /^\/api\/visitor\/v1\/[^/]+\/conversations$/, 'open the chat'],
  ['POST', /^\/api\/visitor\/v1\/[^/]+\/conversations\/[^/]+\/messages$/, 'send a message'],
  ['PUT', /^\/(api\/)?visitor\/v[12]\/[^/]+\/conversations\/[^/]+\/close$/, 'close the chat'],
  ['PUT', /^\/api\/v2\/[^/]+\/conversations\/[^/]+\/close$/, 'close the chat'],
  ['GET', /^\/api\/v2\/[^/]+\/conversations\/[^/]+\/messages$/, 'read the transcript'],
  ['GET', /^\/api\/v2\/[^/]+\/conversations\/[^/]+\/attachments\//, 'download a file'],
  ['POST', /^\/api\/v2\/[^/]+\/conversations\/[^/]+\/notes$/, 'write a note'],
  ['GET', /^\/api\/v2\/[^/]+\/conversations\/[^/]+$/, 'read the chat'],
  ['GET', /^\/api\/v2\/[^/]+\/conversations$/, 'look for the chat'],
  ['GET', /^\/api\/v2\/[^/]+\/apps(\/|$)/, 'read the brand'],
  ['GET', /^\/api\/v2\/[^/]+\/departments(\/|$)/, 'read the departments'],
  ['POST', /^\/api\/v2\/[^/]+\/webhooks$/, 'create the webhook'],
  ['POST', /^\/api\/v2\/[^/]+\/webhooks\/[^/]+\/keys$/, "make the webhook's key"],
  ['GET', /^\/api\/v2\/[^/]+\/webhooks\/[^/]+\/executions/, 'look for lost webhooks'],
  ['POST', /^\/api\/v2\/[^/]+\/webhooks\/[^/]+\/executions/, 'have lost webhooks sent again'],
  ['GET', /^\/api\/v2\/[^/]+\/webhooks(\/|$)/, 'read the webhooks'],
  ['PUT', /^\/api\/v2\/[^/]+\/webhooks\//, 'repair the webhook'],
  ['DELETE', /^\/api\/v2\/[^/]+\/webhooks\//, 'delete the webhook'],
]

const told = z.object({ event: z.string() })

/** What a webhook of SalesIQ tells of; one without a body asks whether anybody is there. */
export function eventName(body: unknown): string | undefined {
  if (body === undefined) return 'is anybody there?'
  return told.safeParse(body).data?.event.replace('conversation.', '')
}
