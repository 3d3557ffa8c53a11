import * as z from 'zod'
import type { CallWords } from '../desk'

/** What calls to HubSpot are for. */
export const words: readonly CallWords[] = [
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
  ['POST', /^\/crm\/.*\/notes$/, 'log a note'],
  ['POST', /^\/crm\/.*\/calls$/, 'log a call'],
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
]

const typed = z.object({ type: z.string() })
const events = z.array(
  z.object({
    subscriptionType: z.string(),
    propertyName: z.string().optional(),
    propertyValue: z.string().optional(),
  }),
)

/** What a webhook of HubSpot tells of. */
export function eventName(body: unknown): string | undefined {
  const type = typed.safeParse(body).data?.type
  if (type !== undefined) return type
  const [event, ...more] = events.safeParse(body).data ?? []
  if (event === undefined) return undefined
  const { subscriptionType, propertyName, propertyValue = '' } = event
  const name =
    propertyName === undefined ? subscriptionType.replace('conversation.', '') : `${propertyName} ${propertyValue}`
  return `${name.trim()}${more.length > 0 ? ` and ${more.length} more` : ''}`
}
