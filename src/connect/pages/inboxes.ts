import type { Inbox } from '../../hubspot/conversations'
import type { Page } from '../answer'
import { type Html, html } from '../html'
import { type Account, accountName, form, kindOf } from './parts'

export type Inboxes = {
  account: Account
  inboxes: Inbox[]
  /** What is chosen beforehand, the default one first. */
  chosen: string[]
  /** From the configuration, which wins: cannot be changed here. */
  configured: { default: string | undefined; all: string[] }
  url: string
  token: string
  /** What was wrong with what was sent before. */
  mistake: string | undefined
}

/** Lets the bot's owner choose where conversations go. */
export function inboxesPage({ account, inboxes, chosen, configured, url, token, mistake }: Inboxes): Page {
  const fixed = configured.default !== undefined
  return {
    title: fixed ? 'Connect these inboxes?' : 'Where should conversations go?',
    ...(mistake === undefined ? {} : { status: 422 }),
    content: html`
${mistake && html`<p class="note bad" role="alert">${mistake}</p>`}
<p>HubSpot granted access to ${accountName(account)}.</p>
${form(url, token, fixed ? configuredList(inboxes, configured.all) : choices(inboxes, chosen, configured.all), 'Connect')}
<p class="soft small">Connecting creates the channel in HubSpot, which can take more than a minute.</p>`,
  }
}

function choices(inboxes: Inbox[], chosen: string[], configured: string[]): Html {
  const label = ({ id, name, type }: Inbox) =>
    html`<span>${name} <span class="soft small">${kindOf(type)} ${id}</span></span>`
  const radio = (inbox: Inbox) =>
    html`<label class="option"><input type="radio" name="default" value="${inbox.id}" required ${inbox.id === chosen[0] && html`checked`}>${label(inbox)}</label>`
  const box = (inbox: Inbox) =>
    html`<label class="option"><input type="checkbox" name="also" value="${inbox.id}" ${(chosen.slice(1).includes(inbox.id) || configured.includes(inbox.id)) && html`checked`}>${label(inbox)}</label>`
  return html`<fieldset><legend>By default, conversations go to</legend>${inboxes.map(radio)}</fieldset>
${
  inboxes.length > 1 &&
  html`<fieldset><legend>A single escalation may also choose</legend>
<p class="soft small">With “Inbox ID” on the Escalate to Human card. Choose none if you are not sure.</p>${inboxes.map(box)}</fieldset>`
}
${configured.length > 0 && html`<p class="soft small">“Additional inbox IDs” in the configuration names ${configured.join(', ')}: connected in any case.</p>`}`
}

function configuredList(inboxes: Inbox[], all: string[]): Html {
  const named = all.flatMap((id) => inboxes.find((inbox) => inbox.id === id) ?? [])
  const item = ({ id, name, type }: Inbox, index: number) =>
    html`<li>${name} <span class="soft small">${kindOf(type)} ${id}${index === 0 && ', the default'}</span></li>`
  return html`<p>The integration’s configuration names the inboxes, and it wins over this page:</p>
<ul>${named.map(item)}</ul>
<p class="soft small">To choose here instead, empty “Inbox or help desk ID” in Botpress, save, and open the new link in the log.</p>`
}
