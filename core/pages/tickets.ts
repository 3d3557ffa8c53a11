import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'

/**
 * Signed texts that a connect page hands out and gets back: the link in the log, the `state` that travels through the desk's
 * consent pages, the address of a page, the hidden field of a form. Pure: key, clock and randomness come from outside.
 */

/** What a ticket is for; one for a page is no good in a form. */
export type Purpose = 'link' | 'state' | 'page' | 'form'

/** Whose tickets: those of one installation, as long as it has this key. */
export type Signer = {
  /** Tells tickets of one product from those of another. */
  label: string
  /** Random; see `page-key.ts`. */
  key: string
  webhookId: string
}

export type Ticket = {
  /** Public URL of the installation. */
  url: string
  /** A nonce, or the ID of what a page or form is about. */
  id: string
  /** Epoch ms. */
  endsAt: number
  /** When the link ends that all began with; nothing made from it lets anybody begin later. Epoch ms. */
  linkEndsAt: number
}

export type Opened = { ok: true; ticket: Ticket } | { ok: false; reason: 'invalid' | 'expired' }

/** A ticket as text, good in an address. */
export function seal(signer: Signer, purpose: Purpose, ticket: Ticket): string {
  const content = Buffer.from(JSON.stringify(ticket)).toString('base64url')
  return `${content}.${signature(signer, purpose, content)}`
}

const ticketSchema = z.lazy(() =>
  z.object({ url: z.url(), id: z.string(), endsAt: z.number(), linkEndsAt: z.number() }),
)

/**
 * Reads a ticket. One that was altered, or is another installation's, for another purpose or made with another key is
 * `invalid`; one that is genuine but too old is `expired`.
 *
 * @param now epoch ms.
 */
export function open(signer: Signer, purpose: Purpose, text: string, now: number): Opened {
  const [content = '', given = '', ...rest] = text.split('.')
  if (rest.length > 0 || !isSame(given, signature(signer, purpose, content))) return { ok: false, reason: 'invalid' }
  const ticket = ticketSchema.safeParse(JSON.parse(Buffer.from(content, 'base64url').toString('utf8')))
  if (!ticket.success) return { ok: false, reason: 'invalid' }
  return ticket.data.endsAt > now ? { ok: true, ticket: ticket.data } : { ok: false, reason: 'expired' }
}

function signature({ label, key: secret, webhookId }: Signer, purpose: Purpose, content: string): string {
  const key = createHmac('sha256', secret).update(label).digest()
  return createHmac('sha256', key)
    .update(JSON.stringify([webhookId, purpose, content]))
    .digest('base64url')
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
