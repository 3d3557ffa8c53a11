import type { Page, PageStep } from './answer'
import { type Html, html } from './html'
import { form } from './parts'

export type Step = { title: string; state: 'yes' | 'now' | 'next' | 'no' }

export type Progress = {
  title: string
  step: PageStep
  /** What to expect of it. */
  about: string
  steps: Step[]
  /** Loads the page again, which does the next step. */
  url: string
  /** This page without and with the automatic reload. */
  holdUrl: string
  held: boolean
  /** Why it is taking long. */
  remark: string | undefined
}

/** How far a set-up is. Each time it is loaded, one more step is done. */
export function progressPage({ title, step, about, steps, url, holdUrl, held, remark }: Progress): Page {
  const done = steps.filter(({ state }) => state === 'yes').length
  return {
    title,
    step,
    ...(held ? {} : { refresh: { seconds: 3, url } }),
    content: html`
<p role="status">${done} of ${steps.length} things done. ${about}</p>
${stepList(steps)}
${remark && html`<p class="note warn">${remark}</p>`}
<p>${held ? html`<a class="button" href="${url}">Continue</a>` : html`<span class="soft">This page goes on by itself. If you leave, open it again to finish.</span>`}</p>
<p class="small">${!held && html`<a href="${holdUrl}">Stop reloading; I go on step by step</a>`}</p>`,
  }
}

export type Stuck = { step: PageStep; steps: Step[]; reason: string; url: string; token: string }

/** A step was refused, and only a person can do something about it. */
export function stuckPage({ step, steps, reason, url, token }: Stuck): Page {
  return {
    title: 'The set-up has stopped',
    step,
    status: 409,
    content: html`
<p class="note bad" role="alert">${reason}</p>
${stepList(steps)}
<p>Put that right, then go on from where it stopped. What is done stays done. If you change the integration’s configuration in Botpress, this page ends: open the new link in the bot’s log.</p>
${form(url, token, undefined, 'Try again')}`,
  }
}

/** Steps, and how far each is. */
export function stepList(steps: Step[]): Html {
  const words = { yes: 'done', now: 'under way', next: 'to do', no: 'failed' }
  return html`<ol class="marks">${steps.map(
    ({ title, state }) =>
      html`<li class="${state}" ${state === 'now' && html`aria-current="step"`}>${title} <span class="soft small${state === 'now' && ' working'}">${words[state]}</span></li>`,
  )}</ol>`
}
