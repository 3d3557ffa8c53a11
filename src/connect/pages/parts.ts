import type { ScopeFact } from '../../setup/scopes'
import { type Html, html } from '../html'

/** Parts that several pages share. */

/** A HubSpot account as people know it. */
export type Account = { portalId: string; name: string }

export const accountName = ({ portalId, name }: Account): Html =>
  name === '' ? html`account ${portalId}` : html`${name} (account ${portalId})`

export const button = (url: string, label: string): Html => html`<p><a class="button" href="${url}">${label}</a></p>`

/** A form with one button; `token` is what makes it valid. */
export const form = (url: string, token: string, content: Html | undefined, label: string): Html =>
  html`<form method="post" action="${url}">
<input type="hidden" name="token" value="${token}">
${content}
<button class="button" type="submit">${label}</button>
</form>`

/** Scopes with what each is for, or with what its absence costs. */
export function scopeList(scopes: ScopeFact[]): Html {
  const item = ({ scope, purpose, cost, granted }: ScopeFact) =>
    granted
      ? html`<li class="yes"><code>${scope}</code> <span class="soft">to ${purpose}</span></li>`
      : html`<li class="no"><code>${scope}</code> is missing: ${cost}</li>`
  return html`<ul class="marks">${scopes.map(item)}</ul>`
}

/** The card that escalates, as newer and as older Studios call it. */
export const theCard: Html = html`<strong>Start HITL</strong> card (“Escalate to Human” in older Studios)`

export const kindOf = (type: string): string => (type === 'HELP_DESK' ? 'Help desk' : 'Inbox')
