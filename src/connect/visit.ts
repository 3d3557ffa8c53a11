import { randomBytes } from 'node:crypto'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import type { ConnectRequest } from './request'
import { type Opened, open, type Purpose, seal, type Ticket } from './tickets'

/** One request to the connect page, and what it is answered with. */
export type Visit = {
  installation: Installation
  request: ConnectRequest
  /** Epoch ms until which HubSpot may be asked. */
  deadline: number
}

const signerOf = ({ installation: { settings, ctx } }: Visit) => ({
  clientSecret: settings.app.clientSecret,
  webhookId: ctx.webhookId,
})

export function openTicket(visit: Visit, purpose: Purpose, text: string | null): Opened {
  return open(signerOf(visit), purpose, text ?? '', Date.now())
}

/** The address of one of our pages, with a ticket for it. */
export function addressOf(visit: Visit, page: 'switch' | 'inboxes' | 'progress' | 'done', ticket: Ticket): string {
  return `${ticket.url}/connect/${page}?t=${seal(signerOf(visit), 'page', ticket)}`
}

/** The start page's address again; it ends when the link did that all began with. */
export function startAddress(visit: Visit, ticket: Ticket): string {
  return `${ticket.url}/connect?t=${startTicket(visit, ticket)}`
}

/** What the start page's address needs for its query. */
export function startTicket(visit: Visit, ticket: Ticket): string {
  return seal(signerOf(visit), 'link', { ...ticket, id: newId(), endsAt: ticket.linkEndsAt })
}

/** The hidden field without which a form changes nothing. */
export function formToken(visit: Visit, ticket: Ticket): string {
  return seal(signerOf(visit), 'form', ticket)
}

/** What HubSpot hands back to us unchanged after its consent pages. */
export function stateFor(visit: Visit, ticket: Ticket): string {
  return seal(signerOf(visit), 'state', { ...ticket, id: newId(), endsAt: Date.now() + timing.connectStateLife })
}

/** A ticket for what follows, about something else. */
export function follow(ticket: Ticket, id: string): Ticket {
  return { ...ticket, id, endsAt: Date.now() + timing.connectLinkLife }
}

export const newId = (): string => randomBytes(12).toString('base64url')

/** The link that opens the connect page, good for one hour. */
export function connectLink({ settings, ctx }: Installation, webhookUrl: string): string {
  const endsAt = Date.now() + timing.connectLinkLife
  const ticket = { url: webhookUrl, id: newId(), endsAt, linkEndsAt: endsAt }
  const signer = { clientSecret: settings.app.clientSecret, webhookId: ctx.webhookId }
  return `${webhookUrl}/connect?t=${seal(signer, 'link', ticket)}`
}
