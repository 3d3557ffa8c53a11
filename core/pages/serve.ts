import { isApiError } from '@botpress/sdk'
import { DeskError } from '../desk'
import { LockedError } from '../platform/lock'
import { OutOfTimeError, within } from '../platform/within'
import { type Answer, type Page, show } from './answer'
import { Interrupt } from './interrupt'
import { busy, linkExpired, linkInvalid, notFound, pageExpired, pageInvalid, unavailable } from './problems'
import type { Product } from './product'
import type { Ticket } from './tickets'
import { addressOf, openTicket, startAddress, type Visit } from './visit'

type View<V> = (visit: V, ticket: Ticket) => Promise<Answer>

/** A desk's connect page: what it shows under each name, and what it does with what is sent. */
export type Site<Name extends string, V extends Visit<Name>> = {
  product: Product
  /** Done before every page that a ticket opens. */
  prepare(visit: V): Promise<void>
  look: Record<Name | 'start', View<V>>
  /** The steps that change something, by POST. */
  take: Partial<Record<Name | 'start', View<V>>>
  takeReturn(visit: V): Promise<Answer>
  /** The page for a fault that does not pass by itself; undefined for one that does. */
  refusal(error: unknown, againUrl: string, visit: V): Page | undefined
}

/** Answers a browser. Never throws: whatever goes wrong has a page. */
export async function serve<Name extends string, V extends Visit<Name>>(
  site: Site<Name, V>,
  visit: V,
): Promise<Answer> {
  const { page, isPost } = visit.request
  if (page === 'return') return answer(site, visit, undefined, () => site.takeReturn(visit))
  if (page === 'unknown') return show(site.product.name, notFound())
  const { ticket, problem } = admit(site, visit)
  if (problem) return show(site.product.name, problem)
  const view = isPost ? site.take[page] : site.look[page]
  if (view === undefined) return show(site.product.name, notFound())
  return answer(site, visit, ticket, () => view(visit, ticket))
}

type Admission = { ticket: Ticket; problem?: undefined } | { ticket?: undefined; problem: Page }

/** Nobody gets further than this without a ticket that we signed for what they ask. */
function admit<Name extends string, V extends Visit<Name>>({ product }: Site<Name, V>, visit: V): Admission {
  const { page, isPost, query, form } = visit.request
  const isStart = page === 'start'
  const opened = isPost
    ? openTicket(visit, 'form', form.get('token'))
    : openTicket(visit, isStart ? 'link' : 'page', query.get('t'))
  if (opened.ok) return { ticket: opened.ticket }
  if (opened.reason === 'expired') return { problem: isStart ? linkExpired(product) : pageExpired() }
  return { problem: isStart ? linkInvalid() : pageInvalid() }
}

async function answer<Name extends string, V extends Visit<Name>>(
  site: Site<Name, V>,
  visit: V,
  ticket: Ticket | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const answered = async () => {
    await site.prepare(visit)
    return work()
  }
  try {
    return await within(visit.answerBy, 'answer the connect page', answered())
  } catch (error) {
    return show(site.product.name, pageFor(site, visit, ticket, error))
  }
}

function pageFor<Name extends string, V extends Visit<Name>>(
  { product, refusal }: Site<Name, V>,
  visit: V,
  ticket: Ticket | undefined,
  error: unknown,
): Page {
  if (error instanceof Interrupt) return error.page
  const [againUrl, sameUrl] = waysOut(visit, ticket)
  if (error instanceof LockedError) return busy(sameUrl)
  const refused = refusal(error, againUrl, visit)
  if (refused && !(error instanceof DeskError)) return refused
  visit.logger.forBot().warn('The connect page could not go on. %s', reasonOf(error, refused !== undefined))
  return refused ?? unavailable(product, sameUrl, error instanceof OutOfTimeError ? 'Try again' : 'Go on')
}

function reasonOf(error: unknown, isRefusal: boolean): string {
  if (!(error instanceof Error)) return 'fault'
  return isRefusal ? error.message : `${error.name}: ${isApiError(error) ? error.type : error.message}`
}

/** The start again, and the page that was asked for again; what comes back from consent pages is good only once. */
function waysOut<Name extends string>(visit: Visit<Name>, ticket: Ticket | undefined): [string, string] {
  const state = openTicket(visit, 'state', visit.request.query.get('state'))
  const known = ticket ?? (state.ok ? state.ticket : undefined)
  if (known === undefined) return ['connect', 'connect']
  const againUrl = startAddress(visit, known)
  const { page } = visit.request
  if (page === 'start' || page === 'return' || page === 'unknown') return [againUrl, againUrl]
  return [againUrl, addressOf(visit, page, known)]
}
