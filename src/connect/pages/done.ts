import type { Page } from '../../../core/pages/answer'
import { type Html, html } from '../../../core/pages/html'
import { botRow, docsLink, nextInStudio, scopeList, toDoctor } from '../../../core/pages/parts'
import { tryIt, type Way } from '../../../core/pages/self-test'
import type { ConnectedAccount } from '../../installation/states'
import type { AddedFact, ScopeFact } from '../../setup/scopes'
import { type Account, accountName, stepAt } from './parts'

export type Done = {
  botId: string
  webhookUrl: string
  account: Account
  channelName: string
  accounts: ConnectedAccount[]
  /** Those of the hand-over. */
  scopes: ScopeFact[]
  /** Those beyond it. */
  added: AddedFact[]
  /** Where the self-test begins. */
  trial: Way
  doctorUrl: string
}

/** What is connected, and what to do next. */
export function donePage({
  botId,
  webhookUrl,
  account,
  channelName,
  accounts,
  scopes,
  added,
  trial,
  doctorUrl,
}: Done): Page {
  const off = accounts.filter(({ active, authorized }) => !active || !authorized)
  return {
    title: 'HubSpot is connected',
    step: stepAt(4),
    content: html`
<dl>
${botRow(botId)}
<div><dt>HubSpot account</dt><dd>${accountName(account)}</dd></div>
<div><dt>Channel</dt><dd>${channelName}</dd></div>
<div><dt>${accounts.length > 1 ? 'Inboxes' : 'Inbox'}</dt><dd>${accounts.map(
      ({ inboxName, inboxId }, index) =>
        html`<div>${inboxName} <span class="soft small">${inboxId}${index === 0 && accounts.length > 1 && ', the default'}</span></div>`,
    )}</dd></div>
</dl>
${off.map(
  ({ inboxName }) =>
    html`<p class="note warn">The channel is not switched on in “${inboxName}”. Switch it on in HubSpot: Settings &gt; Inbox &amp; Help Desk &gt; ${inboxName} &gt; Channels.</p>`,
)}
${tryIt(trial, 'HubSpot')}
${nextInStudio('HubSpot', botId)}
${toDoctor(doctorUrl)}
<h2>What you allowed</h2>
${scopeList(scopes)}
${addedParts(added)}
<p class="soft small">News of assignments and closings come by your HubSpot app’s webhooks: the app’s target URL must be this bot’s webhook URL, as in the project you uploaded. You can close this page.</p>
${docsLink(webhookUrl)}`,
  }
}

/** Nobody need have asked for a group that is missing as a whole. */
function addedParts(added: AddedFact[]): Html {
  const without = added.filter(({ granted }) => granted === 'none').map(({ title }) => title)
  const granted = added.filter((fact) => fact.granted !== 'none')
  return html`${granted.map(({ title, scopes }) => html`<h3>${title}</h3>${scopeList(scopes)}`)}
${without.length > 0 && html`<p class="soft small">Not asked for, or not granted: ${without.join(', ')}. To change that, open the link in the bot’s log again and tick the box.</p>`}`
}
