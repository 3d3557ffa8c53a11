import type { HttpRequest } from '../../core/pages/request'
import { readRequest } from '../../core/pages/request'
import type { Signer } from '../../core/pages/tickets'
import { linkFor, type Visit as PageVisit } from '../../core/pages/visit'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'

const names = ['switch', 'inboxes', 'progress', 'done', 'test', 'doctor'] as const
/** Of the pages after the first. */
export type PageName = (typeof names)[number]

/** One request to the connect page, and what it is answered with. */
export type Visit = PageVisit<PageName> & { installation: Installation }

/** A request to the page of an installation, from now on. */
export function visitOf(installation: Installation, request: HttpRequest): Visit {
  const began = Date.now()
  return {
    installation,
    request: readRequest(names, request),
    signer: signerOf(installation),
    logger: installation.logger,
    deadline: began + timing.webhookDeskBudget,
    answerBy: began + timing.webhookBudget,
  }
}

/** The link that opens the connect page, good for one hour. */
export function connectLink(installation: Installation, webhookUrl: string): string {
  return linkFor(signerOf(installation), webhookUrl)
}

export const label = 'hubspot-inbox-hitl connect page'

function signerOf({ settings, ctx }: Installation): Signer {
  return { label, clientSecret: settings.app.clientSecret, webhookId: ctx.webhookId }
}
