import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whose webhook it is: one installation's, as long as it has this client secret. */
type Owner = { clientSecret: string; webhookId: string }

/** The name of the secret in the URL of a webhook that was made by hand. */
const secretName = 'key'

/** What the URL of a webhook that was made by hand has to say, since SalesIQ does not sign it. */
export const secretQuery = (owner: Owner): string => `${secretName}=${secretOf(owner)}`

function secretOf({ clientSecret, webhookId }: Owner): string {
  return createHmac('sha256', clientSecret).update(`zoho-salesiq-hitl webhook ${webhookId}`).digest('base64url')
}

/** Whether a query says that secret; compared in constant time. */
export function hasSecret(query: string, owner: Owner): boolean {
  const given = Buffer.from(new URLSearchParams(query).get(secretName) ?? '')
  const expected = Buffer.from(secretOf(owner))
  return given.length === expected.length && timingSafeEqual(given, expected)
}
