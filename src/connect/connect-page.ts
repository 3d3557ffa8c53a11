import { isApiError } from '@botpress/sdk'
import { DeskError } from '../../core/desk'
import { LockedError } from '../../core/platform/lock'
import { OutOfTimeError, within } from '../../core/platform/within'
import type { HandlerProps } from '../bp'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, openInstallation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import { heedReconnection } from '../installation/stored-credentials'
import { isClientRefusal } from '../installation/token-refresher'
import { timing } from '../timing'
import { type Answer, goTo, type Page, show } from './answer'
import { offerInboxes, takeInboxes } from './choose-inboxes'
import { Interrupt } from './interrupt'
import {
  busy,
  clientRefused,
  connectionEnded,
  linkExpired,
  linkInvalid,
  notConfigured,
  notFound,
  pageExpired,
  pageInvalid,
  stepRefused,
  unavailable,
} from './pages/problems'
import { type ConnectRequest, readRequest } from './request'
import { showDone } from './show-done'
import { showProgress } from './show-progress'
import { showStart } from './show-start'
import { askToSwitch, confirmSwitch } from './switch-account'
import { takeReturn } from './take-return'
import type { Ticket } from './tickets'
import { addressOf, openTicket, startAddress, type Visit } from './visit'

type Props = HandlerProps & { req: Parameters<typeof readRequest>[0] }

/** Answers a browser on the connect page. Never throws: whatever goes wrong has a page. */
export async function connectPage(props: Props): Promise<Answer> {
  const request = readRequest(props.req)
  const installation = configured(props)
  if (installation === undefined) return show(notConfigured())
  const began = Date.now()
  const visit = { installation, request, deadline: began + timing.webhookDeskBudget }
  if (request.page === 'return') return answer(visit, undefined, () => takeReturn(visit), began)
  const { ticket, problem } = admit(visit)
  if (problem) return show(problem)
  return answer(visit, ticket, () => (request.isPost ? take(visit, ticket) : look(visit, ticket)), began)
}

function configured(props: Props): Installation | undefined {
  try {
    return openInstallation(props)
  } catch (error) {
    if (isApiError(error) && error.type === 'Runtime') return undefined
    throw error
  }
}

type Admission = { ticket: Ticket; problem?: undefined } | { ticket?: undefined; problem: Page }

/** Nobody gets further than this without a ticket that we signed for what they ask. */
function admit(visit: Visit): Admission {
  const { page, isPost, query, form } = visit.request
  if (page === 'unknown') return { problem: notFound() }
  const isStart = page === 'start'
  const opened = isPost
    ? openTicket(visit, 'form', form.get('token'))
    : openTicket(visit, isStart ? 'link' : 'page', query.get('t'))
  if (opened.ok) return { ticket: opened.ticket }
  if (opened.reason === 'expired') return { problem: isStart ? linkExpired() : pageExpired() }
  return { problem: isStart ? linkInvalid() : pageInvalid() }
}

function look(visit: Visit, ticket: Ticket): Promise<Answer> {
  const views: Record<ConnectRequest['page'], () => Promise<Answer>> = {
    start: () => showStart(visit, ticket),
    switch: () => askToSwitch(visit, ticket),
    inboxes: () => offerInboxes(visit, ticket),
    progress: () => showProgress(visit, ticket),
    done: () => showDone(visit, ticket),
    return: () => takeReturn(visit),
    unknown: async () => show(notFound()),
  }
  return views[visit.request.page]()
}

/** The steps that change something. */
async function take(visit: Visit, ticket: Ticket): Promise<Answer> {
  if (visit.request.page === 'switch') return confirmSwitch(visit, ticket)
  if (visit.request.page === 'inboxes') return takeInboxes(visit, ticket)
  if (visit.request.page === 'progress') return goTo(addressOf(visit, 'progress', ticket))
  return show(notFound())
}

async function answer(
  visit: Visit,
  ticket: Ticket | undefined,
  work: () => Promise<Answer>,
  began: number,
): Promise<Answer> {
  try {
    const answered = async () => {
      // Another account may have been connected in a request to another process.
      await heedReconnection(visit.installation)
      return work()
    }
    return await within(began + timing.webhookBudget, 'answer the connect page', answered())
  } catch (error) {
    return show(pageFor(visit, ticket, error))
  }
}

function pageFor(visit: Visit, ticket: Ticket | undefined, error: unknown): Page {
  if (error instanceof Interrupt) return error.page
  const [againUrl, sameUrl] = waysOut(visit, ticket)
  if (error instanceof LockedError) return busy(sameUrl)
  if (error instanceof NotConnectedError) return connectionEnded(againUrl)
  if (error instanceof DeskError && !error.passing) {
    visit.installation.logger.forBot().warn('The connect page could not go on. %s', error.message)
    return refusalPage(error, againUrl)
  }
  const reason = error instanceof Error ? `${error.name}: ${isApiError(error) ? error.type : error.message}` : 'fault'
  visit.installation.logger.forBot().warn('The connect page could not go on. %s', reason)
  return unavailable(sameUrl, error instanceof OutOfTimeError ? 'Try again' : 'Go on')
}

function refusalPage(error: DeskError, againUrl: string): Page {
  if (isClientRefusal(error)) return clientRefused()
  // Of the refresh token, or of an access token although it was renewed.
  const isOfGrant = error instanceof HubSpotError && error.oauthError === 'invalid_grant'
  const isOfAccess = isOfGrant || error.outcome === 'denied'
  return isOfAccess ? connectionEnded(againUrl) : stepRefused(error.message, againUrl)
}

/** The start again, and the page that was asked for again; HubSpot's answer is good only once. */
function waysOut(visit: Visit, ticket: Ticket | undefined): [string, string] {
  const state = openTicket(visit, 'state', visit.request.query.get('state'))
  const known = ticket ?? (state.ok ? state.ticket : undefined)
  if (known === undefined) return ['connect', 'connect']
  const againUrl = startAddress(visit, known)
  const { page } = visit.request
  if (page === 'switch' || page === 'inboxes' || page === 'progress' || page === 'done') {
    return [againUrl, addressOf(visit, page, known)]
  }
  return [againUrl, againUrl]
}
