import type { ScopeFact } from '../../setup/scopes'
import type { Page } from '../answer'
import { html } from '../html'
import { type Account, accountName, button } from './parts'

export type Start = {
  /** HubSpot's consent pages. */
  hubspotUrl: string
  /** Where HubSpot sends the browser back to. */
  redirectUrl: string
  channelName: string
  scopes: ScopeFact[]
  /** What is connected now. */
  now: { account: Account; inboxNames: string[]; inboxesUrl: string } | undefined
}

/** What the link in the log opens: what is about to be connected, and the way to HubSpot. */
export function startPage({ hubspotUrl, redirectUrl, channelName, scopes, now }: Start): Page {
  const required = scopes.filter(({ needed, scope }) => needed || scope === 'oauth')
  const optional = scopes.filter((fact) => !required.includes(fact))
  const item = ({ scope, purpose }: ScopeFact) =>
    html`<li><code>${scope}</code> <span class="soft">to ${purpose}</span></li>`
  return {
    title: now ? 'Change the HubSpot connection' : 'Connect your bot to HubSpot',
    content: html`
${now && connectedNow(now)}
<p>Your bot gets a channel named “${channelName}” in the inboxes or help desks you choose, so that your agents can take over conversations and answer them in HubSpot.</p>
<p>HubSpot asks which account to connect, and for your consent. You need to be a super admin there, or have app marketplace access. Nothing changes before you have chosen the inboxes on the page after that.</p>
${button(hubspotUrl, now ? 'Connect again in HubSpot' : 'Continue to HubSpot')}
<h2>What HubSpot will ask you to allow</h2>
<ul>${required.map(item)}</ul>
${optional.length > 0 && html`<p>And, where your account has them:</p><ul>${optional.map(item)}</ul>`}
<p class="soft small">If HubSpot says that the redirect URL does not match, add <code>${redirectUrl}</code> to the redirect URLs of your app, exactly so.</p>`,
  }
}

function connectedNow({ account, inboxNames, inboxesUrl }: NonNullable<Start['now']>) {
  return html`<div class="note"><p>Connected now: ${accountName(account)}${inboxNames.length > 0 ? `, ${inboxNames.join(', ')}` : ', no inbox chosen yet'}.</p>
<p><a href="${inboxesUrl}">${inboxNames.length > 0 ? 'Choose other inboxes of this account' : 'Choose inboxes of this account'}</a></p></div>`
}
