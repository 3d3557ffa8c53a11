import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Signed texts that an action hands out and takes back from whoever called, a language model as a rule, so they are short.
 * Pure: key, clock and randomness come from outside.
 */

/** What a ticket is for; one for something else is no good. */
export type Purpose = 'confirmation' | 'verification' | 'code'

/** Whose tickets: those of one installation, as long as it has this client secret. */
export type Signer = { clientSecret: string; webhookId: string }

/**
 * A ticket as text.
 *
 * @param content what the ticket carries: texts of letters, digits, `-` and `_`, in clear.
 * @param about what it is good for; not in it, so whoever opens it has to know.
 */
export function seal(signer: Signer, purpose: Purpose, content: readonly string[], about: readonly string[]): string {
  return [...content, signature(signer, purpose, content, about)].join('.')
}

/** What a ticket carries; undefined when it was altered, or is not for this. */
export function open(signer: Signer, purpose: Purpose, text: string, about: readonly string[]): string[] | undefined {
  const parts = text.trim().split('.')
  const content = parts.slice(0, -1)
  return isSame(parts.at(-1) ?? '', signature(signer, purpose, content, about)) ? content : undefined
}

/**
 * The key is derived from the client secret, so that nothing signed here can pass for a signature of HubSpot's or of the
 * connect page. Half of the hash is more than anybody can guess.
 */
function signature(
  { clientSecret, webhookId }: Signer,
  purpose: Purpose,
  content: readonly string[],
  about: readonly string[],
): string {
  const key = createHmac('sha256', clientSecret).update('hubspot-inbox-hitl crm actions').digest()
  return createHmac('sha256', key)
    .update(JSON.stringify([webhookId, purpose, content, about]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
