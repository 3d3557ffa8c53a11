import type { Page } from '../../../core/pages/answer'
import { html } from '../../../core/pages/html'
import { botRow, button, type Checks, docsLink, scopeItem, toChecks } from '../../../core/pages/parts'
import type { AddedFact, ScopeFact } from '../../setup/scopes'
import { type Boxes, boxesForm, isAsked } from './boxes'
import { type Account, accountName, mayInstall, stepAt } from './parts'

export type Start = {
  botId: string
  /** HubSpot's consent pages. */
  hubspotUrl: string
  /** Where HubSpot sends the browser back to. */
  redirectUrl: string
  /** The first step again. */
  appUrl: string
  channelName: string
  /** Those of the hand-over. */
  scopes: ScopeFact[]
  /** What is connected now. */
  now: { account: Account; inboxNames: string[]; inboxesUrl: string; checks: Checks } | undefined
  boxes: Boxes
}

/** What the link in the log opens: what is about to be connected, and the way to HubSpot. */
export function startPage({ botId, hubspotUrl, redirectUrl, appUrl, channelName, scopes, now, boxes }: Start): Page {
  const required = scopes.filter(({ needed, scope }) => needed || scope === 'oauth')
  const optional = scopes.filter((fact) => !required.includes(fact))
  return {
    title: now ? 'Change the HubSpot connection' : 'Connect your bot to HubSpot',
    step: stepAt(2),
    content: html`
${now && connectedNow(now)}
<p>Your bot gets a channel named “${channelName}” in the inboxes or help desks you choose, so that your agents can take over conversations and answer them in HubSpot.</p>
<dl>${botRow(botId)}</dl>
<p>HubSpot asks which account to connect, and for your consent. Nothing changes before you have chosen the inboxes on the page after that.</p>
<ul>${mayInstall}</ul>
${boxesForm(boxes)}
<div class="go">${button(hubspotUrl, now ? 'Connect again in HubSpot' : 'Continue to HubSpot')}</div>
<h2>What HubSpot will ask you to allow</h2>
<ul>${required.map(scopeItem)}</ul>
${optional.length > 0 && html`<p>And, where your account has them:</p><ul>${optional.map(scopeItem)}</ul>`}
${boxes.groups.map((fact) => addedPart(fact, boxes))}
<p class="soft small">If HubSpot says that the redirect URL does not match, add <code>${redirectUrl}</code> to the redirect URLs of your app, exactly so.</p>
<p class="soft small"><a href="${appUrl}">Step 1: your HubSpot app</a>, to upload it anew.</p>
${docsLink(redirectUrl)}`,
  }
}

function addedPart(fact: AddedFact, boxes: Boxes) {
  const asked = fact.scopes.filter((scope) => isAsked(fact, scope, boxes))
  return asked.length > 0 && html`<p>And, for “${fact.title}”:</p><ul>${asked.map(scopeItem)}</ul>`
}

function connectedNow({ account, inboxNames, inboxesUrl, checks }: NonNullable<Start['now']>) {
  return html`<div class="note"><p>Connected now: ${accountName(account)}${inboxNames.length > 0 ? `, ${inboxNames.join(', ')}` : ', no inbox chosen yet'}.</p>
<p><a href="${inboxesUrl}">${inboxNames.length > 0 ? 'Choose other inboxes of this account' : 'Choose inboxes of this account'}</a></p>
${toChecks(checks)}</div>`
}
