import { randomBytes } from 'node:crypto'
import type { Logger } from '../botpress'
import { timing } from '../timing'
import type { PageRequest } from './request'
import { type Opened, open, type Purpose, type Signer, seal, type Ticket } from './tickets'

/** One request to a connect page, and what it is answered with. */
export type Visit<Name extends string> = {
  request: PageRequest<Name>
  signer: Signer
  logger: Logger
  /** Epoch ms until which the desk may be asked. */
  deadline: number
  /** Epoch ms at which the browser has its answer, whatever it is. */
  answerBy: number
}

type Signed = { signer: Signer }

export function openTicket({ signer }: Signed, purpose: Purpose, text: string | null): Opened {
  return open(signer, purpose, text ?? '', Date.now())
}

/** The address of one of our pages, with a ticket for it. */
export function addressOf<Name extends string>(
  { signer }: Pick<Visit<Name>, 'request' | 'signer'>,
  page: NoInfer<Name>,
  ticket: Ticket,
): string {
  return `${ticket.url}/connect/${page}?t=${seal(signer, 'page', ticket)}`
}

/** The start page's address again; it ends when the link did that all began with. */
export function startAddress(visit: Signed, ticket: Ticket): string {
  return `${ticket.url}/connect?t=${startTicket(visit, ticket)}`
}

/** What the start page's address needs for its query. */
export function startTicket({ signer }: Signed, ticket: Ticket): string {
  return seal(signer, 'link', { ...ticket, id: newId(), endsAt: ticket.linkEndsAt })
}

/** The hidden field without which a form changes nothing. */
export function formToken({ signer }: Signed, ticket: Ticket): string {
  return seal(signer, 'form', ticket)
}

/** What the desk hands back to us unchanged after its consent pages. */
export function stateFor({ signer }: Signed, ticket: Ticket): string {
  return seal(signer, 'state', { ...ticket, id: newId(), endsAt: Date.now() + timing.connectStateLife })
}

/** A ticket for what follows, about something else. */
export function follow(ticket: Ticket, id: string): Ticket {
  return { ...ticket, id, endsAt: Date.now() + timing.connectLinkLife }
}

export const newId = (): string => randomBytes(12).toString('base64url')

/**
 * The link that opens the connect page, good for one hour.
 *
 * @param url public one of the installation.
 */
export function linkFor(signer: Signer, url: string): string {
  const endsAt = Date.now() + timing.connectLinkLife
  return `${url}/connect?t=${seal(signer, 'link', { url, id: newId(), endsAt, linkEndsAt: endsAt })}`
}
