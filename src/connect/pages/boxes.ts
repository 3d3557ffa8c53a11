import { type Html, html } from '../../../core/pages/html'
import type { AddedFact, AddedGroup, ScopeFact } from '../../setup/scopes'

export type Boxes = {
  /** The start page without its query. */
  url: string
  /** What the start page's address needs for its query. */
  ticket: string
  groups: AddedFact[]
  /** Which of the boxes are ticked. */
  chosen: AddedGroup[]
}

/** Whether HubSpot is going to be asked for a scope of a group. */
export const isAsked = ({ group }: AddedFact, { granted }: ScopeFact, { chosen }: Boxes): boolean =>
  granted || chosen.includes(group)

/**
 * A box for each group of scopes beyond the hand-over. The page has no script, so the choice is sent to the same page, which
 * then has it in its link to HubSpot. While the boxes differ from what was sent, the style sheet hides that link.
 */
export function boxesForm(boxes: Boxes): Html {
  const { url, ticket, groups, chosen } = boxes
  const canAdd = groups.some(({ granted }) => granted !== 'all')
  return html`<form method="get" action="${url}" autocomplete="off">
<input type="hidden" name="t" value="${ticket}">
<fieldset><legend>What should the bot do?</legend>
<div class="choice"><p class="option yes"><span>Hand-over: always on <span class="soft small">to bring conversations to your agents, and their answers back</span></span></p></div>
${groups.map((fact) => (fact.granted === 'all' ? grantedRow(fact) : row(fact, chosen.includes(fact.group))))}</fieldset>
${
  canAdd &&
  html`<p class="note changed">The choice is not taken over yet. Press “Apply the choice”, then go on to HubSpot.</p>
<p><button class="button second" type="submit">Apply the choice</button></p>`
}
</form>
${chosen.length > 0 && html`<p class="note warn" role="status">HubSpot will be asked for ${titles(groups, chosen)} too. If its page says that scopes do not match, your app does not declare them: upload the app project anew (it is under “Step 1” below), then open this page again.</p>`}`
}

function row({ group, title, purpose, scopes }: AddedFact, isChosen: boolean): Html {
  const names = (given: ScopeFact[]) => given.map(({ scope }, index) => html`${index > 0 && ', '}<code>${scope}</code>`)
  const there = scopes.filter(({ granted }) => granted)
  return html`<div class="choice">
<label class="option"><input class="add" type="checkbox" name="add" value="${group}" aria-describedby="about-${group}" ${isChosen && html`checked`}><span>${title} <span class="soft small">to ${purpose}</span></span></label>
<div class="about soft small" id="about-${group}">
<p>Adds the scopes ${names(scopes.filter(({ granted }) => !granted))}.${there.length > 0 && html` Granted already: ${names(there)}.`}</p>
<p>If your app does not declare them yet, upload the app project anew first.</p>
</div>
</div>`
}

const grantedRow = ({ title, purpose }: AddedFact): Html =>
  html`<div class="choice"><p class="option yes"><span>${title}: granted <span class="soft small">to ${purpose}</span></span></p></div>`

const titles = (groups: AddedFact[], chosen: AddedGroup[]): string =>
  groups
    .filter(({ group }) => chosen.includes(group))
    .map(({ title }) => `“${title}”`)
    .join(' and ')
