import { type Html, html } from './html'

/** Parts that several pages share. */

/** The way to the documentation, which is served below the webhook URL for everybody. */
export const docsLink = (url: string): Html =>
  html`<p class="soft small"><a href="${url}/docs">Documentation</a>: all that this integration does, and every text explained.</p>`

export const button = (url: string, label: string): Html => html`<p><a class="button" href="${url}">${label}</a></p>`

/** The way to the page that says what is right and wrong with a connection. */
export const toDoctor = (url: string): Html => html`<p><a href="${url}">Check the connection</a></p>`

/** The pages that show whether a connection works. */
export type Checks = { doctorUrl: string; testUrl: string }

/** The ways to both. */
export const toChecks = ({ doctorUrl, testUrl }: Checks): Html =>
  html`<p><a href="${testUrl}">Try the hand-over</a></p>${toDoctor(doctorUrl)}`

/** A form with one button; `token` is what makes it valid. */
export const form = (url: string, token: string, content: Html | undefined, label: string): Html =>
  html`<form method="post" action="${url}">
<input type="hidden" name="token" value="${token}">
${content}
<button class="button" type="submit">${label}</button>
</form>`

export type Field = {
  name: string
  label: string
  /** What to fill in, and where to find it. */
  hint: Html
  value: string
  /** What is wrong with the value. */
  mistake: string | undefined
}

/** A line of text to fill in, with what is wrong with it beside it. */
export const field = ({ name, label, hint, value, mistake }: Field): Html => html`<div class="field">
<label for="${name}">${label}</label>
<p class="soft small" id="${name}-hint">${hint}</p>
<input type="text" id="${name}" name="${name}" value="${value}" required maxlength="2000" autocapitalize="off" autocomplete="off" spellcheck="false" aria-describedby="${name}-hint${mistake !== undefined && ` ${name}-mistake`}" ${mistake !== undefined && html`aria-invalid="true"`}>
${mistake !== undefined && html`<p class="mistake" id="${name}-mistake" role="alert">${mistake}</p>`}
</div>

`

/** A scope with what it is for, as it reads after "to". */
export type ScopeName = { scope: string; purpose: string }

/** A scope that was granted, or what its absence costs. */
type Scope = ScopeName & { cost: string; granted: boolean }

/** Scopes as a plain list of what each is for. */
export const scopeItem = ({ scope, purpose }: ScopeName): Html =>
  html`<li><code>${scope}</code> <span class="soft">to ${purpose}</span></li>`

/** Scopes that were granted, or not. */
export function scopeList(scopes: readonly Scope[]): Html {
  const item = ({ scope, purpose, cost, granted }: Scope) =>
    granted
      ? html`<li class="yes"><code>${scope}</code> <span class="soft">to ${purpose}</span></li>`
      : html`<li class="no"><code>${scope}</code> is missing: ${cost}</li>`
  return html`<ul class="marks">${scopes.map(item)}</ul>`
}

/** The card that escalates, as newer and as older Studios call it. */
export const theCard: Html = html`<strong>Start HITL</strong> card (“Escalate to Human” in older Studios)`

/** The bot in Botpress Studio: all that an integration knows of it, and all that this address takes, is its ID. */
export const studioUrl = (botId: string): string => `https://studio.botpress.cloud/${encodeURIComponent(botId)}`

/** A row that says which bot a page is for. */
export const botRow = (botId: string): Html =>
  html`<div><dt>Bot</dt><dd><a href="${studioUrl(botId)}">${botId}</a> <span class="soft small">in Botpress Studio</span></dd></div>`

/** What is left to do once the desk is connected, and the way back to where it is done. */
export const nextInStudio = (desk: string, botId: string): Html => html`
<h2>Next, in Botpress Studio</h2>
<ol>
<li>Install the HITL plugin and choose this integration for it.</li>
<li>Put the ${theCard} where your flow needs a person. It needs a title, as conversation ID <code>{{event.conversationId}}</code> and as user ID <code>{{event.userId}}</code>. “User Email” takes an e-mail address or a phone number with country code.</li>
<li>Publish the bot, then escalate a conversation of your own and answer it in ${desk}.</li>
</ol>
<p><a class="button second" href="${studioUrl(botId)}">Back to your bot in Botpress</a></p>`
