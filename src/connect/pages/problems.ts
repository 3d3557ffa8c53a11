import type { ScopeFact } from '../../setup/scopes'
import type { Page } from '../answer'
import { html } from '../html'
import { button, scopeList } from './parts'

/** Pages for when something is not as it should be. Each says what happened, that nothing changed, and the way out. */

const unchanged = html`<p>Nothing was changed.</p>`
const freshLink = html`<p>To get a fresh link, save the integration’s configuration in Botpress again, and open the link that the bot’s log then shows. It is valid for one hour.</p>`
const again = (url: string) => button(url, 'Start again')

export const linkInvalid = (): Page => ({
  title: 'This link is not valid',
  status: 403,
  content: html`<p>It was altered or cut off, belongs to another bot, or was made before the client secret in the configuration changed.</p>${unchanged}${freshLink}`,
})

export const linkExpired = (): Page => ({
  title: 'This link has ended',
  status: 410,
  content: html`<p>Links to connect HubSpot are good for one hour.</p>${unchanged}${freshLink}`,
})

export const answerInvalid = (): Page => ({
  title: 'This answer from HubSpot is not for this bot',
  status: 403,
  content: html`<p>What came back from HubSpot does not go with anything this bot has asked. It was altered, or belongs to another bot or HubSpot app.</p>${unchanged}<p>Start from the link in the bot’s log.</p>${freshLink}`,
})

export const answerExpired = (): Page => ({
  title: 'That took too long',
  status: 410,
  content: html`<p>HubSpot’s answer has to come back within half an hour.</p>${unchanged}<p>Start from the link in the bot’s log.</p>${freshLink}`,
})

export const answerUsed = (): Page => ({
  title: 'This answer from HubSpot was used already',
  status: 409,
  content: html`<p>Each is good for one time. If you came here with the Back button or by reloading, the connection may be made already: the bot’s log says so when you save the configuration.</p>${unchanged}<p>To connect again, start from the link in the bot’s log.</p>${freshLink}`,
})

/** What an account needs to install the app. */
const mayInstall = html`<ul>
<li>The account needs Sales Hub or Service Hub, Professional or Enterprise.</li>
<li>You need to be a super admin in it, or to have app marketplace access.</li>
<li>A private app has to allow the account on its Distribution tab.</li>
</ul>`

export const declined = (againUrl: string): Page => ({
  title: 'Consent was declined in HubSpot',
  status: 403,
  content: html`<p>HubSpot reports that its page was left without consent, as with “Cancel”. To connect after all, start again and choose “Connect app” there.</p>${unchanged}${again(againUrl)}<h2>Did nobody decline?</h2><p>Then look whether this account may install the app:</p>${mayInstall}`,
})

/** @param error HubSpot's name for it; empty when it gave none. */
export const notInstalled = (error: string, againUrl: string): Page => ({
  title: 'HubSpot did not let the app be installed',
  status: 403,
  content: html`<p>Nobody declined: HubSpot itself refused${error !== '' && html` (<code>${error}</code>)`}. Look at these, then start again:</p>${mayInstall}${unchanged}${again(againUrl)}`,
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
  content: html`<p>“Client ID” and “Client secret” are those of the app ${appId}, but “HubSpot app ID” names another. Take all four values from one app, and save the configuration.</p>${unchanged}${again(againUrl)}`,
})

export const unavailable = (url: string, label = 'Start again'): Page => ({
  title: 'HubSpot does not answer properly just now',
  status: 503,
  content: html`<p>It was too slow or reported a fault of its own. That usually passes; <a href="https://status.hubspot.com/">status.hubspot.com</a> tells if it does not.</p>${unchanged}${button(url, label)}`,
})

export const busy = (url: string): Page => ({
  title: 'One moment',
  status: 503,
  refresh: { seconds: 5, url },
  content: html`<p>This bot’s connection is being worked on in another place. This page tries again by itself.</p>${button(url, 'Try again')}`,
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

export const configuredToken = (): Page => ({
  title: 'The configuration holds a refresh token',
  status: 409,
  content: html`<p>What is configured wins over what is connected here. To connect on this page, empty “Refresh token” in the integration’s configuration and save; the bot’s log then shows a new link.</p>${unchanged}`,
})

export const notConfigured = (): Page => ({
  title: 'The configuration is not complete',
  status: 409,
  content: html`<p>Fill in app ID, developer API key, client ID and client secret in Botpress first, and save. The bot’s log then shows a link.</p>${unchanged}`,
})

export const pageInvalid = (): Page => ({
  title: 'This page is not valid',
  status: 403,
  content: html`<p>Its address or form was altered, or belongs to another bot.</p>${unchanged}${freshLink}`,
})

export const pageExpired = (): Page => ({
  title: 'This page has ended',
  status: 410,
  content: html`<p>It was open for more than an hour.</p>${unchanged}${freshLink}`,
})

export const superseded = (againUrl: string): Page => ({
  title: 'This step is over',
  status: 409,
  content: html`<p>The connection was made or begun anew meanwhile, in this browser or another.</p>${unchanged}${again(againUrl)}`,
})

export const connectionEnded = (againUrl: string): Page => ({
  title: 'HubSpot no longer accepts this connection',
  status: 409,
  content: html`<p>The access that was granted was revoked, or the app was uninstalled in HubSpot. Start again and connect in HubSpot once more; until then, conversations cannot be handed over.</p>${unchanged}${again(againUrl)}`,
})

export const stepRefused = (reason: string, againUrl: string): Page => ({
  title: 'HubSpot refused this step',
  status: 409,
  content: html`<p class="note bad" role="alert">${reason}</p>${unchanged}<p>Put that right, then start again.</p>${again(againUrl)}`,
})

export const notFound = (): Page => ({
  title: 'There is no such page',
  status: 404,
  content: html`<p>Start from the link in the bot’s log.</p>${freshLink}`,
})
