import type { Page } from '../../../../../core/pages/answer'
import { html } from '../../../../../core/pages/html'
import {
  botRow,
  button,
  type Checks,
  docsLink,
  type ScopeName,
  scopeItem,
  toChecks,
} from '../../../../../core/pages/parts'
import { needs, type Place, stepAt } from './parts'

export type Start = {
  botId: string
  /** Zoho's consent page. */
  zohoUrl: string
  /** Where Zoho sends the browser back to. */
  redirectUrl: string
  /** Where the client was made, and is changed. */
  consoleUrl: string
  /** The first step again. */
  clientUrl: string
  region: string
  /** Host of the accounts of that region. */
  accountsHost: string
  clientId: string
  required: readonly ScopeName[]
  optional: readonly ScopeName[]
  /** What is connected now. */
  now: { place: Place; brandsUrl: string; checks: Checks } | undefined
}

/** What the link in the log opens: what is about to be connected, and the way to Zoho. */
export function startPage(start: Start): Page {
  const { zohoUrl, region, accountsHost, clientId, required, optional, now } = start
  return {
    title: now ? 'Change the SalesIQ connection' : 'Connect your bot to Zoho SalesIQ',
    step: stepAt(2),
    content: html`
${now && connectedNow(now)}
<p>When a conversation needs a person, your bot opens a chat in the brand and department you choose, so that your operators can pick it up and answer it in SalesIQ.</p>
<p>Zoho asks for your consent. Nothing changes before you have chosen the brand on the pages after that.</p>
${needs}
<dl>
${botRow(start.botId)}
<div><dt>Data centre</dt><dd>${region} <span class="soft small">${accountsHost}</span></dd></div>
<div><dt>Client ID</dt><dd>${clientId}</dd></div>
</dl>
<p class="soft small">Data centre and client come from the integration’s configuration in Botpress. <a href="${start.clientUrl}">Step 1: your Zoho client</a> says how to make another one.</p>
${looksOrdinary(clientId) && html`<p class="note warn">IDs of organization clients begin with 1005, and this one does not. With another kind of client Zoho’s page says that the client is invalid: then make one of the type “ORG” in the <a href="${start.consoleUrl}">Zoho API console</a>.</p>`}
${redirectPart(start)}
${button(zohoUrl, now ? 'Connect again in Zoho' : 'Continue to Zoho')}
<h2>What Zoho will ask you to allow</h2>
<ul>${required.map(scopeItem)}</ul>
<p>And, which it can do without:</p><ul>${optional.map(scopeItem)}</ul>
${docsLink(start.redirectUrl)}`,
  }
}

/** As seen of every organization client; nowhere documented, so it is no more than a hint. */
const looksOrdinary = (clientId: string) => !clientId.startsWith('1005.')

const redirectPart = ({ redirectUrl, consoleUrl }: Start) => html`
<h2>Before you go on</h2>
<p>The client needs this address among its authorized redirect URIs, exactly so. Set it in the <a href="${consoleUrl}">Zoho API console</a>:</p>
<p><code>${redirectUrl}</code></p>`

function connectedNow({ place, brandsUrl, checks }: NonNullable<Start['now']>) {
  return html`<div class="note"><p>Connected now: ${place.brandName}, in the portal ${place.screenName}.</p>
<p><a href="${brandsUrl}">Choose another brand or department of this portal</a></p>
${toChecks(checks)}</div>`
}
