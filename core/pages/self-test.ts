import type { Doubt } from '../self-test/doubts'
import type { Ending } from '../self-test/end'
import type { Run } from '../self-test/run'
import { nameMax } from '../self-test/start'
import type { Page } from './answer'
import { type Html, html } from './html'
import { toDoctor } from './parts'
import { type Step, stepList } from './progress'

/** Pages of the self-test: a conversation that is opened for trial, and what the bot hears of it. */

/** Where a page's form goes, and what makes it valid. */
export type Way = { url: string; token: string }

const formTo = ({ url, token }: Way, act: 'start' | 'end', content: Html): Html =>
  html`<form method="post" action="${url}">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="do" value="${act}">
${content}
</form>`

const startForm = (way: Way, label: string): Html =>
  formTo(
    way,
    'start',
    html`<div class="field"><label for="by">Your name</label>
<p class="soft small" id="by-hint">For your agents to read. May stay empty.</p>
<input type="text" id="by" name="by" maxlength="${nameMax}" autocomplete="name" aria-describedby="by-hint"></div>
<button class="button" type="submit">${label}</button>`,
  )

/** What the last page of a set-up offers. */
export const tryIt = (way: Way, desk: string): Html => html`
<h2>Try it</h2>
<p>Opens a conversation in ${desk} by a test visitor with your name, and shows what the bot hears of it: who takes it, an answer, the closing. Your bot says nothing in it, and no user of yours notices.</p>
${startForm(way, 'Start the test')}`

export type Trial = {
  desk: string
  run: Run
  /** Who took it. */
  agentName: string | undefined
  /** Where the thread is. */
  place: { name: string; url?: string | undefined } | undefined
  /** What keeps it from going on, with what the desk has to say of it. */
  doubts: { doubt: Doubt; paragraphs: string[] }[]
  /** Why it is not open yet. */
  remark: string | undefined
  url: string
  holdUrl: string
  held: boolean
  doneUrl: string
  /** All that can be looked at of the connection. */
  doctorUrl: string
  way: Way
}

/** A self-test under way. */
export function testPage(trial: Trial): Page {
  const { desk, run, place, doubts, remark, url, holdUrl, held, doneUrl, doctorUrl, way } = trial
  const steps = stepsOf(trial)
  const done = steps.filter(({ state }) => state === 'yes').length
  const now = steps.find(({ state }) => state === 'now')
  return {
    title: 'Trying the hand-over',
    // Once it waits for people, there is no hurry.
    ...(held ? {} : { refresh: { seconds: doubts.length > 0 ? 10 : 3, url } }),
    content: html`
<p role="status">${done} of ${steps.length} done${now && html`. Next: ${now.title.charAt(0).toLowerCase() + now.title.slice(1)}`}.</p>
${place && html`<p>Open ${desk} beside this page. The conversation by “${run.session.tags.testBy}” is in ${place.name}${place.url && html`: <a href="${place.url}" target="_blank" rel="noopener">open it in a new tab</a>`}. Take it, answer once, and close it.</p>`}
${stepList(steps)}
${remark && html`<p class="note warn">${remark}</p>`}
${doubts.map(({ doubt, paragraphs }) => doubtNote(desk, doubt, place?.name ?? desk, paragraphs))}
${doubts.some(({ doubt }) => doubt.kind === 'unheard') && toDoctor(doctorUrl)}
<p class="small">${held ? html`<a href="${holdUrl}">Look again</a> <span class="soft">or</span> <a href="${url}">let the page look by itself</a>` : html`<span class="soft">This page looks again by itself.</span> <a href="${holdUrl}">Stop reloading; I look myself</a>`}</p>
${formTo(way, 'end', html`<input type="hidden" name="run" value="${run.session.ref}"><button class="button second" type="submit">End the test</button>`)}
<p class="small"><a href="${doneUrl}">Back to the connection</a> <span class="soft">(the test goes on)</span></p>`,
  }
}

/** What was heard, as it is ticked. */
const ticked = {
  taken: 'An agent took it',
  replied: 'The bot heard an answer',
  closed: 'The bot heard of its closing',
} as const

function stepsOf({ desk, run, agentName }: Pick<Trial, 'desk' | 'run' | 'agentName'>): Step[] {
  const { openedAt, taken, repliedAt, closed } = run
  const all: [title: string, isDone: boolean][] = [
    [`A conversation is open in ${desk}`, openedAt !== undefined],
    [
      taken === undefined ? 'An agent takes it' : [ticked.taken, agentName].filter(Boolean).join(': '),
      taken !== undefined,
    ],
    [repliedAt === undefined ? 'The bot hears an answer' : ticked.replied, repliedAt !== undefined],
    [closed === undefined ? 'The bot hears of its closing' : ticked.closed, closed !== undefined],
  ]
  const next = all.findIndex(([, isDone]) => !isDone)
  return all.map(([title, isDone], at) => ({ title, state: isDone ? 'yes' : at === next ? 'now' : 'next' }))
}

function doubtNote(desk: string, doubt: Doubt, place: string, paragraphs: string[]): Html {
  const isBad = doubt.kind === 'unheard'
  return html`<div class="note ${isBad ? 'bad' : 'warn'}"><p><strong>${headline(desk, doubt, place)}</strong></p>${paragraphs.map((text) => html`<p>${text}</p>`)}</div>`
}

function headline(desk: string, doubt: Doubt, place: string): string {
  switch (doubt.kind) {
    case 'unheard':
      return {
        taken: `${desk} shows that an agent took the conversation, but the bot was not told.`,
        replied: `There is an answer in the conversation, but the bot was not told.`,
        closed: `${desk} shows that the conversation is closed, but the bot was not told.`,
      }[doubt.what]
    case 'waiting':
      return {
        taken: `Nobody has taken it yet. That is no fault: it waits in ${place}.`,
        replied: 'Nobody has answered yet. That is no fault.',
        closed: 'The conversation is still open. That is no fault: close it.',
      }[doubt.what]
    case 'closedEarly':
      return 'It was over before anybody answered.'
    case 'unseen':
      return `${desk} could not be asked how the conversation stands. ${doubt.reason}`
  }
}

/** How a self-test went; `untaken` where nobody was put in charge, and all else was heard. */
export const outcomes = ['passed', 'untaken', 'closed', 'stays', 'unknown'] as const
export type Outcome = 'passed' | 'untaken' | Ending

export type Over = { desk: string; outcome: Outcome | undefined; stays: string; doneUrl: string; way: Way }

/** A self-test that is over, or none. */
export function overPage({ desk, outcome, stays, doneUrl, way }: Over): Page {
  const isPassed = outcome === 'passed' || outcome === 'untaken'
  return {
    title: isPassed ? 'The hand-over works' : outcome === undefined ? 'No test is running' : 'The test has ended',
    content: html`
${isPassed && stepList(passedSteps(desk, outcome))}
${outcome && html`<p role="status" class="note">${after(desk, outcome)}</p>${outcome !== 'unknown' && html`<p>${stays}</p>`}`}
<p><a href="${doneUrl}">Back to the connection</a></p>
<h2>${outcome === undefined ? 'Try it' : 'Try it again'}</h2>
${startForm(way, outcome === undefined ? 'Start the test' : 'Start another test')}`,
  }
}

const passedSteps = (desk: string, outcome: Outcome): Step[] =>
  [`A conversation was opened in ${desk}`, ...Object.values(ticked)].map((title) => ({
    title,
    state: title === ticked.taken && outcome === 'untaken' ? 'next' : 'yes',
  }))

function after(desk: string, outcome: Outcome): string {
  switch (outcome) {
    case 'passed':
      return 'All of it was heard, and the test has ended by itself.'
    case 'untaken':
      return 'Nobody was put in charge of the conversation, so it remains to be seen whether the bot hears of that; users learn it from the first answer then. All else was heard, and the test has ended by itself.'
    case 'closed':
      return `Its conversation is closed in ${desk}.`
    case 'stays':
      return `${desk} does not let the bot close its conversation: close it there by hand.`
    case 'unknown':
      return `It is not known whether a conversation was opened. Should one by a test visitor with your name show in ${desk}, close it there by hand.`
  }
}

/** A self-test that could not be opened, or not be ended now. */
export function failedPage(
  title: string,
  paragraphs: string[],
  { way, run }: { way: Way; run?: string },
  doneUrl: string,
): Page {
  return {
    title,
    status: 409,
    content: html`
<div class="note bad" role="alert">${paragraphs.map((text) => html`<p>${text}</p>`)}</div>
${
  run === undefined
    ? startForm(way, 'Start the test again')
    : formTo(
        way,
        'end',
        html`<input type="hidden" name="run" value="${run}"><button class="button" type="submit">Try again</button>`,
      )
}
<p><a href="${doneUrl}">Back to the connection</a></p>`,
  }
}
