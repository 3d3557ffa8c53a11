import { isApiError } from '@botpress/sdk'
import { type Answer, show } from './answer'
import type { Frame } from './frame'
import { NotFilledInError } from './not-filled-in'
import { answerExpired, answerInvalid, notConfigured } from './problems'
import type { Product } from './product'
import { type HttpRequest, readRequest } from './request'
import type { Site } from './serve'
import type { Ticket } from './tickets'
import { openTicket, startAddress, type Visit } from './visit'

/** A visit while the configuration leads nowhere yet; there is one page only then. */
export type BareVisit = Visit<never> & Shortcomings

export type Shortcomings = {
  /** Titles of the fields without which there is no way to the desk. */
  missing: readonly string[]
  /** What is wrong with another field; undefined where nothing is. */
  mistake: string | undefined
}

/**
 * What keeps the configuration from leading to the desk.
 *
 * @param error what reading it threw; anything else is thrown on.
 */
export function shortcomingsIn(error: unknown): Shortcomings {
  if (error instanceof NotFilledInError) return { missing: error.missing, mistake: undefined }
  if (isApiError(error) && error.type === 'Runtime') return { missing: [], mistake: error.message }
  throw error
}

export const bareVisitOf = (frame: Frame, shortcomings: Shortcomings, request: HttpRequest): BareVisit => ({
  ...frame,
  ...shortcomings,
  request: readRequest<never>([], request),
})

/** @param first shows the first step. */
export function bareSite(
  product: Product,
  first: (visit: BareVisit, ticket: Ticket) => Answer,
): Site<never, BareVisit> {
  const start = async (visit: BareVisit, ticket: Ticket) =>
    visit.mistake === undefined
      ? first(visit, ticket)
      : show(product.name, notConfigured(visit.mistake, startAddress(visit, ticket)))
  return {
    product,
    prepare: async () => {},
    look: { start },
    take: {},
    // The configuration was emptied while somebody was at the desk's consent pages.
    takeReturn: async (visit) => {
      const opened = openTicket(visit, 'state', visit.request.query.get('state'))
      if (opened.ok) return start(visit, opened.ticket)
      return show(product.name, opened.reason === 'expired' ? answerExpired(product) : answerInvalid(product))
    },
    refusal: () => undefined,
  }
}
