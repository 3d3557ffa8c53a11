import type { Page } from '../../../core/pages/answer'
import { type Html, html } from '../../../core/pages/html'
import { botRow, button, docsLink, studioUrl } from '../../../core/pages/parts'
import { mayInstall, stepAt } from './parts'

export type AppPage = {
  botId: string
  webhookUrl: string
  /** The project to upload, as a file to download. */
  project: { name: string; url: string }
  /** Titles of the fields that are not filled in yet. */
  missing: readonly string[]
  /** Where it goes on once they are. */
  onwardUrl: string
}

/** The first step: the bot's own HubSpot app, ready-made, and which of its values go where. */
export function appPage({ botId, webhookUrl, project, missing, onwardUrl }: AppPage): Page {
  return {
    title: 'Make your HubSpot app',
    step: stepAt(1),
    content: html`
<p>HubSpot lets a bot into an inbox or help desk only through an app. Here is one for this bot, ready to upload: it holds no code and no secret, only what the bot may do and where HubSpot reports to.</p>
<dl>
${botRow(botId)}
<div><dt>Webhook URL</dt><dd><code>${webhookUrl}</code></dd></div>
</dl>
<h2>Before you begin</h2>
<ul>${mayInstall}
<li>You need a HubSpot account in which you may develop apps, which can be the same one, and Node.js 20 or later.</li></ul>
<h2>Download and upload</h2>
<p><a class="button" href="${project.url}" download="${project.name}">Download the app project</a></p>
<ol>
<li>Unpack <code>${project.name}</code>, and open a terminal in the folder that comes out.</li>
<li>Upload it. The second command opens HubSpot, to choose the account that is to own the app:
<pre><code>npm install -g @hubspot/cli@latest
hs account auth
hs project upload</code></pre></li>
<li>Open the app with <code>hs project open</code>, and on its <strong>Distribution</strong> tab allow the account that your agents work in.</li>
</ol>
<h2>Copy three values</h2>
<p>Into this integration’s configuration in <a href="${studioUrl(botId)}">Botpress</a>, and save. Leave the other fields as they are.</p>
<dl>
${valueRow('Client ID', html`the app’s <strong>Auth</strong> tab`, missing)}
${valueRow('Client secret', html`the same tab`, missing)}
${valueRow('Developer API key', html`<strong>Development &gt; Keys &gt; Developer API key</strong>, in the account that owns the app. Not a personal access key.`, missing)}
</dl>
<p>Saving tells at once if one of them is wrong. Then go on here; this page stays good for an hour.</p>
${button(onwardUrl, 'I have saved them: continue')}
<p class="soft small">Have you uploaded an app for this bot from another folder before? What is downloaded here would become a second one: upload that folder anew instead.</p>
${docsLink(webhookUrl)}`,
  }
}

const valueRow = (title: string, where: Html, missing: readonly string[]): Html =>
  html`<div><dt>${title}</dt><dd>${where}${missing.includes(title) && html` <span class="soft small">not filled in yet</span>`}</dd></div>`
