import type { Page } from '../../../../../core/pages/answer'
import { type Html, html } from '../../../../../core/pages/html'
import { botRow, docsLink, nextInStudio, toDoctor } from '../../../../../core/pages/parts'
import { tryIt, type Way } from '../../../../../core/pages/self-test'
import { type Place, stepAt } from './parts'

export type Done = {
  botId: string
  webhookUrl: string
  place: Place
  region: string
  /** Where chats go by default. */
  departmentName: string
  /** Other departments of the brand, which a card can name. */
  otherDepartments: readonly string[]
  /** What hurts, and what to do about it; a sentence or two each. */
  warnings: readonly string[]
  /** Where the self-test begins. */
  trial: Way
  doctorUrl: string
}

/** What is connected, and what to do next. */
export function donePage(done: Done): Page {
  const { botId, webhookUrl, place, region, departmentName, otherDepartments, warnings, trial, doctorUrl } = done
  return {
    title: 'Zoho SalesIQ is connected',
    step: stepAt(4),
    content: html`
<dl>
${botRow(botId)}
<div><dt>Portal</dt><dd>${place.screenName} <span class="soft small">data centre ${region}</span></dd></div>
<div><dt>Brand</dt><dd>${place.brandName}</dd></div>
<div><dt>Department</dt><dd>${departmentName}${otherDepartments.length > 0 && html` <span class="soft small">the default, besides ${otherDepartments.join(', ')}</span>`}</dd></div>
</dl>
${warnings.map((warning) => html`<p class="note warn">${withAddresses(warning)}</p>`)}
${tryIt(trial, 'SalesIQ')}
${nextInStudio('SalesIQ', botId)}
${toDoctor(doctorUrl)}
<p class="soft small">You can close this page.</p>
${docsLink(webhookUrl)}`,
  }
}

/** Addresses in a text stand out, so that they can be copied whole. */
const withAddresses = (text: string): Html[] =>
  text.split(/(https?:\/\/\S+)/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
