import type { Page } from '../pages/answer'
import { type Html, html } from '../pages/html'
import { button } from '../pages/parts'
import { withoutPeople } from '../platform/scrub'
import { type Check, verdictOf } from './check'
import { withoutSecrets } from './without-secrets'

/** What is connected, as people know it: a term, and one or more lines. */
export type Connected = { term: string; lines: readonly string[] }[]

/** @param locale that agents and end users are written in. */
export const languageIn = (locale: string): Connected[number] => ({
  term: 'Language',
  lines: [new Intl.DisplayNames('en', { type: 'language' }).of(locale.slice(0, 2)) ?? locale],
})

export type Report = {
  desk: string
  checks: readonly Check[]
  connected: Connected
  /** Epoch ms at which it was looked. */
  at: number
  /** Must not be shown, whatever the desk says. */
  secrets: readonly string[]
  /** This page again. */
  sameUrl: string
  startUrl: string
}

/** What is wrong, what that costs and what to do; then what could not be looked at, what is connected, and all that is well. */
export function doctorPage({ desk, checks, connected, at, secrets, sameUrl, startUrl }: Report): Page {
  const clean = (text: string) => withoutPeople(withoutSecrets(text, secrets)).slice(0, longest)
  const [wrong, open, well] = [false, undefined, true].map((ok) => checks.filter((check) => check.ok === ok))
  const part = (title: string, found: readonly Check[] = [], item: Item) =>
    found.length > 0 && html`<h2>${title}</h2><ul class="marks">${found.map((check) => item(check, clean))}</ul>`
  return {
    title: `Check of the ${desk} connection`,
    content: html`
${summary(desk, checks)}
<p class="small">${wrong?.length ?? 0} wrong, ${open?.length ?? 0} not checked, ${well?.length ?? 0} well. <span class="soft">Looked at ${new Date(at).toISOString().slice(11, 19)} UTC; nothing was changed.</span></p>
${button(sameUrl, 'Look again')}
${part('What is wrong', wrong, wrongItem)}
${part('Not checked', open, openItem)}
<h2>What is connected</h2>
<dl>${connected.map(({ term, lines }) => html`<div><dt>${term}</dt><dd>${lines.map((line) => html`<div>${clean(line)}</div>`)}</dd></div>`)}</dl>
${part('What is well', well, wellItem)}
<p><a href="${startUrl}">Change the connection</a></p>`,
  }
}

/** No text of a check is to fill the page. */
const longest = 700

type Item = (check: Check, clean: (text: string) => string) => Html

function summary(desk: string, checks: readonly Check[]): Html {
  const verdict = verdictOf(checks)
  if (verdict === 'broken') {
    return html`<p class="note bad" role="alert">Conversations cannot be handed over until what is wrong is put right.</p>`
  }
  if (verdict === 'open') {
    return html`<p class="note warn" role="status">${desk} did not answer every question. Look again in a moment.</p>`
  }
  return checks.every(({ ok }) => ok !== false)
    ? html`<p class="note good" role="status">Nothing was found that keeps conversations from being handed over.</p>`
    : html`<p class="note warn" role="status">Conversations are handed over, but not everything is as it should be.</p>`
}

const wrongItem: Item = ({ title, detail, fix, breaksEscalation }, clean) => html`<li class="no">
<p>Not so: ${clean(title)}.${detail !== '' && html` <span class="soft">${sentence(clean(detail))}</span>`}</p>
<p><strong>To do:</strong> ${clean(fix)}</p>
<p class="soft small">${breaksEscalation ? 'Conversations cannot be handed over because of it.' : 'Conversations are handed over all the same.'}</p>
</li>`

const openItem: Item = ({ title, detail, fix, waits }, clean) =>
  html`<li class="open">${clean(title)}: <span class="soft">${waits ? 'waits for what is said above.' : [detail, fix].map((text) => sentence(clean(text))).join(' ')}</span></li>`

const wellItem: Item = ({ title, detail }, clean) =>
  html`<li class="yes">${clean(title)}${detail !== '' && html` <span class="soft small">${clean(detail)}</span>`}</li>`

const sentence = (text: string) => text && `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]+$/, '')}.`

/** There is nothing to look at yet. */
export const nothingToCheck = (desk: string, startUrl: string): Page => ({
  title: `${desk} is not connected yet`,
  status: 409,
  content: html`<p>There is nothing to check before a connection is made.</p>${button(startUrl, 'Connect')}`,
})
