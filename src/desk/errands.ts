import * as z from 'zod/mini'
import type { Errand, Fields } from '../../core/desk'
import type { Session } from '../../core/session/session'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation/installation'
import { assignTo } from './assign-to'
import { fillTicket } from './fill-ticket'
import { ticketWishIn } from './ticket-wish'

/** What the card's fields ask for in the open thread; see the core's `Desk.errands`. */

const text = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const card = z.lazy(() =>
  z.object({ assignTo: text, ticketSubject: text, ticketPriority: text, ticketProperties: text }),
)

/** No address is longer. */
const longest = 320

/** By name; a blank field asks for nothing. */
export function errandsIn(fields: Fields): Record<string, unknown> {
  const { assignTo, ...ticket } = card.parse(fields)
  const wanted = assignTo?.trim().slice(0, longest + 1)
  const wish = ticketWishIn(ticket)
  return { ...(wanted ? { assignTo: wanted } : {}), ...(wish === undefined ? {} : { ticket: wish }) }
}

/** @throws {HubSpotError} an API error of Botpress. */
export async function runErrand(
  installation: Installation,
  session: Session,
  errand: Errand,
  deadline: number,
): Promise<boolean> {
  const isTicket = errand.name === 'ticket'
  try {
    return await (isTicket ? fillTicket : assignTo)(installation, session, errand, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    const { missingScopes, category } = error
    if (missingScopes.length === 0 && category !== 'MISSING_SCOPES') throw error
    installation.logger
      .forBot()
      .warn(
        'What the card asks for was not done (%s): HubSpot has not granted %s. Tick the box "%s" on the connect page and connect again; if the HubSpot app does not declare the scope yet, upload its project anew first.',
        errand.name,
        missingScopes.join(', ') || 'a scope that it needs',
        isTicket ? 'Ticket fields' : 'CRM',
      )
    return true
  }
}
