import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'

/** What a call is for, in a few words. The first line that fits a method and path counts. */
const words: [method: string, path: RegExp, what: string][] = [
  ['POST', /^\/oauth\/[^/]+\/token$/, 'get an access token'],
  ['POST', /^\/oauth\/[^/]+\/token\/introspect$/, 'check the access token'],
  ['GET', /^\/account-info\//, 'read the account'],
  ['GET', /^\/app-webhooks\//, "read the app's webhooks"],
  ['POST', /^\/conversations\/custom-channels\/[^/]+\/[^/]+\/messages$/, 'publish a message'],
  ['PATCH', /^\/conversations\/custom-channels\/[^/]+\/[^/]+\/messages\/[^/]+$/, "set a reply's status"],
  ['GET', /^\/conversations\/custom-channels\/[^/]+\/[^/]+\/messages\/[^/]+$/, 'read a message'],
  ['POST', /^\/conversations\/custom-channels\/[^/]+\/[^/]+\/channel-accounts$/, 'connect an inbox'],
  ['PATCH', /^\/conversations\/custom-channels\/[^/]+\/[^/]+\/channel-accounts\//, 'change a connection'],
  ['GET', /\/channel-accounts(\/|$)/, 'read the connected inboxes'],
  ['POST', /^\/conversations\/custom-channels\/[^/]+$/, 'create the channel'],
  ['PATCH', /^\/conversations\/custom-channels\/[^/]+\/[^/]+$/, 'update the channel'],
  ['DELETE', /^\/conversations\/custom-channels\/[^/]+\/[^/]+$/, 'delete the channel'],
  ['GET', /^\/conversations\/custom-channels\//, 'read the channel'],
  ['GET', /\/inboxes(\/|$)/, 'read the inboxes'],
  ['GET', /\/threads\/[^/]+\/messages\/[^/]+\/original-content$/, 'read a long reply'],
  ['GET', /\/threads\/[^/]+\/messages(\/|$)/, "read the thread's messages"],
  ['POST', /\/threads\/[^/]+\/messages$/, 'write an internal comment'],
  ['PATCH', /\/threads\/[^/]+$/, 'change the thread'],
  ['GET', /\/threads(\/|$)/, 'read the thread'],
  ['GET', /\/actors\//, 'look up an agent'],
  ['POST', /^\/crm\/.*\/contacts\/search$/, 'search the contact'],
  ['POST', /^\/crm\/.*\/search$/, 'search records'],
  ['POST', /^\/crm\/.*\/batch\/read$/, 'read records'],
  ['POST', /^\/crm\/.*\/contacts$/, 'create the contact'],
  ['POST', /^\/crm\/.*\/tickets$/, 'create the ticket'],
  ['POST', /^\/crm\/.*\/deals$/, 'create the deal'],
  ['POST', /^\/crm\//, 'create a record'],
  ['PATCH', /^\/crm\/.*\/contacts\//, 'update the contact'],
  ['PATCH', /^\/crm\//, 'update a record'],
  ['GET', /^\/crm\/properties\//, 'read the properties'],
  ['GET', /^\/crm\/pipelines\//, 'read the pipelines'],
  ['GET', /^\/crm\/owners(\/|$)/, 'read the owners'],
  ['GET', /^\/crm-object-schemas\//, 'read the custom objects'],
  ['GET', /^\/crm\/associations\//, 'read the associations'],
  ['GET', /^\/crm\/.*\/contacts(\/|$)/, 'read the contact'],
  ['GET', /^\/crm\/.*\/users(\/|$)/, 'read the users'],
  ['GET', /^\/crm\//, 'read a record'],
  ['POST', /^\/files\/[^/]+\/files$/, 'upload a file'],
  ['GET', /\/signed-url$/, 'get a link to a file'],
  ['GET', /^\/(hubfs|content\/file|files\/.*\/download)(\/|$)/, 'download a file'],
  ['PUT', /^\/content\/upload\//, 'upload a file'],
  ['PUT', /^\/v1\/files$/, 'announce a file'],
  ['GET', /^\/v1\/files/, 'read a file'],
  ['DELETE', /^\/v1\/files/, 'delete a file'],
  ['POST', /^\/v1\/chat\/initialize-incoming-message$/, 'create a message'],
  ['POST', /^\/v1\/chat\/messages/, 'create a message'],
  ['PUT', /^\/v1\/chat\/messages/, 'update a message'],
  ['GET', /^\/v1\/chat\/messages/, 'find messages'],
  ['DELETE', /^\/v1\/chat\/messages/, 'delete a message'],
  ['POST', /^\/v1\/chat\/conversations/, 'create the conversation'],
  ['PUT', /^\/v1\/chat\/conversations/, 'update the conversation'],
  ['GET', /^\/v1\/chat\/conversations$/, 'find conversations'],
  ['GET', /^\/v1\/chat\/conversations\//, 'read the conversation'],
  ['DELETE', /^\/v1\/chat\/conversations/, 'delete the conversation'],
  ['POST', /^\/v1\/chat\/users/, 'find or create a user'],
  ['PUT', /^\/v1\/chat\/users/, 'update a user'],
  ['GET', /^\/v1\/chat\/users/, 'read a user'],
  ['GET', /^\/v1\/chat\/events/, 'find events'],
  ['POST', /^\/v1\/chat\/states/, 'write a state'],
  ['PUT', /^\/v1\/chat\/states/, 'write a state'],
  ['PATCH', /^\/v1\/chat\/states/, 'write a state'],
  ['GET', /^\/v1\/chat\/states/, 'read a state'],
  ['POST', /^\/v1\/chat\/integrations\/configure$/, 'configure the integration'],
]

const typed = z.object({ type: z.string() })
const events = z.array(
  z.object({
    subscriptionType: z.string(),
    propertyName: z.string().optional(),
    propertyValue: z.string().optional(),
  }),
)

/** @returns words from a table, the operation, or the event's own name. */
export function whatOf({ side, method, path, requestBody }: Pick<Call, 'side' | 'method' | 'path' | 'requestBody'>) {
  if (side === 'webhook') return eventName(requestBody)
  const type = typed.safeParse(requestBody).data?.type
  if (side === 'integration') {
    const operation = path.slice(1)
    return type !== undefined && operation === 'action_triggered' ? type : operation
  }
  if (method === 'POST' && path === '/v1/chat/events') return type ?? 'create an event'
  return words.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2] ?? `${method} ${path}`
}

function eventName(body: unknown): string {
  const type = typed.safeParse(body).data?.type
  if (type !== undefined) return type
  const [event, ...more] = events.safeParse(body).data ?? []
  if (event === undefined) return 'webhook'
  const { subscriptionType, propertyName, propertyValue = '' } = event
  const name =
    propertyName === undefined ? subscriptionType.replace('conversation.', '') : `${propertyName} ${propertyValue}`
  return `${name.trim()}${more.length > 0 ? ` and ${more.length} more` : ''}`
}
