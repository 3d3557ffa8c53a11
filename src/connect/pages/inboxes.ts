import type { Page } from '../../../core/pages/answer'
import { type Html, html } from '../../../core/pages/html'
import { form, theCard } from '../../../core/pages/parts'
import type { Inbox } from '../../hubspot/conversations'
import { type Account, accountName, kindOf, stepAt } from './parts'

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
    step: stepAt(3),
    ...(mistake === undefined ? {} : { status: 422 }),
    content: html`
${mistake && html`<p class="note bad" role="alert">${mistake}</p>`}
<p>HubSpot granted access to ${accountName(account)}.</p>
${form(url, token, fixed ? configuredList(inboxes, configured.all) : choices(inboxes, chosen, configured.all), 'Connect')}
<p class="soft small">Connecting creates the channel in HubSpot, which can take more than a minute.</p>`,
  }
}

/** A row for each inbox: it is the default, or else may be chosen beside it, never both. The style sheet sees to that. */
function choices(inboxes: Inbox[], chosen: string[], configured: string[]): Html {
  const isOnly = inboxes.length === 1
  const others = new Set([...chosen.slice(1), ...configured])
  const row = ({ id, name, type }: Inbox) => {
    const isDefault = isOnly || id === chosen[0]
    return html`<div class="choice">
<label class="option"><input type="radio" name="default" value="${id}" required ${isDefault && html`checked`}><span>${name} <span class="soft small">${kindOf(type)} ${id}</span></span></label>
${!isOnly && html`<label class="also"><input type="checkbox" name="also" value="${id}" ${!isDefault && others.has(id) && html`checked`}><span>Connect “${name}” too</span></label>`}
</div>`
  }
  return html`<fieldset><legend>By default, conversations go to</legend>
${!isOnly && html`<p class="soft small">Others that you connect too can be chosen for a single escalation, with “Inbox ID” on the ${theCard}. Connect none of them if you are not sure.</p>`}
${inboxes.map(row)}</fieldset>
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
