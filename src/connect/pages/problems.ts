import type { Page } from '../../../core/pages/answer'
import { html } from '../../../core/pages/html'
import { button, scopeList } from '../../../core/pages/parts'
import { again, unchanged } from '../../../core/pages/problems'
import type { ScopeFact } from '../../setup/scopes'
import { mayInstall } from './parts'

/** Pages for when something is not as it should be in HubSpot; those of `core/pages/problems.ts` are every desk's. */

const mayBeKept = html`<ul>${mayInstall}<li>A private app has to allow the account on its Distribution tab.</li></ul>`

export const declined = (againUrl: string): Page => ({
  title: 'Consent was declined in HubSpot',
  status: 403,
  content: html`<p>HubSpot reports that its page was left without consent, as with “Cancel”. To connect after all, start again and choose “Connect app” there.</p>${unchanged}${again(againUrl)}<h2>Did nobody decline?</h2><p>Then look whether this account may install the app:</p>${mayBeKept}`,
})

/** @param error HubSpot's name for it; empty when it gave none. */
export const notInstalled = (error: string, againUrl: string): Page => ({
  title: 'HubSpot did not let the app be installed',
  status: 403,
  content: html`<p>Nobody declined: HubSpot itself refused${error !== '' && html` (<code>${error}</code>)`}. Look at these, then start again:</p>${mayBeKept}${unchanged}${again(againUrl)}`,
})

export const codeRefused = (againUrl: string): Page => ({
  title: 'HubSpot did not accept its own code',
  status: 400,
  content: html`<p>The code that HubSpot sent along is good for one time and a short while, and for the redirect URL it was asked with. It was too old, or used already.</p>${unchanged}${again(againUrl)}`,
})

export const clientRefused = (): Page => ({
  title: 'HubSpot does not accept this app',
  status: 400,
  content: html`<p>“Client ID” or “Client secret” in the integration’s configuration is not what the app’s Auth tab in HubSpot shows. Copy both again, and save.</p>${unchanged}<p>The bot’s log then shows a new link.</p>`,
})

export const otherApp = (appId: string, againUrl: string): Page => ({
  title: 'Two different HubSpot apps',
  status: 409,
  content: html`<p>“Client ID” and “Client secret” are those of the app ${appId}, but “HubSpot app ID” names another. Empty that field, or take all values from one app, and save the configuration.</p>${unchanged}${again(againUrl)}`,
})

export const scopesMissing = (scopes: ScopeFact[], againUrl: string): Page => {
  const missing = scopes.filter(({ needed, granted }) => needed && !granted)
  const contacts = missing.some(({ scope }) => scope.startsWith('crm.'))
  return {
    title: 'HubSpot did not grant all that is needed',
    status: 403,
    content: html`<p>Missing:</p>${scopeList(missing)}
<p>Add ${missing.length === 1 ? 'this scope' : 'these scopes'} to your HubSpot app (in the project: <code>app-hsmeta.json</code>, then <code>hs project upload</code>), and connect again.</p>
${contacts && html`<p>Or do without: set “Contacts” in the integration’s configuration to <code>findOnly</code>, which needs no writing, or to <code>anonymous</code>, which needs neither.</p>`}
${unchanged}${again(againUrl)}`,
  }
}

export const noInbox = (url: string): Page => ({
  title: 'This HubSpot account has no inbox',
  status: 409,
  content: html`<p>Conversations need an inbox or a help desk to go to. Create one in HubSpot under Settings &gt; Inbox &amp; Help Desk, then look again.</p>${unchanged}${button(url, 'Look again')}`,
})

export const configuredInboxUnknown = (id: string, known: string[], againUrl: string): Page => ({
  title: 'The configured inbox is not in this account',
  status: 409,
  content: html`<p>The integration’s configuration names the inbox ${id}. The HubSpot account you have chosen has:</p><ul>${known.map((name) => html`<li>${name}</li>`)}</ul><p>Correct “Inbox or help desk ID” or “Additional inbox IDs” in Botpress (or empty them, to choose here), or choose another HubSpot account.</p>${unchanged}${again(againUrl)}`,
})

export const connectionEnded = (againUrl: string): Page => ({
  title: 'HubSpot no longer accepts this connection',
  status: 409,
  content: html`<p>The access that was granted was revoked, or the app was uninstalled in HubSpot. Start again and connect in HubSpot once more; until then, conversations cannot be handed over.</p>${unchanged}${again(againUrl)}`,
})
