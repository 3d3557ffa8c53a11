import type { Page } from '../../../../../core/pages/answer'
import { html } from '../../../../../core/pages/html'
import { button, type ScopeName, scopeItem } from '../../../../../core/pages/parts'
import { again, unchanged } from '../../../../../core/pages/problems'

/** Pages for when something is not as it should be in Zoho; those of `core/pages/problems.ts` are every desk's. */

export const declined = (againUrl: string): Page => ({
  title: 'Consent was declined in Zoho',
  status: 403,
  content: html`<p>Zoho reports that its page was left without consent, as with “Reject”. To connect after all, start again and choose “Accept” there.</p>${unchanged}${again(againUrl)}`,
})

/** @param error Zoho's name for it; empty when it gave none. */
export const notGranted = (error: string, againUrl: string): Page => ({
  title: 'Zoho did not grant access',
  status: 403,
  content: html`<p>Nobody declined: Zoho itself refused${error !== '' && html` (<code>${error}</code>)`}. Look at these, then start again:</p>
<ul>
<li>The client has to be of the type “ORG”.</li>
<li>You need to be an administrator of the SalesIQ portal.</li>
<li>“Region” in the integration’s configuration has to be the one your Zoho account is in.</li>
</ul>${unchanged}${again(againUrl)}`,
})

/** @param known data centres with their hosts. */
export const placeUnknown = (known: readonly { region: string; accountsHost: string }[], againUrl: string): Page => ({
  title: 'Zoho’s answer names a data centre that is not known here',
  status: 403,
  content: html`<p>The client secret is only ever sent to Zoho’s own servers, and the address in the answer is none of them, or does not go with the data centre beside it. Known are:</p>
<ul>${known.map(({ region, accountsHost }) => html`<li>${region} <span class="soft small">${accountsHost}</span></li>`)}</ul>
${unchanged}${again(againUrl)}`,
})

export const codeRefused = (againUrl: string): Page => ({
  title: 'Zoho did not accept its own code',
  status: 400,
  content: html`<p>The code that Zoho sent along is good for one time and one minute, and for the redirect URL it was asked with. It was too old, or used already.</p>${unchanged}${again(againUrl)}`,
})

export const clientRefused = (consoleUrl: string): Page => ({
  title: 'Zoho does not accept this client',
  status: 400,
  content: html`<p>“Client ID” or “Client secret” in the integration’s configuration is not what the <a href="${consoleUrl}">Zoho API console</a> shows, or the client was made in another data centre than “Region” names. Copy both again, and save.</p>${unchanged}<p>The bot’s log then shows a new link.</p>`,
})

export const withoutRefreshToken = (againUrl: string): Page => ({
  title: 'Zoho granted access for one hour only',
  status: 409,
  content: html`<p>It gave no refresh token, without which the bot would be disconnected after an hour. That happens when a consent that was given before is only confirmed. Start again; if it stays so, remove the client’s access under “Connected apps” of your Zoho account first.</p>${unchanged}${again(againUrl)}`,
})

export const scopesMissing = (missing: readonly ScopeName[], againUrl: string): Page => ({
  title: 'Zoho did not grant all that is needed',
  status: 403,
  content: html`<p>Missing, without which no conversation can be handed over:</p><ul>${missing.map(scopeItem)}</ul><p>Start again, and accept all that Zoho’s page lists.</p>${unchanged}${again(againUrl)}`,
})

export const connectionEnded = (againUrl: string): Page => ({
  title: 'Zoho no longer accepts this connection',
  status: 409,
  content: html`<p>The access that was granted was revoked, or pushed out by newer ones: Zoho keeps twenty for each user and client. Start again and give your consent once more; until then, conversations cannot be handed over.</p>${unchanged}${again(againUrl)}`,
})

export const configuredPortalUnknown = (screenName: string, region: string, againUrl: string): Page => ({
  title: 'The configured portal is not there',
  status: 409,
  content: html`<p>“Screen name” in the integration’s configuration says ${screenName}, and Zoho granted access to no portal of that name in the data centre ${region}. Correct it in Botpress (or empty it, to name the portal here), or give consent for another portal.</p>${unchanged}${again(againUrl)}`,
})

export const noBrand = (screenName: string, url: string): Page => ({
  title: 'There is no brand to connect',
  status: 409,
  content: html`<p>Chats are opened for a brand, and the portal ${screenName} has none. Create one in SalesIQ under Settings &gt; Brands, then look again.</p>${unchanged}${button(url, 'Look again')}`,
})

export const brandsClosed = (brands: readonly { name: string; isEnabled: boolean }[], url: string): Page => ({
  title: 'No brand can take chats',
  status: 409,
  content: html`<p>Chats need a brand that is switched on and has a department. In your portal:</p><ul>${brands.map(({ name, isEnabled }) => html`<li>${name}: ${isEnabled ? 'has no department' : 'is switched off'}</li>`)}</ul><p>Change that in SalesIQ under Settings &gt; Brands, then look again.</p>${unchanged}${button(url, 'Look again')}`,
})

type Named = { id: string; name: string }
const list = (known: readonly Named[]) => html`<ul>${known.map(({ id, name }) => html`<li>${name} (${id})</li>`)}</ul>`

export const configuredBrandUnknown = (id: string, known: readonly Named[], againUrl: string): Page => ({
  title: 'The configured brand is not in this portal',
  status: 409,
  content: html`<p>The integration’s configuration names the brand ${id}. The portal has:</p>${list(known)}<p>Correct “Brand ID” in Botpress (or empty it, to choose here), or connect another portal.</p>${unchanged}${again(againUrl)}`,
})

export const configuredDepartmentUnknown = (id: string, known: readonly Named[], againUrl: string): Page => ({
  title: 'The configured department is not one of the brand’s',
  status: 409,
  content: html`<p>The integration’s configuration names the department ${id}. There are:</p>${list(known)}<p>Correct “Department ID” in Botpress, or empty it, to choose here.</p>${unchanged}${again(againUrl)}`,
})
