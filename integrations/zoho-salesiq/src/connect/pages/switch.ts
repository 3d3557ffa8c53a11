import type { Page } from '../../../../../core/pages/answer'
import { html } from '../../../../../core/pages/html'
import { form } from '../../../../../core/pages/parts'
import { type Place, stepAt } from './parts'

export type Switch = {
  from: Place
  to: Place
  /** What was chosen, as its form sends it once more. */
  place: string
  url: string
  token: string
}

/** Asks before another brand takes the place of the connected one. */
export function switchPage({ from, to, place, url, token }: Switch): Page {
  const name = ({ brandName, screenName }: Place) =>
    html`${brandName} <span class="soft small">portal ${screenName}</span>`
  const choice = html`<input type="hidden" name="place" value="${place}"><input type="hidden" name="switch" value="yes">`
  return {
    title: 'Change to another brand?',
    step: stepAt(3),
    content: html`
<dl>
<div><dt>Connected now</dt><dd>${name(from)}</dd></div>
<div><dt>You have chosen</dt><dd>${name(to)}</dd></div>
</dl>
<p>From then on chats are opened for the brand you have chosen. Chats that are open in the other one lose their way back to your users, so end those first.</p>
${form(url, token, choice, 'Change the brand')}
<h2>Not what you wanted?</h2>
<p>Close this page, and everything stays as it is. Or <a href="${url}">choose again</a>.</p>`,
  }
}
