import type { PageStep } from '../../../core/pages/answer'
import { type Html, html } from '../../../core/pages/html'

/** Parts that several pages share. */

const steps = ['Your HubSpot app', 'Connect', 'Inboxes', 'Try it'] as const

/** One of the steps from a fresh installation to a bot that was tried; from 1. */
export const stepAt = (at: 1 | 2 | 3 | 4): PageStep => ({ at, names: steps })

/** What an account needs to install the app; items of a list. */
export const mayInstall: Html = html`<li>The account your agents work in needs Sales Hub or Service Hub, Professional or Enterprise. A developer test account will do.</li>
<li>You need to be a super admin in it, or to have app marketplace access.</li>`

/** A HubSpot account as people know it. */
export type Account = { portalId: string; name: string }

export const accountName = ({ portalId, name }: Account): Html =>
  name === '' ? html`account ${portalId}` : html`${name} (account ${portalId})`

export const kindOf = (type: string): string => (type === 'HELP_DESK' ? 'Help desk' : 'Inbox')
