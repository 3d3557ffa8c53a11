import type { Page } from '../../../../../core/pages/answer'
import { type Html, html } from '../../../../../core/pages/html'
import { botRow, button, docsLink, studioUrl } from '../../../../../core/pages/parts'
import { needs, stepAt } from './parts'

export type ClientPage = {
  botId: string
  /** Where Zoho sends the browser back to. */
  redirectUrl: string
  /** As configured; `us` where nothing is. */
  region: string
  /** Where clients are made, for each data centre. */
  consoles: readonly { region: string; url: string }[]
  /** Titles of the fields that are not filled in yet. */
  missing: readonly string[]
  /** Where it goes on once they are. */
  onwardUrl: string
}

/** The first step: a client of the bot's own at Zoho, and which of its values go where. */
export function clientPage({ botId, redirectUrl, region, consoles, missing, onwardUrl }: ClientPage): Page {
  return {
    title: 'Make a Zoho client',
    step: stepAt(1),
    content: html`
<p>Zoho lets a bot into SalesIQ only through a client of your own, which is a name, a secret, and the address that Zoho sends you back to.</p>
<dl>${botRow(botId)}</dl>
<h2>Before you begin</h2>
${needs}
<h2>In the Zoho API console</h2>
<ol>
<li>Open the console of the data centre that your SalesIQ is in, as its address ends: ${consoles.map((one, index) => html`${index > 0 && ', '}<a href="${one.url}">${one.region}</a>`)}. The links ask for a client of the type <strong>ORG</strong>; tokens of any other open no chats.</li>
<li>Give it any name, your website as homepage, and as authorized redirect URI this address, exactly so:
<p><code>${redirectUrl}</code></p></li>
</ol>
<h2>Copy two values</h2>
<p>Into this integration’s configuration in <a href="${studioUrl(botId)}">Botpress</a>, and save. Leave the other fields as they are.</p>
<dl>
<div><dt>Region</dt><dd>the data centre of the console; now <strong>${region}</strong></dd></div>
${valueRow('Client ID', 'as the console shows it; it begins with 1005', missing)}
${valueRow('Client secret', 'beside it', missing)}
</dl>
<p>Then go on here; this page stays good for an hour.</p>
${button(onwardUrl, 'I have saved them: continue')}
${docsLink(redirectUrl)}`,
  }
}

const valueRow = (title: string, where: string, missing: readonly string[]): Html =>
  html`<div><dt>${title}</dt><dd>${where}${missing.includes(title) && html` <span class="soft small">not filled in yet</span>`}</dd></div>`
