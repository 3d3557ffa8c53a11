import type { Client } from '../../core/botpress'
import { type Frame, connectLink as linkOf } from '../../core/pages/frame'
import { type HttpRequest, readRequest } from '../../core/pages/request'
import type { Visit as PageVisit } from '../../core/pages/visit'
import type { Context } from '../bp'
import type { Installation } from '../installation/installation'
import { clientSecretIn } from '../installation/settings'

const names = ['app', 'switch', 'inboxes', 'progress', 'done', 'test', 'doctor'] as const
/** Of the pages after the first. */
export type PageName = (typeof names)[number]

/** One request to the connect page, and what it is answered with. */
export type Visit = PageVisit<PageName> & { installation: Installation }

export const visitOf = (frame: Frame, installation: Installation, request: HttpRequest): Visit => ({
  ...frame,
  installation,
  request: readRequest(names, request),
})

/** The link that opens the connect page, good for one hour. To be called under the set-up lock. */
export const connectLink = (place: { ctx: Context; client: Client }, webhookUrl: string): Promise<string> =>
  linkOf(place, { label, webhookUrl, clientSecret: clientSecretIn(place.ctx.configuration) })

export const label = 'hubspot-inbox-hitl connect page'
