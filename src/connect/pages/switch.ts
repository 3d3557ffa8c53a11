import type { Page } from '../../../core/pages/answer'
import { html } from '../../../core/pages/html'
import { form } from '../../../core/pages/parts'
import { type Account, accountName, stepAt } from './parts'

export type Switch = { from: Account; to: Account; url: string; token: string; againUrl: string }

/** Asks before another HubSpot account takes the place of the connected one. */
export function switchPage({ from, to, url, token, againUrl }: Switch): Page {
  return {
    title: 'Change to another HubSpot account?',
    step: stepAt(3),
    content: html`
<dl>
<div><dt>Connected now</dt><dd>${accountName(from)}</dd></div>
<div><dt>You have chosen</dt><dd>${accountName(to)}</dd></div>
</dl>
<p>From then on conversations go to the account you have chosen. Conversations that are open in the other one lose their way back to your users, so close those first.</p>
${form(url, token, undefined, 'Change the account')}
<h2>Not what you wanted?</h2>
<p>Close this page, and everything stays as it is. Or go back to HubSpot and choose the account that is connected now.</p>
<p><a href="${againUrl}">Start again</a></p>`,
  }
}
